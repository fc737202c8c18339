import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import { withoutCounting, type Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { forgetPlanned } from '../deduct/deduct-store.ts'
import { giveBack } from '../run/give-back.ts'
import { closeFinished } from '../run/run-store.ts'
import { findDifferences, writeDifferences, withdraw, postOwed } from './corrections.ts'
import { reserve } from './reserve.ts'
import { findRightForUpdate, findVersions, type RightRow, type VersionRow } from './rights-store.ts'
import { findChangedRights, findUnsentMonths, markLookedAt, stopUnsent, type KeptBack, type Which } from './unsent.ts'

export interface LookNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
}

interface Looked {
  readonly right: RightRow
  readonly versions: readonly VersionRow[]
  /** The newest version: why lines are kept back and differences written. */
  readonly newest: VersionRow
}

/**
 * Holds everything on approved lists against the right as it stands now. What would be too much and is not with the bank
 * is kept back, and what is still due for its month comes with the next list; what was lacking comes as arrears; what
 * was too much and is gone is owed. Old lines are never changed, and what has not happened yet is taken back before its
 * opposite is written. The right is locked by the caller.
 */
export async function lookAgain(tx: Tx, who: Caller, looked: Looked, needs: LookNeeds): Promise<void> {
  const { right, newest } = looked
  const { kept, touched } =
    right.linedThrough === null ? { kept: [], touched: [] } : await keepBack(tx, who, looked, needs)
  if (right.linedThrough !== null)
    await writeDifferences(tx, who.tenant, {
      ...{ right, version: newest.version, at: needs.clock.now() },
      differences: await findDifferences(tx, who.tenant, looked),
    })
  await markLookedAt(tx, who.tenant, right.id, right.version)
  await postOwed(tx, who, [right.id], needs)
  const about = { kind: 'entitlement', id: right.id }
  await reserve(tx, who, { rights: [right.id], why: newest.why, on: needs.clock.today(), about }, needs)
  if (kept.length === 0) return
  await closeFinished(tx, who.tenant, [...new Set(kept.map(({ runId }) => runId))])
  await needs.audit.record(tx, who, {
    ...{ action: 'payouts.lines-kept-back', about: { kind: 'household', id: right.householdId } },
    ...{ after: { lines: kept.map(({ id }) => id) }, reason: newest.why },
  })
  await lookAgainAtRights(tx, who, touched, needs)
}

interface Kept {
  readonly kept: readonly KeptBack[]
  /** Rights whose claims the lines had helped to settle. */
  readonly touched: readonly string[]
}

/** Takes back what has not happened yet, as far as the right gives less (or more) than was said before. */
async function keepBack(tx: Tx, who: Caller, looked: Looked, needs: LookNeeds): Promise<Kept> {
  const { right, newest } = looked
  const reason = `批准以后待遇变了：${newest.why}`
  const stop = (which: Which): Promise<KeptBack[]> =>
    stopUnsent(tx, who.tenant, { rightId: right.id, version: newest.version, reason, which })
  const unsentMonths = await findUnsentMonths(tx, who.tenant, right.id)
  const corrections = await withdraw(tx, who, { ...looked, unsentMonths }, needs)
  const waited = await stop({ corrections })
  const tooMuch = (await findDifferences(tx, who.tenant, looked)).filter(({ difference }) => difference < 0n)
  const kept = [...waited, ...(await stop({ months: tooMuch.map(({ month }) => month) }))]
  const ids = kept.map(({ id }) => id)
  await forgetPlanned(tx, who.tenant, ids)
  const touched: string[] = []
  for (const from of ['payable', 'returned'] as const) {
    const lines = kept.filter(({ was }) => was === from).map(({ id }) => id)
    const about = { kind: 'entitlement', id: right.id }
    touched.push(...(await giveBack(tx, who, { lines, from, why: reason, about }, needs)))
  }
  return { kept, touched }
}

/**
 * Before money leaves, and before anything is carried to a later list: rights that changed since their unsent lines were
 * last held against them. Their own change did this already; this is for whatever crossed it on the way.
 */
export async function lookAgainAtChanged(
  tx: Tx,
  who: Caller,
  which: { readonly runId: string } | { readonly programme: string },
  needs: LookNeeds,
): Promise<void> {
  const tables = ['payouts.line', 'payouts.entitlement']
  const changed = await withoutCounting(tx, tables, () => findChangedRights(tx, who.tenant, which))
  await lookAgainAtRights(tx, who, changed, needs)
}

/** Held against what they say now, one after the other. */
export async function lookAgainAtRights(
  tx: Tx,
  who: Caller,
  rights: readonly string[],
  needs: LookNeeds,
): Promise<void> {
  for (const id of new Set(rights)) {
    const right = given(await findRightForUpdate(tx, who.tenant, id), 'the right of a line')
    const versions = await findVersions(tx, who.tenant, [id])
    const newest = given(versions.at(-1), 'a version of a right')
    await lookAgain(tx, who, { right, versions, newest }, needs)
  }
}

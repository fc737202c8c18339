import type { Audit, Change } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import { withoutCounting, type Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { forgetPlanned } from '../deduct/deduct-store.ts'
import { oweRepaid } from '../refund/owe.ts'
import { giveBack } from '../run/give-back.ts'
import { closeFinished } from '../run/run-store.ts'
import { findDifferences, writeDifferences, withdraw, postOwed, type Looked } from './corrections.ts'
import { reserve } from './reserve.ts'
import { findRightsForUpdate, findVersions } from './rights-store.ts'
import { findChangedRights, findUnsentMonths, markLookedAt, stopUnsent, type KeptBack, type Which } from './unsent.ts'

export interface LookNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
}

export interface LookWish {
  /** Rights as they are saved, locked by the caller; each once. */
  readonly looked: readonly Looked[]
  /** Why the rights changed: why lines are kept back and money is set aside. */
  readonly why: string
  /** What the entries for all of them together are about. */
  readonly about: { readonly kind: string; readonly id: string }
}

/**
 * Holds everything on approved lists against the rights as they stand now. What would be too much and is not with the
 * bank is kept back, and what is still due for its month comes with the next list; what was lacking comes as arrears, or
 * as a refund as far as the family had repaid it; what was too much and is gone is owed. Old lines are never changed, and
 * what has not happened yet is taken back before its opposite is written. Thousands of rights are as many statements as one.
 */
export async function lookAgain(tx: Tx, who: Caller, wish: LookWish, needs: LookNeeds): Promise<void> {
  const { looked, why, about } = wish
  const rights = looked.map(({ right }) => right.id)
  const lined = looked.filter(({ right }) => right.linedThrough !== null)
  const { kept, touched } =
    lined.length === 0 ? { kept: [], touched: [] } : await keepBack(tx, who, { ...wish, looked: lined }, needs)
  if (lined.length > 0) {
    const differences = await oweRepaid(tx, who, await findDifferences(tx, who.tenant, lined), needs)
    await writeDifferences(tx, who.tenant, { at: needs.clock.now(), differences })
  }
  await markLookedAt(tx, who.tenant, rights)
  await postOwed(tx, who, rights, needs)
  await reserve(tx, who, { rights, why, on: needs.clock.today(), about }, needs)
  if (kept.length === 0) return
  await closeFinished(tx, who.tenant, [...new Set(kept.map(({ runId }) => runId))])
  const ofRight = Map.groupBy(kept, ({ rightId }) => rightId)
  const changes = looked.flatMap(({ right }): Change[] => {
    const lines = (ofRight.get(right.id) ?? []).map(({ id }) => id)
    if (lines.length === 0) return []
    const household = { kind: 'household', id: right.householdId }
    return [{ action: 'payouts.lines-kept-back', about: household, after: { lines }, reason: why }]
  })
  await needs.audit.recordMany(tx, who, changes)
  await lookAgainAtRights(tx, who, touched, needs)
}

interface Kept {
  readonly kept: readonly KeptBack[]
  /** Rights whose claims the lines had helped to settle. */
  readonly touched: readonly string[]
}

/** Takes back what has not happened yet, as far as a right gives less (or more) than was said before. */
async function keepBack(tx: Tx, who: Caller, { looked, why, about }: LookWish, needs: LookNeeds): Promise<Kept> {
  const reason = `批准以后待遇变了：${why}`
  const rights = looked.map(({ right }) => right.id)
  const stop = (which: Which): Promise<KeptBack[]> => stopUnsent(tx, who.tenant, { rights, reason, which })
  const unsentMonths = await findUnsentMonths(tx, who.tenant, rights)
  const corrections = await withdraw(tx, who, { looked, unsentMonths }, needs)
  const waited = await stop({ corrections })
  const tooMuch = (await findDifferences(tx, who.tenant, looked)).filter(({ difference }) => difference < 0n)
  const kept = [...waited, ...(await stop({ months: tooMuch }))]
  const ids = kept.map(({ id }) => id)
  await forgetPlanned(tx, who.tenant, ids)
  const touched: string[] = []
  for (const from of ['payable', 'returned'] as const) {
    const lines = kept.filter(({ was }) => was === from).map(({ id }) => id)
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
    const right = given((await findRightsForUpdate(tx, who.tenant, [id]))[0], 'the right of a line')
    const versions = await findVersions(tx, who.tenant, [id])
    const { why } = given(versions.at(-1), 'a version of a right')
    await lookAgain(tx, who, { looked: [{ right, versions }], why, about: { kind: 'entitlement', id } }, needs)
  }
}

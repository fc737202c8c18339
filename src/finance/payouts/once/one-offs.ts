import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import { addMonths, type Clock } from '#platform/clock/index.ts'
import { must } from '#platform/errors/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { paidProgramme } from '../programmes.ts'
import { oneOffRefusals } from './refusals.ts'
import { reserve } from '../rights/reserve.ts'
import { addRights, type NewRight } from '../rights/rights-store.ts'
import { giveBack } from '../run/give-back.ts'
import { closeFinished } from '../run/run-store.ts'
import { oneOffName } from './one-off.ts'
import { addOneOff, endRights, getOneOff, lockUnsent, type OneOff } from './one-off-store.ts'

export interface OneOffNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
}

/** One person of an approved list, who is to be paid once. */
export interface OneOffDraft {
  /** Id of the row of the list: the same row is granted once, for ever. */
  readonly row: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly amount: Fen
}

/** Subsidies that a document orders once. Lists, files, returns and accounts are those of every other programme. */
export interface OneOffs {
  /** @returns the programme, a purse of its own: `one-off-3` */
  readonly open: (tx: Tx, who: Caller, one: OneOff) => Promise<string>
  /**
   * Rights of an approved list, many at once, with the money kept back for them.
   *
   * @returns id of the right by row. @throws unknownSubsidy, fundShort
   */
  readonly grant: (
    tx: Tx,
    who: Caller,
    wish: { readonly programme: string; readonly document: string; readonly drafts: readonly OneOffDraft[] },
  ) => Promise<ReadonlyMap<string, string>>
  /** Takes rights back by counter-entries, as far as nothing of them is with the bank. @throws sentAlready */
  readonly takeBack: (
    tx: Tx,
    who: Caller,
    wish: { readonly programme: string; readonly rights: readonly string[]; readonly why: string },
  ) => Promise<void>
}

export const createOneOffs = (needs: OneOffNeeds): OneOffs => ({
  open: async (tx, who, one) => oneOffName(await addOneOff(tx, who.tenant, one, needs.clock.now())),
  grant: (tx, who, wish) => grant(tx, who, wish, needs),
  takeBack: (tx, who, wish) => takeBack(tx, who, wish, needs),
})

async function grant(
  tx: Tx,
  who: Caller,
  { programme, document, drafts }: Parameters<OneOffs['grant']>[2],
  { ledger, audit, clock }: OneOffNeeds,
): ReturnType<OneOffs['grant']> {
  const { group } = paidProgramme(programme)
  const { source, month } = await getOneOff(tx, who.tenant, programme)
  const rights = drafts.map(({ row, householdId, placeId, amount }): NewRight => {
    return {
      ...{ id: uuid(), householdId, placeId, programme, group: `${group}:${row}`, source, from: month },
      ...{ stops: addMonths(month, 1), isOnce: true, version: 1, linedThrough: null, origin: 'campaign' },
      ...{ originRef: row, caseNumber: document, decisionId: null, rate: { per: 'once', amount } },
      why: `一次性补贴，依据：${document}`,
    }
  })
  const added = await addRights(tx, who, rights, clock.now())
  must(added.size === rights.length, 'a row of a list is granted once')
  const about = { kind: 'one-off', id: programme }
  const ids = rights.map(({ id }) => id)
  await reserve(tx, who, { rights: ids, why: `一次性补贴名单批准：${document}`, on: clock.today(), about }, { ledger })
  await audit.record(tx, who, { action: 'payouts.one-off-granted', about, after: { rights: ids.length } })
  return new Map(rights.map(({ originRef, id }) => [originRef, id]))
}

/** Thousands at once: a document that is stopped takes its whole list along. */
async function takeBack(
  tx: Tx,
  who: Caller,
  { programme, rights, why }: Parameters<OneOffs['takeBack']>[2],
  { ledger, audit, clock }: OneOffNeeds,
): Promise<void> {
  if (rights.length === 0) return
  const gone = await lockUnsent(tx, who.tenant, rights)
  if (gone.length > 0) throw oneOffRefusals.sentAlready({ count: gone.length })
  const about = { kind: 'one-off', id: programme }
  const ended = await endRights(tx, who, { rights, why, at: clock.now() })
  for (const from of ['payable', 'returned'] as const) {
    const lines = ended.filter(({ was }) => was === from).map(({ id }) => id)
    await giveBack(tx, who, { lines, from, why, about }, { ledger, clock })
  }
  await reserve(tx, who, { rights, why, on: clock.today(), about }, { ledger })
  await closeFinished(tx, who.tenant, [...new Set(ended.map(({ runId }) => runId))])
  await audit.record(tx, who, {
    action: 'payouts.one-off-taken-back',
    about,
    after: { rights: rights.length },
    reason: why,
  })
}

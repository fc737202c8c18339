import { v7 as uuid } from 'uuid'
import { addMonths, monthOf, type Clock, type Month } from '#platform/clock/index.ts'
import type { Audit } from '#platform/audit/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { withoutCounting, type Tx } from '#platform/db/index.ts'
import { formatYuan, subtractFen, zeroFen, addFen, type Fen } from '#platform/money/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { sourceWords, type Ledger } from '#finance/ledger/index.ts'
import type { PaymentFeed, PayListGate } from '../contract.ts'
import { bookDeductions, planDeductions, type DeductionRuleAt } from '../deduct/deduct.ts'
import { askFeeds } from '../hold/holds.ts'
import { lastDayInTime } from '../once/one-off-store.ts'
import { paidProgramme } from '../programmes.ts'
import { computeRefunds } from '../refund/on-list.ts'
import { payoutRefusals } from '../refusals.ts'
import { lookAgainAtChanged } from '../rights/look-again.ts'
import { reserve } from '../rights/reserve.ts'
import {
  carryWaiting,
  computeArrears,
  computeRegular,
  countListed,
  countStale,
  findUnreserved,
  forgetLines,
  holdLines,
  householdsOn,
  lineRights,
  lockRights,
  makePayable,
  neededBy,
  payableLegs,
  type Needed,
} from './line-store.ts'
import { askGates } from './gates.ts'
import {
  addRun,
  closeFinished,
  findNewest,
  findRunForUpdate,
  saveApproved,
  saveChecks,
  saveFrozen,
  saveSentBack,
  type RunRow,
} from './run-store.ts'

export interface RunNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
  readonly vault: Vault
  readonly feeds: readonly PaymentFeed[]
  readonly deductionRule?: DeductionRuleAt | undefined
  readonly listGates?: readonly PayListGate[] | undefined
  readonly pauses?: readonly PayListGate[] | undefined
}

/** The monthly list, from computing to approval. Everything takes an open transaction. */
export interface Runs {
  /** Finds the open list of the month, or makes and computes it. @throws monthNotYet, monthOver, monthBefore, otherRunOpen */
  readonly make: (tx: Tx, who: Caller, wish: { programme: string; month: Month }) => Promise<string>
  /** @throws notFound, notADraft */
  readonly compute: (tx: Tx, who: Caller, id: string) => Promise<string>
  /** Asks the feeds again, then hands it to the second person. @throws notFound, notADraft, nothingToPay */
  readonly freeze: (tx: Tx, who: Caller, id: string) => Promise<string>
  /** @throws notFound, notFrozen */
  readonly sendBack: (tx: Tx, who: Caller, id: string, reason: string) => Promise<string>
  /** Asks the feeds once more. Twice at once is once. @throws notFound, notFrozen, samePerson, listStale, deductionStale, budgetShort */
  readonly approve: (tx: Tx, who: Caller, id: string) => Promise<string>
}

export const createRuns = (needs: RunNeeds): Runs => ({
  make: (tx, who, wish) => make(tx, who, wish, needs),
  compute: async (tx, who, id) => {
    const run = await openRun(tx, who, id)
    if (run.state !== 'draft') throw payoutRefusals.notADraft({ number: run.number })
    await compute(tx, who, run, needs)
    return id
  },
  freeze: async (tx, who, id) => {
    const run = await openRun(tx, who, id)
    if (run.state === 'frozen' && run.frozenBy === who.id) return id
    if (run.state !== 'draft') throw payoutRefusals.notADraft({ number: run.number })
    await askGates(tx, who, run, needs.pauses ?? [])
    await holdByFeeds(tx, who, run, needs)
    if ((await countListed(tx, who.tenant, run)) === 0) throw payoutRefusals.nothingToPay({ number: run.number })
    await saveFrozen(tx, who, id, needs.clock.now())
    await needs.audit.record(tx, who, { action: 'payouts.list-frozen', about: { kind: 'pay-run', id } })
    return id
  },
  sendBack: async (tx, who, id, reason) => {
    const run = await openRun(tx, who, id)
    if (run.state !== 'frozen') throw payoutRefusals.notFrozen({ number: run.number })
    await saveSentBack(tx, who, id, { at: needs.clock.now(), reason })
    await needs.audit.record(tx, who, {
      action: 'payouts.list-sent-back',
      about: { kind: 'pay-run', id },
      after: { reason },
    })
    return id
  },
  approve: (tx, who, id) => approve(tx, who, id, needs),
})

/** @throws notFound */
async function openRun(tx: Tx, who: Caller, id: string): Promise<RunRow> {
  const run = await findRunForUpdate(tx, who.tenant, id)
  if (!run) throw payoutRefusals.notFound()
  return run
}

async function make(
  tx: Tx,
  who: Caller,
  { programme, month }: { programme: string; month: Month },
  needs: RunNeeds,
): Promise<string> {
  const { code } = paidProgramme(programme)
  if (month > monthOf(needs.clock.today())) throw payoutRefusals.monthNotYet({ month })
  const dueOn = await lastDayInTime(tx, who.tenant, { programme, month })
  const newest = await findNewest(tx, who.tenant, programme)
  if (newest && (newest.state === 'draft' || newest.state === 'frozen')) {
    if (newest.month === month) return newest.id
    throw payoutRefusals.otherRunOpen({ number: newest.number })
  }
  if (newest && month < newest.month) throw payoutRefusals.monthOver({ month })
  if (newest && month > addMonths(newest.month, 1))
    throw payoutRefusals.monthBefore({ month: addMonths(newest.month, 1) })
  await askGates(tx, who, { programme, month }, needs.listGates ?? [])
  const sequence = newest?.month === month ? newest.sequence + 1 : 1
  const run = { id: uuid(), programme, month, sequence, number: `${code}-${month}-${sequence}`, dueOn }
  if (!(await addRun(tx, who, run, needs.clock.now()))) return make(tx, who, { programme, month }, needs)
  await compute(tx, who, await openRun(tx, who, run.id), needs)
  return run.id
}

/** Filled in one go by the first list of a county, and joined by its next step. */
const tablesOfRun = ['payouts.line', 'payouts.entitlement', 'payouts.reservation']

async function compute(tx: Tx, who: Caller, run: RunRow, needs: RunNeeds): Promise<void> {
  const at = needs.clock.now()
  await askGates(tx, who, run, needs.pauses ?? [])
  await lookAgainAtChanged(tx, who, { programme: run.programme }, needs)
  await withoutCounting(tx, tablesOfRun, async () => {
    await forgetLines(tx, who.tenant, run)
    await carryWaiting(tx, who.tenant, run)
    await computeRegular(tx, who.tenant, run, at)
    await computeArrears(tx, who.tenant, run, at)
    await computeRefunds(tx, who.tenant, run, at)
  })
  await planDeductions(tx, who, run, needs)
  await holdByFeeds(tx, who, run, needs)
  const about = { kind: 'pay-run', id: run.id }
  await needs.audit.record(tx, who, { action: 'payouts.list-computed', about, after: { number: run.number } })
}

/** What the feeds say becomes holds; whoever has an open hold is held. */
async function holdByFeeds(tx: Tx, who: Caller, run: RunRow, needs: RunNeeds): Promise<void> {
  await holdLines(tx, who.tenant, run)
  const householdIds = await householdsOn(tx, who.tenant, run, 'listed')
  await saveChecks(tx, who.tenant, run.id, await askFeeds(tx, who, { run, householdIds }, needs))
  await holdLines(tx, who.tenant, run)
}

async function approve(tx: Tx, who: Caller, id: string, needs: RunNeeds): Promise<string> {
  const { ledger, clock, audit } = needs
  const run = await openRun(tx, who, id)
  if ((run.state === 'approved' || run.state === 'done') && run.approvedBy === who.id) return id
  if (run.state !== 'frozen') throw payoutRefusals.notFrozen({ number: run.number })
  if (run.madeBy === who.id || run.frozenBy === who.id) throw payoutRefusals.samePerson()
  await askGates(tx, who, run, [...(needs.pauses ?? []), ...(needs.listGates ?? [])])
  // Days may lie between handing over and approving: a death of yesterday is no payment of today.
  await holdByFeeds(tx, who, run, needs)
  const stale = await withoutCounting(tx, tablesOfRun, async () => {
    await lockRights(tx, who.tenant, run)
    await lineRights(tx, who.tenant, run)
    return countStale(tx, who.tenant, run)
  })
  if (stale > 0) throw payoutRefusals.listStale({ number: run.number, count: stale })
  const about = { kind: 'pay-run', id }
  const why = `${paidProgramme(run.programme).zh} ${run.month} 发放`
  const on = clock.today()
  const rights = await withoutCounting(tx, tablesOfRun, () => findUnreserved(tx, who.tenant, run))
  await reserve(tx, who, { rights, why, on, about }, needs)
  for (const needed of await neededBy(tx, who.tenant, run)) await refuseShort(tx, who, { run, needed }, needs)
  await withoutCounting(tx, tablesOfRun, () => makePayable(tx, who.tenant, run))
  await ledger.postQuery(tx, who, {
    ...{ key: `payouts.approved:${id}`, kind: 'payouts.approved', why, on, about },
    legs: payableLegs(who.tenant, id),
  })
  await bookDeductions(tx, who, run, needs)
  await saveApproved(tx, who, id, clock.now())
  await closeFinished(tx, who.tenant, [id])
  await audit.record(tx, who, { action: 'payouts.list-approved', about, after: { number: run.number } })
  return id
}

/** What a list may take of a purse: what is free and what is kept back. Null short: it is enough. */
export async function freeFor(
  tx: Tx,
  tenant: Caller['tenant'],
  { programme, needed }: { programme: string; needed: Needed },
  ledger: Ledger,
): Promise<{ free: Fen; short: Fen | null }> {
  const { source, year } = needed
  const rows = await ledger.balances(tx, tenant, { programme, source, budgetYear: year })
  const free = rows
    .filter(({ account }) => account === 'allotment' || account === 'reserved')
    .reduce((sum, { amount }) => addFen(sum, amount), zeroFen)
  return { free, short: free < needed.fen ? subtractFen(needed.fen, free) : null }
}

async function refuseShort(
  tx: Tx,
  who: Caller,
  { run, needed }: { run: RunRow; needed: Needed },
  { ledger }: RunNeeds,
): Promise<void> {
  const { short } = await freeFor(tx, who.tenant, { programme: run.programme, needed }, ledger)
  if (short === null) return
  throw payoutRefusals.budgetShort({
    ...{ number: run.number, fund: paidProgramme(run.programme).zh, year: needed.year },
    ...{ source: sourceWords[needed.source].zh, short: formatYuan(short) },
  })
}

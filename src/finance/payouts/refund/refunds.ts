import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock, Day } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { refusing, type Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { sumFen, type Fen } from '#platform/money/index.ts'
import { moved, type Ledger } from '#finance/ledger/index.ts'
import { payoutRefusals } from '../refusals.ts'
import { postOwed } from '../rights/corrections.ts'
import { lockRightsOf } from '../rights/rights-store.ts'
import { purseOf } from './owe.ts'
import {
  addProposal,
  findProposal,
  hasAccount,
  saveDecision,
  wordsUse,
  type ProposalRow,
  type RefundWay,
} from './proposal-store.ts'
import { lockUnconfirmed, saveState, type Purse, type RefundRow } from './refund-store.ts'
import { setAgainstClaims } from './set-against.ts'

export interface RefundNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
  readonly vault: Vault
}

/** Everything that is open for a household and programme. */
interface RefundWish extends Purse {
  /** What the proposer saw; another amount meanwhile is refused. */
  readonly amount: Fen
}

/** Money of households goes back: one says how, another confirms. Everything takes an open transaction. */
export interface Refunds {
  /** With the next pay list, to the account on file. @throws notFound, refundAsked, refundChanged, refundWithoutAccount */
  readonly proposeByBank: (tx: Tx, who: Caller, wish: RefundWish) => Promise<string>
  /**
   * Was paid by hand: the voucher the household signed, and why not by the bank.
   * @throws notFound, refundAsked, refundChanged, refundTomorrow, refundVoucherTaken
   */
  readonly proposeByHand: (
    tx: Tx,
    who: Caller,
    wish: RefundWish & { readonly voucher: string; readonly paidOn: Day; readonly why: string },
  ) => Promise<string>
  /** Twice by the same person is once. @throws notFound, refundDecided, refundNeedsAnother */
  readonly confirm: (tx: Tx, who: Caller, id: string) => Promise<string>
  /** Back on the work list; also by the one who proposed and saw a slip. @throws notFound, refundDecided */
  readonly refuse: (tx: Tx, who: Caller, id: string, reason: string) => Promise<string>
}

export const createRefunds = (needs: RefundNeeds): Refunds => ({
  proposeByBank: async (tx, who, wish) => {
    const open = await openRefunds(tx, who, wish)
    if (!(await hasAccount(tx, who.tenant, wish.householdId))) throw payoutRefusals.refundWithoutAccount()
    return propose(tx, who, { open, way: 'bank', voucher: null, paidOn: null, why: null }, needs)
  },
  proposeByHand: async (tx, who, { voucher, paidOn, why, ...wish }) => {
    if (paidOn > needs.clock.today()) throw payoutRefusals.refundTomorrow({}, 'paidOn')
    const open = await openRefunds(tx, who, wish)
    return propose(tx, who, { open, way: 'hand', voucher, paidOn, why }, needs)
  },
  confirm: (tx, who, id) => confirm(tx, who, id, needs),
  refuse: (tx, who, id, reason) => refuse(tx, who, { id, reason }, needs),
})

/** @throws notFound, refundAsked, refundChanged */
async function openRefunds(tx: Tx, who: Caller, { amount, ...purse }: RefundWish): Promise<RefundRow[]> {
  const refunds = await lockUnconfirmed(tx, who.tenant, purse)
  if (refunds.length === 0) throw payoutRefusals.notFound()
  if (refunds.some(({ state }) => state === 'asked')) throw payoutRefusals.refundAsked()
  if (sumFen(refunds.map(({ fen }) => fen)) !== amount) throw payoutRefusals.refundChanged()
  return refunds
}

async function propose(
  tx: Tx,
  who: Caller,
  {
    open,
    why,
    ...how
  }: {
    readonly open: readonly RefundRow[]
    readonly way: RefundWay
    readonly voucher: string | null
    readonly paidOn: Day | null
    readonly why: string | null
  },
  { audit, clock, vault }: RefundNeeds,
): Promise<string> {
  const { householdId, programme, placeId } = given(open[0], 'a refund that is open')
  const id = uuid()
  const words = why === null ? null : (await vault.boxOf(who.tenant)).seal(why, wordsUse.way(id))
  const amount = sumFen(open.map((one) => one.fen))
  await refusing(
    {
      refund_voucher_is_one: () => payoutRefusals.refundVoucherTaken({}, 'voucher'),
      refund_proposal_is_alone: () => payoutRefusals.refundAsked(),
    },
    addProposal(tx, who, { ...how, id, placeId, householdId, programme, fen: amount, words }, clock.now()),
  )
  await saveState(tx, who.tenant, { ids: open.map((one) => one.id), state: 'asked', proposalId: id })
  await audit.record(tx, who, {
    ...{ action: 'payouts.refund-asked', about: { kind: 'household', id: householdId } },
    // Why, and the voucher, stand in the sealed part of the entry.
    after: { proposal: id, programme, fen: String(amount), why, ...how },
  })
  return id
}

/** The proposal with its refunds, locked as every other command locks them. @throws notFound */
async function openProposal(
  tx: Tx,
  who: Caller,
  id: string,
): Promise<{ readonly proposal: ProposalRow; readonly refunds: readonly RefundRow[] }> {
  const found = await findProposal(tx, who.tenant, id)
  if (!found) throw payoutRefusals.notFound()
  // Rights before their refunds, as whoever changes a right locks them.
  await lockRightsOf(tx, who.tenant, found)
  const refunds = (await lockUnconfirmed(tx, who.tenant, found)).filter(({ proposalId }) => proposalId === id)
  // Read again behind the lock: somebody may have decided meanwhile.
  return { proposal: given(await findProposal(tx, who.tenant, id), 'the proposal just found'), refunds }
}

async function confirm(tx: Tx, who: Caller, id: string, needs: RefundNeeds): Promise<string> {
  const { proposal, refunds } = await openProposal(tx, who, id)
  const { state, askedBy, askedName, householdId, way, paidOn } = proposal
  if (state === 'confirmed' && proposal.decidedBy === who.id) return id
  if (state !== 'asked') throw payoutRefusals.refundDecided()
  if (askedBy === who.id) throw payoutRefusals.refundNeedsAnother({ name: askedName })
  await saveDecision(tx, who, { id, state: 'confirmed', words: null, at: needs.clock.now() })
  const ids = refunds.map((one) => one.id)
  if (way === 'hand') {
    await postByHand(tx, who, { proposal, refunds }, needs)
    await saveState(tx, who.tenant, { ids, state: 'done', proposalId: id, doneOn: paidOn })
    // What its months should not have had after all was not claimed before.
    await postOwed(tx, who, [...new Set(refunds.map(({ rightId }) => rightId))], needs)
  } else await saveState(tx, who.tenant, { ids, state: 'approved', proposalId: id })
  await needs.audit.record(tx, who, {
    ...{ action: 'payouts.refund-confirmed', about: { kind: 'household', id: householdId } },
    after: { proposal: id, way, fen: String(proposal.fen), paidOn },
  })
  return id
}

/** to-refund → refunded, month by month in its own purse. */
async function postByHand(
  tx: Tx,
  who: Caller,
  {
    proposal: { id, voucher, paidOn },
    refunds,
  }: { readonly proposal: ProposalRow; readonly refunds: readonly RefundRow[] },
  { ledger }: RefundNeeds,
): Promise<void> {
  await ledger.post(tx, who, {
    ...{
      key: `payouts.refunded:${id}`,
      kind: 'payouts.refunded',
      why: `当面退还，凭证 ${given(voucher, 'a voucher')}`,
    },
    ...{ on: given(paidOn, 'the day on the voucher'), about: { kind: 'refund-proposal', id } },
    legs: refunds.flatMap((one) => moved(one.fen, { ...purseOf(one), account: 'to-refund' }, { account: 'refunded' })),
  })
}

async function refuse(
  tx: Tx,
  who: Caller,
  { id, reason }: { id: string; reason: string },
  needs: RefundNeeds,
): Promise<string> {
  const { audit, clock, vault } = needs
  const { proposal, refunds } = await openProposal(tx, who, id)
  if (proposal.state !== 'asked') throw payoutRefusals.refundDecided()
  const words = (await vault.boxOf(who.tenant)).seal(reason, wordsUse.refusal(id))
  const ids = refunds.map((one) => one.id)
  await saveState(tx, who.tenant, { ids, state: 'open' })
  await saveDecision(tx, who, { id, state: 'refused', words, at: clock.now() })
  const about = { kind: 'household', id: proposal.householdId }
  await audit.record(tx, who, { action: 'payouts.refund-refused', about, after: { proposal: id, reason } })
  await setAgainstClaims(tx, who, ids, needs)
  return id
}

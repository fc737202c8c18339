import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import { yearOf, type Clock, type Day } from '#platform/clock/index.ts'
import { refusing, type Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen, formatYuan, subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { Leg, Ledger } from '#finance/ledger/index.ts'
import { paidProgramme } from '../programmes.ts'
import { payoutRefusals } from '../refusals.ts'
import { endAgreement, refuseUnlessAllowed, type AgreementWish } from '../deduct/agreement.ts'
import type { DeductionRuleAt } from '../deduct/deduct.ts'
import { oweSurplus, surplusLegs } from '../refund/owe.ts'
import { freeIn } from '../rights/reserve.ts'
import {
  addAsked,
  findAllotment,
  findAskedForUpdate,
  findClaimForUpdate,
  findRepayableForUpdate,
  saveDecided,
  saveRepaid,
  type AskedRow,
  type ClaimRow,
} from './asked-store.ts'

export interface AskedNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
  readonly deductionRule?: DeductionRuleAt | undefined
}

/** One asks, another confirms, then it is posted. Everything takes an open transaction. */
export interface AskedEntries {
  /** @returns id of what was asked. @throws notFound, reversalAsked */
  readonly takeBackAllotment: (tx: Tx, who: Caller, wish: { entryId: string; reason: string }) => Promise<string>
  /**
   * What came in is recorded, also beyond what is still claimed: that much goes back to the family as a refund.
   * @throws notFound, repaidTomorrow, receiptTaken
   */
  readonly recordRepayment: (
    tx: Tx,
    who: Caller,
    wish: { claimId: string; amount: Fen; receipt: string; on: Day },
  ) => Promise<string>
  /** @throws notFound, signedTomorrow, repaidTooMuch, deductionNotConfigured, nothingToDeductFrom, deductionTooMuch, deductionAgreed */
  readonly agreeDeduction: (tx: Tx, who: Caller, wish: AgreementWish) => Promise<string>
  /** @throws notFound, deductionNotRunning */
  readonly endDeduction: (tx: Tx, who: Caller, id: string, reason: string) => Promise<string>
  /** @throws notFound, askedDecided, askedNeedsAnother, allotmentSpent, claimDropped */
  readonly confirm: (tx: Tx, who: Caller, id: string) => Promise<string>
  /** By anybody who may confirm, or by the one who asked and saw a slip. @throws notFound, askedDecided */
  readonly refuse: (tx: Tx, who: Caller, id: string, reason: string) => Promise<string>
}

export function createAskedEntries(needs: AskedNeeds): AskedEntries {
  const ask = async (tx: Tx, who: Caller, wish: Omit<AskedRow, keyof Decided | 'id'>): Promise<string> => {
    const id = uuid()
    await refusing(
      {
        asked_reversal_is_one: () => payoutRefusals.reversalAsked(),
        asked_receipt_is_one: () => payoutRefusals.receiptTaken(),
        asked_deduction_is_one: () => payoutRefusals.deductionAgreed(),
      },
      addAsked(tx, who, { ...wish, id }, needs.clock.now()),
    )
    await needs.audit.record(tx, who, {
      ...{ action: 'payouts.entry-asked', about: { kind: 'asked-entry', id } },
      // Why, or the receipt, stands in the sealed part of the entry: it may speak of a family.
      after: { kind: wish.kind, about: wish.aboutId, fen: String(wish.fen), reason: wish.reason },
    })
    return id
  }
  return {
    takeBackAllotment: async (tx, who, { entryId, reason }) => {
      const allotment = await findAllotment(tx, who.tenant, entryId)
      if (!allotment) throw payoutRefusals.notFound()
      const { fen: amount } = allotment
      return ask(tx, who, { kind: 'allotment-reversal', aboutId: entryId, fen: amount, reason, receivedOn: null })
    },
    recordRepayment: async (tx, who, { claimId, amount, receipt, on }) => {
      const claim = await findRepayableForUpdate(tx, who.tenant, claimId)
      if (!claim) throw payoutRefusals.notFound()
      if (on > needs.clock.today()) throw payoutRefusals.repaidTomorrow({}, 'receivedOn')
      return ask(tx, who, { kind: 'repayment', aboutId: claimId, fen: amount, reason: receipt, receivedOn: on })
    },
    agreeDeduction: async (tx, who, { claimId, monthly, consent, signedOn }) => {
      const claim = await findClaimForUpdate(tx, who.tenant, claimId)
      if (!claim) throw payoutRefusals.notFound()
      if (signedOn > needs.clock.today()) throw payoutRefusals.signedTomorrow({}, 'signedOn')
      refuseTooMuch(claim, monthly)
      await refuseUnlessAllowed(tx, who, claim, { monthly, needs })
      return ask(tx, who, {
        ...{ kind: 'deduction', aboutId: claimId, fen: monthly, reason: consent, receivedOn: signedOn },
      })
    },
    endDeduction: (tx, who, id, reason) => endAgreement(tx, who, { id, reason }, needs),
    confirm: async (tx, who, id) => {
      const asked = await openAsked(tx, who, id)
      if (asked.state === 'confirmed') return id
      if (asked.state !== 'asked') throw payoutRefusals.askedDecided()
      if (asked.askedBy === who.id) throw payoutRefusals.askedNeedsAnother({ name: asked.askedName })
      await saveDecided(tx, who, { id, state: 'confirmed', reason: null, at: needs.clock.now() })
      await follow(tx, who, asked, needs)
      const after = { fen: String(asked.fen), about: asked.aboutId, reason: asked.reason }
      await needs.audit.record(tx, who, {
        action: confirmedAs[asked.kind],
        about: { kind: 'asked-entry', id },
        after,
      })
      return id
    },
    refuse: async (tx, who, id, reason) => {
      const asked = await openAsked(tx, who, id)
      if (asked.state !== 'asked') throw payoutRefusals.askedDecided()
      await saveDecided(tx, who, { id, state: 'refused', reason, at: needs.clock.now() })
      await needs.audit.record(tx, who, {
        ...{ action: 'payouts.entry-refused', about: { kind: 'asked-entry', id }, after: { reason } },
      })
      return id
    },
  }
}

const confirmedAs = {
  repayment: 'payouts.repaid',
  'allotment-reversal': 'payouts.allotment-reversed',
  deduction: 'payouts.deduction-agreed',
} as const

/** What a confirmation does. An agreement moves nothing by itself: the lists that come do. */
async function follow(tx: Tx, who: Caller, asked: AskedRow, needs: AskedNeeds): Promise<void> {
  switch (asked.kind) {
    case 'repayment':
      return bookRepayment(tx, who, asked, needs)
    case 'allotment-reversal':
      return reverseAllotment(tx, who, asked, needs)
    case 'deduction': {
      const claim = await findClaimForUpdate(tx, who.tenant, asked.aboutId)
      if (!claim) throw payoutRefusals.claimDropped()
      return refuseUnlessAllowed(tx, who, claim, { monthly: asked.fen, needs })
    }
  }
}

type Decided = Omit<AskedRow, 'id' | 'kind' | 'aboutId' | 'fen' | 'reason' | 'receivedOn'>

/** @throws notFound */
async function openAsked(tx: Tx, who: Caller, id: string): Promise<AskedRow> {
  const asked = await findAskedForUpdate(tx, who.tenant, id)
  if (!asked) throw payoutRefusals.notFound()
  return asked
}

const leftOf = ({ fen: claimed, repaid, dropped, isDropped }: ClaimRow): Fen =>
  isDropped ? zeroFen : subtractFen(subtractFen(claimed, repaid), dropped)

/** @throws repaidTooMuch */
function refuseTooMuch(claim: ClaimRow, amount: Fen): void {
  const left = leftOf(claim)
  if (amount > left)
    throw payoutRefusals.repaidTooMuch({ left: formatYuan(left), amount: formatYuan(amount) }, 'amount')
}

/**
 * Claim → repaid, and the money is free again in its own purse and year: it came in from outside. What came in beyond the
 * claim, or after it was dropped, is the family's from the first moment.
 */
async function bookRepayment(tx: Tx, who: Caller, asked: AskedRow, needs: AskedNeeds): Promise<void> {
  const claim = await findRepayableForUpdate(tx, who.tenant, asked.aboutId)
  if (!claim) throw payoutRefusals.notFound()
  const left = leftOf(claim)
  const settled = left < asked.fen ? left : asked.fen
  const { rightId, version, householdId, placeId, programme, source, month } = claim
  const purse = { rightId, version, householdId, placeId, programme, source, month }
  const owing = { ...purse, id: uuid(), fen: subtractFen(asked.fen, settled) }
  const { id: entryId } = await needs.ledger.post(tx, who, {
    ...{ key: `payouts.repaid:${asked.id}`, kind: 'payouts.repaid', why: asked.reason },
    ...{ on: asked.receivedOn as Day, about: { kind: 'correction', id: claim.id } },
    legs: [...(settled > 0n ? settledLegs(claim, settled) : []), ...(owing.fen > 0n ? surplusLegs(owing) : [])],
  })
  if (settled > 0n) await saveRepaid(tx, who.tenant, claim.id, settled)
  if (owing.fen > 0n) await oweSurplus(tx, who, { owing, repaymentId: asked.id, entryId }, needs)
}

function settledLegs({ programme, source, month, householdId }: ClaimRow, amount: Fen): Leg[] {
  const purse = { programme, source, budgetYear: yearOf(month) }
  const [household, bare] = [
    { householdId, month },
    { householdId: null, month: null },
  ]
  const less = subtractFen(zeroFen, amount)
  return [
    { ...purse, ...household, account: 'recovery', amount: less },
    { ...purse, ...household, account: 'repaid', amount },
    { ...purse, ...bare, account: 'outside', amount: less },
    { ...purse, ...bare, account: 'allotment', amount },
  ]
}

/** The counter-entry. Capped money that was promised already cannot be taken back; statutory money then shows as short. */
async function reverseAllotment(tx: Tx, who: Caller, asked: AskedRow, { ledger, clock }: AskedNeeds): Promise<void> {
  const allotment = await findAllotment(tx, who.tenant, asked.aboutId)
  if (!allotment) throw payoutRefusals.notFound()
  const { programme, source, year, fen: amount } = allotment
  if (paidProgramme(programme).fund === 'capped') {
    const free = await freeIn(tx, who.tenant, { programme, source, year }, ledger)
    if (free < amount)
      throw payoutRefusals.allotmentSpent({
        ...{ fund: paidProgramme(programme).zh, year, amount: formatYuan(amount) },
        free: formatYuan(free < 0n ? fen(0n) : free),
      })
  }
  await ledger.reverse(tx, who, { entryId: asked.aboutId, why: asked.reason, on: clock.today() })
}

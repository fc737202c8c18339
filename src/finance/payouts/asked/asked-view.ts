import type { Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { subtractFen, zeroFen } from '#platform/money/index.ts'
import type { Households } from '#registry/households/contract.ts'
import { confirmEntries } from '../access.ts'
import {
  findAllotments,
  findAskedAbout,
  findClaims,
  sumClaims,
  type AskedRow,
  type ClaimsShown,
} from './asked-store.ts'
import { findDeductionsOf } from '../deduct/deduct-store.ts'
import { noDeductionRule, type DeductionRuleAt } from '../deduct/deduct.ts'
import { programmeWords } from '../programmes.ts'
import type { Allotments, Asked, Claims } from './wire.ts'
import { headsOf } from '../view/line-view.ts'
import { matching } from '../view/matching.ts'

const wordsOf = (programme: string) => {
  const { zh, en } = programmeWords(programme)
  return { programmeZh: zh, programmeEn: en }
}

function askedOf(row: AskedRow, who: Caller): Asked {
  const { id, state, fen, reason, receivedOn, askedName, askedAt, askedBy, decidedAt, decidedName } = row
  const { endedAt, endedName, endedReason } = row
  return {
    ...{ id, state, reason, receivedOn, amount: String(fen), refusedWhy: row.decidedReason },
    askedBy: { name: askedName, at: askedAt.toISOString() },
    decidedBy: decidedAt === null ? null : { name: decidedName ?? '', at: decidedAt.toISOString() },
    ended: endedAt === null ? null : { name: endedName ?? '', at: endedAt.toISOString(), reason: endedReason ?? '' },
    mayConfirm: state === 'asked' && askedBy !== who.id && who.may(confirmEntries),
  }
}

/** Every allotment by itself, with what was asked about it. */
export async function readAllotments(
  tx: Tx,
  who: Caller,
  {
    year = null,
    page,
    size,
  }: { readonly year?: number | null | undefined; readonly page: number; readonly size: number },
): Promise<Allotments> {
  const { rows, count } = await findAllotments(tx, who.tenant, { year, page, size })
  const about = rows.map(({ id }) => id)
  const asked = await findAskedAbout(tx, who.tenant, { kind: 'allotment-reversal', about })
  const cards = rows.map(({ id, programme, source, year: budgetYear, fen, document, at, byName, isReversed }) => ({
    ...{ id, programme, source, year: budgetYear, document, isReversed, ...wordsOf(programme) },
    ...{ amount: String(fen), by: { name: byName, at: at.toISOString() } },
    asked: asked.filter(({ aboutId }) => aboutId === id).map((one) => askedOf(one, who)),
  }))
  return { rows: cards, count }
}

export interface ClaimQuestion {
  readonly show: ClaimsShown
  readonly text?: string | undefined
  readonly page: number
  readonly size: number
}

interface ClaimNeeds {
  readonly households: Pick<Households, 'list'>
  readonly clock: Clock
  readonly deductionRule?: DeductionRuleAt | undefined
}

/** What households were paid too much, what came back of it and what is left. */
export async function readClaims(
  tx: Tx,
  who: Caller,
  { show, text, page, size }: ClaimQuestion,
  { households, clock, deductionRule = noDeductionRule }: ClaimNeeds,
): Promise<Claims> {
  const inAll = text === undefined ? [] : (await sumClaims(tx, who.tenant, { show, households: null })).households
  const filter = { show, households: await matching(tx, who, { text, ids: inAll, households }) }
  const { count, left } = await sumClaims(tx, who.tenant, filter)
  const rows = await findClaims(tx, who.tenant, { ...filter, page, size })
  const ids = rows.map(({ householdId }) => householdId)
  const heads = await headsOf(tx, who, ids, households)
  const about = rows.map(({ id }) => id)
  const askedOfKind = async (kind: AskedRow['kind']) => {
    const asked = await findAskedAbout(tx, who.tenant, { kind, about })
    return (id: string): Asked[] => asked.filter(({ aboutId }) => aboutId === id).map((one) => askedOf(one, who))
  }
  const [repayments, agreements] = [await askedOfKind('repayment'), await askedOfKind('deduction')]
  const kept = Map.groupBy(await findDeductionsOf(tx, who.tenant, about), ({ claimId }) => claimId)
  const on = clock.today()
  const cards = rows.map(
    ({ id, householdId, placeId, programme, month, fen, repaid, dropped, why, at, isDropped }) => ({
      ...{ id, householdId, programme, month, why, isDropped, ...wordsOf(programme), ...heads(householdId) },
      ...{ amount: String(fen), repaid: String(repaid), dropped: String(dropped), since: at.toISOString() },
      left: String(isDropped ? zeroFen : subtractFen(subtractFen(fen, repaid), dropped)),
      ...{ repayments: repayments(id), agreements: agreements(id) },
      deductions: (kept.get(id) ?? []).map(({ fen: amount, state, runId, month: of }) => ({
        ...{ month: of, amount: String(amount), state, runId },
      })),
      deduction: deductionRule({ placeId, on }),
    }),
  )
  return { rows: cards, count, left: String(left) }
}

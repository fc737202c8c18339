import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { subtractFen, zeroFen } from '#platform/money/index.ts'
import type { Households } from '#registry/households/contract.ts'
import { confirmEntries } from '../access.ts'
import { findAllotments, findAskedAbout, findClaims, type AskedRow } from './asked-store.ts'
import { paidProgrammes } from '../programmes.ts'
import type { Allotments, Asked, Claims } from './wire.ts'
import { headsOf } from '../view/line-view.ts'

const wordsOf = (programme: string) => {
  const { zh, en } = paidProgrammes[programme] ?? { zh: programme, en: programme }
  return { programmeZh: zh, programmeEn: en }
}

function askedOf(row: AskedRow, who: Caller): Asked {
  const { id, state, fen, reason, receivedOn, askedName, askedAt, askedBy, decidedAt, decidedName } = row
  return {
    ...{ id, state, reason, receivedOn, amount: String(fen), refusedWhy: row.decidedReason },
    askedBy: { name: askedName, at: askedAt.toISOString() },
    decidedBy: decidedAt === null ? null : { name: decidedName ?? '', at: decidedAt.toISOString() },
    mayConfirm: state === 'asked' && askedBy !== who.id && who.may(confirmEntries),
  }
}

/** Every allotment by itself, with what was asked about it. */
export async function readAllotments(tx: Tx, who: Caller, year: number | undefined): Promise<Allotments> {
  const rows = await findAllotments(tx, who.tenant, { year: year ?? null })
  const about = rows.map(({ id }) => id)
  const asked = await findAskedAbout(tx, who.tenant, { kind: 'allotment-reversal', about })
  return rows.map(({ id, programme, source, year: budgetYear, fen, document, at, byName, isReversed }) => ({
    ...{ id, programme, source, year: budgetYear, document, isReversed, ...wordsOf(programme) },
    ...{ amount: String(fen), by: { name: byName, at: at.toISOString() } },
    asked: asked.filter(({ aboutId }) => aboutId === id).map((one) => askedOf(one, who)),
  }))
}

/** What households were paid too much, what came back of it and what is left. */
export async function readClaims(tx: Tx, who: Caller, households: Pick<Households, 'list'>): Promise<Claims> {
  const rows = await findClaims(tx, who.tenant)
  const ids = rows.map(({ householdId }) => householdId)
  const heads = await headsOf(tx, who, ids, households)
  const asked = await findAskedAbout(tx, who.tenant, { kind: 'repayment', about: rows.map(({ id }) => id) })
  return rows.map(({ id, householdId, programme, month, fen, repaid, dropped, why, at, isDropped }) => ({
    ...{ id, householdId, programme, month, why, isDropped, ...wordsOf(programme), ...heads(householdId) },
    ...{ amount: String(fen), repaid: String(repaid), dropped: String(dropped), since: at.toISOString() },
    left: String(isDropped ? zeroFen : subtractFen(fen, repaid)),
    repayments: asked.filter(({ aboutId }) => aboutId === id).map((one) => askedOf(one, who)),
  }))
}

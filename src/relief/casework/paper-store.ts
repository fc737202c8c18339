import { sql } from 'kysely'
import { firstDayOf, monthOf, type Day, type Month } from '#platform/clock/index.ts'
import type { Box } from '#platform/crypto/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Decision, Opinion, Proposal } from './contract.ts'
import { openAll, sealAll, wordsUse } from './words.ts'

/** Opinions, proposals and decisions: written once, with the position of the step they were made in, their words sealed. */
export interface Owner {
  readonly box: Box
  readonly placeId: PlaceId
  readonly caseId: string
  readonly position: number
}

const firstOf = (month: Month | null): Day | null => (month === null ? null : firstDayOf(month))
const monthFrom = (on: Day | null): Month | null => (on === null ? null : monthOf(on))

export async function insertOpinion(tx: Tx, made: Opinion, of: Owner): Promise<void> {
  await sql`
    INSERT INTO casework.opinion (tenant_id, id, place_id, case_id, position, proposal, assessment_id, amount_fen, status,
      members, words, by_id, by_name, on_day)
    VALUES (${of.box.tenant}, ${made.id}, ${of.placeId}, ${of.caseId}, ${of.position}, ${made.proposal},
      ${made.assessmentId}, ${made.amount}, ${made.status}, ${made.members}, ${of.box.seal(made.why, wordsUse.opinion(made.id))},
      ${made.by.id}, ${made.by.name}, ${made.on})`.execute(tx)
}

/** In the order they were given. */
export async function readOpinions(tx: Tx, box: Box, caseId: string): Promise<Opinion[]> {
  const { rows } = await sql<{
    id: string
    proposal: Opinion['proposal']
    assessment_id: string | null
    amount_fen: Fen | null
    status: string | null
    members: number
    why: string | null
    words: Buffer | null
    by_id: string
    by_name: string
    on_day: Day
  }>`SELECT id, proposal, assessment_id, amount_fen, status, members, why, words, by_id, by_name, on_day FROM casework.opinion
    WHERE tenant_id = ${box.tenant} AND case_id = ${caseId} ORDER BY position`.execute(tx)
  return rows.map((row) => ({
    ...{ id: row.id, caseId, proposal: row.proposal, assessmentId: row.assessment_id, amount: row.amount_fen },
    ...{ status: row.status, members: row.members, by: { id: row.by_id, name: row.by_name }, on: row.on_day },
    why: row.words === null ? (row.why ?? '') : box.open(row.words, wordsUse.opinion(row.id)),
  }))
}

/** What is written of a family in a decision, or put before the second person: sealed as one. */
interface Grounds {
  readonly reasons: Decision['reasons']
  /** Why it differs from its assessment; the article beside it stays in clear. */
  readonly override: string | null
}
type ProposalGrounds = Grounds & { readonly why: string }

export async function insertProposal(tx: Tx, made: Proposal, of: Owner): Promise<void> {
  const { reasons, why } = made
  const grounds: ProposalGrounds = { reasons, why, override: made.override?.reason ?? null }
  await sql`
    INSERT INTO casework.proposal (tenant_id, id, place_id, case_id, position, outcome, assessment_id, amount_fen, status,
      members, from_month, words, override_article, by_id, by_name, on_day)
    VALUES (${of.box.tenant}, ${made.id}, ${of.placeId}, ${of.caseId}, ${of.position}, ${made.outcome},
      ${made.assessmentId}, ${made.amount}, ${made.status}, ${made.members}, ${firstOf(made.fromMonth)},
      ${sealAll(of.box, grounds, wordsUse.proposal(made.id))}, ${made.override?.article ?? null},
      ${made.by.id}, ${made.by.name}, ${made.on})`.execute(tx)
}

/** The one that stands; earlier ones stay on file. */
export async function readProposal(tx: Tx, box: Box, caseId: string): Promise<Proposal | null> {
  const { rows } = await sql<{
    id: string
    outcome: Proposal['outcome']
    assessment_id: string | null
    amount_fen: Fen | null
    status: string | null
    members: number
    from_month: Day | null
    reasons: Proposal['reasons'] | null
    why: string | null
    words: Buffer | null
    override_reason: string | null
    override_article: string | null
    by_id: string
    by_name: string
    on_day: Day
  }>`SELECT id, outcome, assessment_id, amount_fen, status, members, from_month, reasons, why, words, override_reason,
      override_article, by_id, by_name, on_day
    FROM casework.proposal WHERE tenant_id = ${box.tenant} AND case_id = ${caseId}
    ORDER BY position DESC LIMIT 1`.execute(tx)
  const [row] = rows
  if (!row) return null
  const { override_article: article } = row
  const { reasons, why, override }: ProposalGrounds =
    row.words === null
      ? { reasons: row.reasons ?? [], why: row.why ?? '', override: row.override_reason }
      : openAll(box, row.words, wordsUse.proposal(row.id))
  return {
    ...{ id: row.id, outcome: row.outcome, assessmentId: row.assessment_id, amount: row.amount_fen },
    ...{ status: row.status, members: row.members, fromMonth: monthFrom(row.from_month), reasons, why },
    override: override === null || article === null ? null : { reason: override, article },
    by: { id: row.by_id, name: row.by_name },
    on: row.on_day,
  }
}

/** With the id of the third person, who is named only by name outside. */
export async function insertDecision(
  tx: Tx,
  made: Decision,
  of: Owner & { readonly thirdId: string | null },
): Promise<void> {
  const grounds: Grounds = { reasons: made.reasons, override: made.override?.reason ?? null }
  await sql`
    INSERT INTO casework.decision (tenant_id, id, place_id, case_id, position, number, outcome, assessment_id,
      amount_fen, status, members, from_month, words, override_article, override_by_id, override_by_name,
      proposed_by_id, proposed_by_name, approved_by_id, approved_by_name, decided_on, is_once)
    VALUES (${of.box.tenant}, ${made.id}, ${of.placeId}, ${of.caseId}, ${of.position}, ${made.number}, ${made.outcome},
      ${made.assessmentId}, ${made.amount}, ${made.status}, ${made.members}, ${firstOf(made.fromMonth)},
      ${sealAll(of.box, grounds, wordsUse.decision(made.id))}, ${made.override?.article ?? null},
      ${of.thirdId}, ${made.override?.by ?? null}, ${made.proposedBy.id}, ${made.proposedBy.name},
      ${made.approvedBy.id}, ${made.approvedBy.name}, ${made.decidedOn}, ${made.isOnce})`.execute(tx)
}

/** In the order they were made; the last one stands. */
export async function readDecisions(tx: Tx, box: Box, caseId: string): Promise<Decision[]> {
  const { rows } = await sql<{
    id: string
    case_number: string
    household_id: string
    programme: string
    number: string
    outcome: Decision['outcome']
    assessment_id: string | null
    amount_fen: Fen | null
    status: string | null
    members: number
    from_month: Day | null
    reasons: Decision['reasons'] | null
    words: Buffer | null
    override_reason: string | null
    override_article: string | null
    override_by_name: string | null
    proposed_by_id: string
    proposed_by_name: string
    approved_by_id: string
    approved_by_name: string
    decided_on: Day
    is_once: boolean
  }>`SELECT made.id, one.number AS case_number, household_id, programme, made.number, made.outcome, assessment_id,
      amount_fen, status, members, from_month, reasons, words, override_reason, override_article, override_by_name, proposed_by_id,
      proposed_by_name, approved_by_id, approved_by_name, decided_on, is_once
    FROM casework.decision made JOIN casework.case_record one ON one.tenant_id = made.tenant_id AND one.id = case_id
    WHERE made.tenant_id = ${box.tenant} AND case_id = ${caseId} ORDER BY position`.execute(tx)
  return rows.map((row) => ({
    ...{ id: row.id, caseId, caseNumber: row.case_number, number: row.number, householdId: row.household_id },
    ...{ programme: row.programme, outcome: row.outcome, assessmentId: row.assessment_id, amount: row.amount_fen },
    ...{ status: row.status, members: row.members, fromMonth: monthFrom(row.from_month) },
    ...groundsOf(row, box),
    proposedBy: { id: row.proposed_by_id, name: row.proposed_by_name },
    approvedBy: { id: row.approved_by_id, name: row.approved_by_name },
    ...{ decidedOn: row.decided_on, isOnce: row.is_once },
  }))
}

interface GroundsRow {
  readonly id: string
  /** Clear words of before they were sealed. */
  readonly reasons: Decision['reasons'] | null
  readonly override_reason: string | null
  readonly words: Buffer | null
  readonly override_article: string | null
  readonly override_by_name: string | null
}

function groundsOf(row: GroundsRow, box: Box): Pick<Decision, 'reasons' | 'override'> {
  const { reasons, override }: Grounds =
    row.words === null
      ? { reasons: row.reasons ?? [], override: row.override_reason }
      : openAll(box, row.words, wordsUse.decision(row.id))
  if (override === null) return { reasons, override }
  return {
    reasons,
    override: { reason: override, article: row.override_article ?? '', by: row.override_by_name ?? '' },
  }
}

/** How many decisions a case has, for the number of the next. */
export async function countDecisions(tx: Tx, tenant: TenantId, caseId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM casework.decision
    WHERE tenant_id = ${tenant} AND case_id = ${caseId}`.execute(tx)
  return rows[0]!.count
}

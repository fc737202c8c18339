import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { Box } from '#platform/crypto/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Care, CareFound, Leaving, Proposal, Views } from './contract.ts'
import {
  isWaiting,
  proposalToKeep,
  reviewColumns as columns,
  reviewFrom,
  wordsUse,
  type Review,
  type ReviewRow as Row,
} from './review-row.ts'

export type { Review } from './review-row.ts'

/** Locked until the transaction ends: two people on one review act one after the other. */
export async function lockReview(tx: Tx, box: Box, id: string): Promise<Review | undefined> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM monitoring.review
    WHERE tenant_id = ${box.tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] === undefined ? undefined : reviewFrom(rows[0], box)
}

export async function findReview(tx: Tx, box: Box, id: string): Promise<Review | undefined> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM monitoring.review
    WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
  return rows[0] === undefined ? undefined : reviewFrom(rows[0], box)
}

export async function reviewsOfHousehold(tx: Tx, box: Box, householdId: string): Promise<readonly Review[]> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM monitoring.review
    WHERE tenant_id = ${box.tenant} AND household_id = ${householdId} ORDER BY found_on DESC, id DESC`.execute(tx)
  return rows.map((row) => reviewFrom(row, box))
}

/** Those about which somebody has still to do something, of these households. */
export async function openReviewsOf(
  tx: Tx,
  box: Box,
  programme: string,
  householdIds: readonly string[],
): Promise<ReadonlyMap<string, Review>> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM monitoring.review
    WHERE tenant_id = ${box.tenant} AND programme = ${programme} AND household_id = ANY(${householdIds}::uuid[])
      AND ${isWaiting} ORDER BY id FOR UPDATE`.execute(tx)
  return new Map(rows.map((row) => [row.householdId, reviewFrom(row, box)]))
}

/** Those about a status (nothing is paid) that is not among these any more; nothing of what they say is opened. */
export async function lockStatusesGone(
  tx: Tx,
  tenant: TenantId,
  { programme, standing }: { readonly programme: string; readonly standing: readonly string[] },
): Promise<readonly { readonly id: string }[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM monitoring.review
    WHERE tenant_id = ${tenant} AND programme = ${programme} AND paid_fen = 0
      AND NOT (entitlement_id = ANY(${standing}::uuid[])) AND ${isWaiting} ORDER BY id FOR UPDATE`.execute(tx)
  return rows
}

/** What people have said about a household: causes two of them left as they are, and the day of their last look. */
export interface Answered {
  /** A cause holds the amount paid, so that an adjustment makes every question a new one. */
  readonly dismissed: ReadonlySet<string>
  readonly lookedOn: Day | null
}

/** Households about which nothing was ever closed are left out. */
export async function answeredOf(
  tx: Tx,
  tenant: TenantId,
  programme: string,
  householdIds: readonly string[],
): Promise<ReadonlyMap<string, Answered>> {
  const { rows } = await sql<{ householdId: string; dismissed: readonly string[] | null; lookedOn: Day | null }>`
    SELECT household_id AS "householdId", max(looked_on) AS "lookedOn",
      array_agg(cause) FILTER (WHERE state = 'dismissed' AND cause IS NOT NULL) AS dismissed
    FROM monitoring.review
    WHERE tenant_id = ${tenant} AND programme = ${programme} AND household_id = ANY(${householdIds}::uuid[])
      AND state IN ('approved', 'dismissed')
    GROUP BY household_id`.execute(tx)
  return new Map(
    rows.map(({ householdId, dismissed, lookedOn }) => [
      householdId,
      { dismissed: new Set(dismissed ?? []), lookedOn },
    ]),
  )
}

export type NewReview = Pick<
  Review,
  | 'id'
  | 'placeId'
  | 'householdId'
  | 'programme'
  | 'entitlementId'
  | 'kind'
  | 'foundOn'
  | 'dueOn'
  | 'paid'
  | 'computed'
  | 'why'
  | 'assessmentId'
  | 'eventOn'
> & {
  /** Null of what a person reported: it rests on no sum. */
  readonly cause: string | null
}

/** @returns false where another review of the right is under way: somebody was faster, and theirs is the one */
export async function insertReview(tx: Tx, tenant: TenantId, one: NewReview): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO monitoring.review (tenant_id, id, place_id, household_id, programme, entitlement_id, kind, state,
      found_on, due_on, paid_fen, computed_fen, why_zh, why_en, assessment_id, event_on, cause)
    VALUES (${tenant}, ${one.id}, ${one.placeId}, ${one.householdId}, ${one.programme}, ${one.entitlementId}, ${one.kind},
      'open', ${one.foundOn}, ${one.dueOn}, ${one.paid}, ${one.computed}, ${one.why.zh}, ${one.why.en},
      ${one.assessmentId}, ${one.eventOn}, ${one.cause})
    ON CONFLICT (tenant_id, household_id, programme) WHERE ${isWaiting} DO NOTHING RETURNING id`.execute(tx)
  return rows.length > 0
}

/** What a later run has found about an open review. That nothing is to be adjusted was said about the cause of before. */
export async function refreshReview(
  tx: Tx,
  tenant: TenantId,
  id: string,
  found: Pick<NewReview, 'kind' | 'paid' | 'computed' | 'why' | 'assessmentId' | 'eventOn' | 'entitlementId' | 'cause'>,
): Promise<void> {
  await sql`UPDATE monitoring.review SET kind = ${found.kind}, paid_fen = ${found.paid}, computed_fen = ${found.computed},
      why_zh = ${found.why.zh}, why_en = ${found.why.en}, assessment_id = ${found.assessmentId},
      event_on = ${found.eventOn}, entitlement_id = ${found.entitlementId}, cause = ${found.cause},
      version = version + 1, round = round + 1
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  await sql`UPDATE monitoring.review SET state = 'open', proposal = NULL, proposal_words = NULL, proposed_by_id = NULL, proposed_by_name = NULL,
      proposed_at = NULL
    WHERE tenant_id = ${tenant} AND id = ${id} AND proposal ->> 'kind' = 'keep'`.execute(tx)
}

export async function saveProposal(
  tx: Tx,
  box: Box,
  id: string,
  { proposal, by, at }: { proposal: Proposal; by: { id: string; name: string }; at: Date },
): Promise<void> {
  await sql`UPDATE monitoring.review SET state = 'proposed', version = version + 1,
      proposal = ${JSON.stringify(proposalToKeep(proposal))}::jsonb,
      proposal_words = ${box.seal(proposal.why, wordsUse.proposal(id))},
      proposed_by_id = ${by.id}, proposed_by_name = ${by.name}, proposed_at = ${at}
    WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
}

/** What is proposed now is another thing: what the family said of the one before does not stand for it. */
export async function beginRound(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  await sql`UPDATE monitoring.review SET round = round + 1 WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

/** `due`: the day by which it is to be decided again. */
export async function moveReview(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { state, due }: { readonly state: 'on-notice' | 'objected'; readonly due?: Day },
): Promise<void> {
  await sql`UPDATE monitoring.review SET state = ${state}, version = version + 1,
      due_on = coalesce(${due ?? null}::date, due_on)
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

/** What an approved proposal came to: the month it begins with follows the day of the decision. */
export async function settleProposal(tx: Tx, tenant: TenantId, id: string, settled: Leaving | Care): Promise<void> {
  await sql`UPDATE monitoring.review SET proposal = ${JSON.stringify(proposalToKeep(settled))}::jsonb
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

/** Before the proposal that rests on it. */
export async function saveCare(tx: Tx, box: Box, id: string, found: CareFound): Promise<void> {
  await sql`UPDATE monitoring.review SET care_words = ${box.seal(JSON.stringify(found), wordsUse.care(id))}
    WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
}

/** Back to the town: the proposal is gone from the review, its words stay in the audit. */
export async function reopenReview(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  await sql`UPDATE monitoring.review SET state = 'open', version = version + 1, proposal = NULL, proposal_words = NULL, care_words = NULL, proposed_by_id = NULL,
      proposed_by_name = NULL, proposed_at = NULL, round = round + 1
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export async function closeReview(
  tx: Tx,
  box: Box,
  id: string,
  end: {
    readonly state: 'approved' | 'dismissed' | 'settled'
    readonly by: { readonly id: string; readonly name: string }
    readonly at: Date
    readonly reason: string | null
    /** The day the household was in fact reviewed: the next re-check is counted from it. Null moves nothing. */
    readonly lookedOn: Day | null
  },
): Promise<void> {
  const words = end.reason === null ? null : box.seal(end.reason, wordsUse.closing(id))
  await sql`UPDATE monitoring.review SET state = ${end.state}, version = version + 1, closed_by_id = ${end.by.id},
      closed_by_name = ${end.by.name}, closed_at = ${end.at}, closing_words = ${words}, looked_on = ${end.lookedOn}
    WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
}

export async function insertViews(
  tx: Tx,
  box: Box,
  one: Omit<Views, 'isCurrent'> & {
    readonly round: number
    readonly reviewId: string
    readonly placeId: PlaceId
    readonly byId: string
    readonly at: Date
  },
): Promise<void> {
  await sql`INSERT INTO monitoring.views (tenant_id, id, place_id, review_id, round, outcome, words, deadline, on_day,
      by_id, by_name, at)
    VALUES (${box.tenant}, ${one.id}, ${one.placeId}, ${one.reviewId}, ${one.round}, ${one.outcome},
      ${box.seal(one.says, wordsUse.views(one.id))}, ${one.deadline},
      ${one.on}, ${one.byId}, ${one.by}, ${one.at})`.execute(tx)
}

export async function readViews(tx: Tx, box: Box, reviewId: string): Promise<readonly Views[]> {
  const { rows } = await sql<Omit<Views, 'says'> & { says: string | null; words: Buffer | null }>`
    SELECT v.id, v.outcome, v.says, v.words, v.deadline, v.on_day AS on, v.by_name AS by,
      v.round = r.round AS "isCurrent"
    FROM monitoring.views v JOIN monitoring.review r ON r.tenant_id = v.tenant_id AND r.id = v.review_id
    WHERE v.tenant_id = ${box.tenant} AND v.review_id = ${reviewId} ORDER BY v.at DESC, v.id DESC`.execute(tx)
  return rows.map(({ says, words, ...view }) => ({
    ...view,
    says: words === null ? (says ?? '') : box.open(words, wordsUse.views(view.id)),
  }))
}

/** A household that was handed over takes its reviews along. */
export async function moveReviews(tx: Tx, tenant: TenantId, householdId: string, place: PlaceId): Promise<void> {
  await sql`UPDATE monitoring.views v SET place_id = ${place} FROM monitoring.review r
    WHERE r.tenant_id = ${tenant} AND v.tenant_id = r.tenant_id AND v.review_id = r.id
      AND r.household_id = ${householdId}`.execute(tx)
  await sql`UPDATE monitoring.review SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
}

import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day, Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import type { AdjustmentKind, FindingKind, Keep, Proposal, ReviewState, Views } from './contract.ts'

/** A review as it is kept. */
export interface Review {
  readonly id: string
  readonly placeId: PlaceId
  readonly householdId: string
  readonly programme: string
  readonly entitlementId: string
  readonly kind: FindingKind
  readonly state: ReviewState
  readonly version: number
  /** Counts up whenever the family has to be heard about something else: found anew, or sent back. */
  readonly round: number
  readonly foundOn: Day
  readonly dueOn: Day
  /** Fen per month. */
  readonly paid: Fen
  readonly computed: Fen | null
  readonly why: { readonly zh: string; readonly en: string }
  readonly assessmentId: string | null
  readonly eventOn: Day | null
  /** What the finding rests on, as one hash; null for reviews of before it was kept. */
  readonly cause: string | null
  readonly proposal: Proposal | null
  readonly proposedBy: { readonly id: string; readonly name: string } | null
  readonly proposedAt: Date | null
  readonly closedBy: { readonly id: string; readonly name: string } | null
  readonly closedAt: Date | null
  readonly closedReason: string | null
}

interface Row {
  readonly id: string
  readonly placeId: PlaceId
  readonly householdId: string
  readonly programme: string
  readonly entitlementId: string
  readonly kind: FindingKind
  readonly state: ReviewState
  readonly version: number
  readonly round: number
  readonly foundOn: Day
  readonly dueOn: Day
  readonly paid: string
  readonly computed: string | null
  readonly zh: string
  readonly en: string
  readonly assessmentId: string | null
  readonly eventOn: Day | null
  readonly cause: string | null
  readonly proposal: KeptProposal | null
  readonly proposedById: string | null
  readonly proposedByName: string | null
  readonly proposedAt: Date | null
  readonly closedById: string | null
  readonly closedByName: string | null
  readonly closedAt: Date | null
  readonly closedReason: string | null
}

type KeptProposal =
  | { readonly kind: AdjustmentKind; readonly fen: string | null; readonly from: Month; readonly why: string }
  | Keep

const columns = sql`id, place_id AS "placeId", household_id AS "householdId", programme, entitlement_id AS "entitlementId",
  kind, state, version, round, found_on AS "foundOn", due_on AS "dueOn", paid_fen::text AS paid, computed_fen::text AS computed,
  why_zh AS zh, why_en AS en, assessment_id AS "assessmentId", event_on AS "eventOn", cause, proposal,
  proposed_by_id AS "proposedById", proposed_by_name AS "proposedByName", proposed_at AS "proposedAt",
  closed_by_id AS "closedById", closed_by_name AS "closedByName", closed_at AS "closedAt",
  closed_reason AS "closedReason"`

const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

const reviewOf = (row: Row): Review => ({
  ...row,
  paid: fen(BigInt(row.paid)),
  computed: row.computed === null ? null : fen(BigInt(row.computed)),
  why: { zh: row.zh, en: row.en },
  proposal: row.proposal === null ? null : proposalOf(row.proposal),
  proposedBy: person(row.proposedById, row.proposedByName),
  closedBy: person(row.closedById, row.closedByName),
})

function proposalOf(kept: KeptProposal): Proposal {
  if (kept.kind === 'keep') return kept
  const { kind, fen: amount, from, why } = kept
  return { kind, from, why, amount: amount === null ? null : fen(BigInt(amount)) }
}

function keptOf(proposal: Proposal): KeptProposal {
  if (proposal.kind === 'keep') return proposal
  const { kind, amount, from, why } = proposal
  return { kind, from, why, fen: amount === null ? null : String(amount) }
}

/** Locked until the transaction ends: two people on one review act one after the other. */
export async function lockReview(tx: Tx, tenant: TenantId, id: string): Promise<Review | undefined> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM monitoring.review
    WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] === undefined ? undefined : reviewOf(rows[0])
}

export async function findReview(tx: Tx, tenant: TenantId, id: string): Promise<Review | undefined> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM monitoring.review
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0] === undefined ? undefined : reviewOf(rows[0])
}

export async function reviewsOfHousehold(tx: Tx, tenant: TenantId, householdId: string): Promise<readonly Review[]> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM monitoring.review
    WHERE tenant_id = ${tenant} AND household_id = ${householdId} ORDER BY found_on DESC, id DESC`.execute(tx)
  return rows.map(reviewOf)
}

/** Open and proposed ones of these households. */
export async function openReviewsOf(
  tx: Tx,
  tenant: TenantId,
  programme: string,
  householdIds: readonly string[],
): Promise<ReadonlyMap<string, Review>> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM monitoring.review
    WHERE tenant_id = ${tenant} AND programme = ${programme} AND household_id = ANY(${householdIds}::uuid[])
      AND state IN ('open', 'proposed') ORDER BY id FOR UPDATE`.execute(tx)
  return new Map(rows.map((row) => [row.householdId, reviewOf(row)]))
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
> & { readonly cause: string }

export async function insertReview(tx: Tx, tenant: TenantId, one: NewReview): Promise<void> {
  await sql`INSERT INTO monitoring.review (tenant_id, id, place_id, household_id, programme, entitlement_id, kind, state,
      found_on, due_on, paid_fen, computed_fen, why_zh, why_en, assessment_id, event_on, cause)
    VALUES (${tenant}, ${one.id}, ${one.placeId}, ${one.householdId}, ${one.programme}, ${one.entitlementId}, ${one.kind},
      'open', ${one.foundOn}, ${one.dueOn}, ${one.paid}, ${one.computed}, ${one.why.zh}, ${one.why.en},
      ${one.assessmentId}, ${one.eventOn}, ${one.cause})`.execute(tx)
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
  await sql`UPDATE monitoring.review SET state = 'open', proposal = NULL, proposed_by_id = NULL, proposed_by_name = NULL,
      proposed_at = NULL
    WHERE tenant_id = ${tenant} AND id = ${id} AND proposal ->> 'kind' = 'keep'`.execute(tx)
}

export async function saveProposal(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { proposal, by, at }: { proposal: Proposal; by: { id: string; name: string }; at: Date },
): Promise<void> {
  await sql`UPDATE monitoring.review SET state = 'proposed', version = version + 1,
      proposal = ${JSON.stringify(keptOf(proposal))}::jsonb,
      proposed_by_id = ${by.id}, proposed_by_name = ${by.name}, proposed_at = ${at}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

/** Back to the town: the proposal is gone from the review, its words stay in the audit. */
export async function reopenReview(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  await sql`UPDATE monitoring.review SET state = 'open', version = version + 1, proposal = NULL, proposed_by_id = NULL,
      proposed_by_name = NULL, proposed_at = NULL, round = round + 1
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export async function closeReview(
  tx: Tx,
  tenant: TenantId,
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
  await sql`UPDATE monitoring.review SET state = ${end.state}, version = version + 1, closed_by_id = ${end.by.id},
      closed_by_name = ${end.by.name}, closed_at = ${end.at}, closed_reason = ${end.reason}, looked_on = ${end.lookedOn}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export async function insertViews(
  tx: Tx,
  tenant: TenantId,
  one: Omit<Views, 'isCurrent'> & {
    readonly round: number
    readonly reviewId: string
    readonly placeId: PlaceId
    readonly byId: string
    readonly at: Date
  },
): Promise<void> {
  await sql`INSERT INTO monitoring.views (tenant_id, id, place_id, review_id, round, outcome, says, deadline, on_day,
      by_id, by_name, at)
    VALUES (${tenant}, ${one.id}, ${one.placeId}, ${one.reviewId}, ${one.round}, ${one.outcome}, ${one.says}, ${one.deadline},
      ${one.on}, ${one.byId}, ${one.by}, ${one.at})`.execute(tx)
}

export async function readViews(tx: Tx, tenant: TenantId, reviewId: string): Promise<readonly Views[]> {
  const { rows } = await sql<Views>`SELECT v.id, v.outcome, v.says, v.deadline, v.on_day AS on, v.by_name AS by,
      v.round = r.round AS "isCurrent"
    FROM monitoring.views v JOIN monitoring.review r ON r.tenant_id = v.tenant_id AND r.id = v.review_id
    WHERE v.tenant_id = ${tenant} AND v.review_id = ${reviewId} ORDER BY v.at DESC, v.id DESC`.execute(tx)
  return rows
}

/** A household that was handed over takes its reviews along. */
export async function moveReviews(tx: Tx, tenant: TenantId, householdId: string, place: PlaceId): Promise<void> {
  await sql`UPDATE monitoring.views v SET place_id = ${place} FROM monitoring.review r
    WHERE r.tenant_id = ${tenant} AND v.tenant_id = r.tenant_id AND v.review_id = r.id
      AND r.household_id = ${householdId}`.execute(tx)
  await sql`UPDATE monitoring.review SET place_id = ${place}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
}

/** When somebody was looked at before this house kept its reviews. */
export type LookedAt = Pick<Review, 'placeId' | 'householdId' | 'programme' | 'entitlementId' | 'paid'> & {
  readonly on: Day
}

/**
 * The re-checks of before come in with the old files, so that the next ones fall due when they should. Many at once;
 * for a programme that has no review here yet.
 */
export async function adoptLookedAt(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string; readonly name: string },
  looks: readonly LookedAt[],
  reason: string,
): Promise<void> {
  const rows = looks.map((one) => ({ ...one, id: uuid(), paid: String(one.paid) }))
  await sql`INSERT INTO monitoring.review (tenant_id, id, place_id, household_id, programme, entitlement_id, kind, state,
      found_on, due_on, paid_fen, why_zh, why_en, closed_by_id, closed_by_name, closed_at, closed_reason, looked_on)
    SELECT ${who.tenant}, r.id, r."placeId", r."householdId", r.programme, r."entitlementId", 'recheck', 'dismissed',
      r."on", r."on", r.paid, '定期复核', 'regular re-check', ${who.id}, ${who.name},
      (r."on" + time '16:00') AT TIME ZONE 'Asia/Shanghai', ${reason}, r."on"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, "placeId" int, "householdId" uuid,
      programme text, "entitlementId" uuid, paid bigint, "on" date)
    WHERE NOT EXISTS (SELECT FROM monitoring.review o WHERE o.tenant_id = ${who.tenant}
      AND o.programme = r.programme)`.execute(tx)
}

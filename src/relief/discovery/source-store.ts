import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Channel, Lead } from './contract.ts'

export interface SourceDraft {
  readonly id: string
  readonly lead: Lead
  readonly channel: Channel
  readonly by: { readonly id: string; readonly name: string }
  readonly on: Day
  /** Sealed. */
  readonly words: Buffer
  /** Where it was reported. */
  readonly reportedAt: PlaceId
}

/** The source belongs to the lead, the report to who made it. */
export async function insertSource(tx: Tx, draft: SourceDraft): Promise<void> {
  const { lead, id } = draft
  await sql`INSERT INTO discovery.source (tenant_id, id, place_id, lead_id, channel, by_name, on_day, words)
    VALUES (${lead.tenant}, ${id}, ${lead.placeId}, ${lead.id}, ${draft.channel}, ${draft.by.name}, ${draft.on},
      ${draft.words})`.execute(tx)
  await sql`INSERT INTO discovery.report (tenant_id, id, place_id, lead_id, lead_number, reporter_id, is_human, reported_on)
    VALUES (${lead.tenant}, ${id}, ${draft.reportedAt}, ${lead.id}, ${lead.number}, ${draft.by.id},
      ${draft.channel !== 'data'}, ${draft.on})`.execute(tx)
}

export interface SourceRow {
  readonly id: string
  readonly leadId: string
  readonly channel: Channel
  readonly byName: string
  readonly on: Day
  readonly words: Buffer
}

export async function readSources(tx: Tx, tenant: TenantId, leadId: string): Promise<readonly SourceRow[]> {
  const { rows } =
    await sql<SourceRow>`SELECT id, lead_id AS "leadId", channel, by_name AS "byName", on_day AS "on", words
    FROM discovery.source WHERE tenant_id = ${tenant} AND lead_id = ${leadId} ORDER BY on_day, id`.execute(tx)
  return rows
}

/** All sources of one lead go to another. */
export async function moveSources(tx: Tx, from: Lead, into: Lead): Promise<void> {
  await sql`UPDATE discovery.photo SET place_id = ${into.placeId} WHERE tenant_id = ${from.tenant} AND source_id IN (
    SELECT id FROM discovery.source WHERE tenant_id = ${from.tenant} AND lead_id = ${from.id})`.execute(tx)
  await sql`UPDATE discovery.source SET lead_id = ${into.id}, place_id = ${into.placeId}
    WHERE tenant_id = ${from.tenant} AND lead_id = ${from.id}`.execute(tx)
}

/** Reports of every lead that was joined into this one, and its own: each is answered, wherever it was made. */
export async function answerReports(
  tx: Tx,
  tenant: TenantId,
  answer: { readonly leadId: string; readonly result: string; readonly on: Day },
): Promise<void> {
  await sql`WITH RECURSIVE family AS (
      SELECT id FROM discovery.lead WHERE tenant_id = ${tenant} AND id = ${answer.leadId}
      UNION SELECT l.id FROM discovery.lead l JOIN family f ON l.joined_into = f.id WHERE l.tenant_id = ${tenant})
    UPDATE discovery.report SET result = ${answer.result}, result_on = ${answer.on}
    WHERE tenant_id = ${tenant} AND lead_id IN (SELECT id FROM family)
      AND result IS DISTINCT FROM ${answer.result}`.execute(tx)
}

export interface ReportRow {
  readonly id: string
  readonly placeId: PlaceId
  readonly leadNumber: string
  readonly reportedOn: Day
  readonly result: string | null
  readonly resultOn: Day | null
}

/** One page of somebody's own reports, the newest first; `count` and `waiting` are of all of them. */
export async function readReportsOf(
  tx: Tx,
  tenant: TenantId,
  reporterId: string,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly rows: readonly ReportRow[]; readonly count: number; readonly waiting: number }> {
  const own = sql`discovery.report WHERE tenant_id = ${tenant} AND reporter_id = ${reporterId} AND is_human`
  const { rows } = await sql<ReportRow>`SELECT id, place_id AS "placeId", lead_number AS "leadNumber",
      reported_on AS "reportedOn", result, result_on AS "resultOn"
    FROM ${own} ORDER BY reported_on DESC, id DESC LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ count: number; waiting: number }>`SELECT count(*)::int AS count,
      count(*) FILTER (WHERE result IS NULL)::int AS waiting FROM ${own}`.execute(tx)
  return { rows, ...counted.rows[0]! }
}

/** The source of somebody's own report, with the lead's place: a photo goes with it. */
export async function findOwnSource(
  tx: Tx,
  tenant: TenantId,
  who: { readonly id: string; readonly reportId: string },
): Promise<{ readonly placeId: PlaceId; readonly leadId: string } | undefined> {
  const { rows } = await sql<{ placeId: PlaceId; leadId: string }>`SELECT s.place_id AS "placeId", s.lead_id AS "leadId"
    FROM discovery.report r JOIN discovery.source s ON s.tenant_id = r.tenant_id AND s.id = r.id
    WHERE r.tenant_id = ${tenant} AND r.id = ${who.reportId} AND r.reporter_id = ${who.id}`.execute(tx)
  return rows[0]
}

export async function insertPhoto(
  tx: Tx,
  tenant: TenantId,
  photo: { readonly sourceId: string; readonly placeId: PlaceId; readonly documentId: string; readonly name: string },
): Promise<void> {
  await sql`INSERT INTO discovery.photo (tenant_id, place_id, source_id, document_id, name)
    VALUES (${tenant}, ${photo.placeId}, ${photo.sourceId}, ${photo.documentId}, ${photo.name})
    ON CONFLICT DO NOTHING`.execute(tx)
}

export async function readPhotos(
  tx: Tx,
  tenant: TenantId,
  leadId: string,
): Promise<readonly { readonly sourceId: string; readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ sourceId: string; id: string; name: string }>`SELECT p.source_id AS "sourceId",
      p.document_id AS id, p.name
    FROM discovery.photo p JOIN discovery.source s ON s.tenant_id = p.tenant_id AND s.id = p.source_id
    WHERE s.tenant_id = ${tenant} AND s.lead_id = ${leadId} ORDER BY p.document_id`.execute(tx)
  return rows
}

export interface StepDraft {
  readonly id: string
  readonly lead: Lead
  readonly kind: StepKind
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
  readonly note: Buffer | null
  readonly codes: Readonly<Record<string, string | number | boolean>>
}
export type StepKind =
  | 'reported'
  | 'told-again'
  | 'taken'
  | 'linked'
  | 'joined'
  | 'took-in'
  | 'escalated'
  | 'applied'
  | 'closed'

export async function insertStep(tx: Tx, step: StepDraft): Promise<void> {
  await sql`INSERT INTO discovery.step (tenant_id, id, place_id, lead_id, kind, at, by_id, by_name, note, codes)
    VALUES (${step.lead.tenant}, ${step.id}, ${step.lead.placeId}, ${step.lead.id}, ${step.kind}, ${step.at},
      ${step.by.id}, ${step.by.name}, ${step.note}, ${JSON.stringify(step.codes)}::jsonb)`.execute(tx)
}

export interface StepRow {
  readonly id: string
  readonly kind: StepKind
  readonly at: Date
  readonly byName: string
  readonly note: Buffer | null
}

export async function readSteps(tx: Tx, tenant: TenantId, leadId: string): Promise<readonly StepRow[]> {
  const { rows } = await sql<StepRow>`SELECT id, kind, at, by_name AS "byName", note
    FROM discovery.step WHERE tenant_id = ${tenant} AND lead_id = ${leadId} ORDER BY at, id`.execute(tx)
  return rows
}

export async function saveAdmission(
  tx: Tx,
  tenant: TenantId,
  admission: {
    readonly caseId: string
    readonly placeId: PlaceId
    readonly caseNumber: string
    readonly householdId: string
    readonly decidedOn: Day
    readonly leadId: string | null
  },
): Promise<void> {
  await sql`INSERT INTO discovery.admission (tenant_id, case_id, place_id, case_number, household_id, decided_on, lead_id)
    VALUES (${tenant}, ${admission.caseId}, ${admission.placeId}, ${admission.caseNumber}, ${admission.householdId},
      ${admission.decidedOn}, ${admission.leadId})
    ON CONFLICT (tenant_id, case_id) DO NOTHING`.execute(tx)
}

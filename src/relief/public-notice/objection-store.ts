import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'

/** One objection as kept; what was said and by whom is sealed. */
export interface ObjectionRow {
  readonly id: string
  readonly caseId: string
  readonly noticeId: string
  readonly round: number
  readonly receivedAt: Date
  readonly recordedByName: string
  readonly objector: Buffer
  readonly said: Buffer
  readonly evidence: readonly string[]
  readonly upheld: boolean | null
  readonly answer: Buffer | null
  readonly answeredOn: Day | null
  readonly answeredByName: string | null
}

export interface ObjectionDraft {
  readonly id: string
  readonly caseId: string
  readonly noticeId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
  readonly objector: Buffer
  readonly said: Buffer
  readonly evidence: readonly string[]
}

const columns = sql`o.id, o.case_id AS "caseId", o.notice_id AS "noticeId", n.round, o.received_at AS "receivedAt",
  o.recorded_by_name AS "recordedByName", o.objector, o.said, o.evidence::text[] AS evidence, o.upheld, o.answer,
  o.answered_on AS "answeredOn", o.answered_by_name AS "answeredByName"`
const from = sql`public_notice.objection o
  JOIN public_notice.notice n ON n.tenant_id = o.tenant_id AND n.id = o.notice_id`

export async function insertObjection(tx: Tx, tenant: TenantId, one: ObjectionDraft): Promise<void> {
  await sql`INSERT INTO public_notice.objection (tenant_id, id, case_id, notice_id, household_id, place_id, received_at,
      recorded_by, recorded_by_name, objector, said, evidence)
    VALUES (${tenant}, ${one.id}, ${one.caseId}, ${one.noticeId}, ${one.householdId}, ${one.placeId}, ${one.at},
      ${one.by.id}, ${one.by.name}, ${one.objector}, ${one.said}, ${[...one.evidence]}::uuid[])`.execute(tx)
}

/** In the order in which they were received. */
export async function readObjectionsOf(tx: Tx, tenant: TenantId, caseId: string): Promise<readonly ObjectionRow[]> {
  const { rows } = await sql<ObjectionRow>`SELECT ${columns} FROM ${from}
    WHERE o.tenant_id = ${tenant} AND o.case_id = ${caseId} ORDER BY o.received_at, o.id`.execute(tx)
  return rows
}

export async function findObjection(tx: Tx, tenant: TenantId, id: string): Promise<ObjectionRow | null> {
  const { rows } = await sql<ObjectionRow>`SELECT ${columns} FROM ${from}
    WHERE o.tenant_id = ${tenant} AND o.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export async function countOpenObjections(tx: Tx, tenant: TenantId, caseId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM public_notice.objection
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} AND answer IS NULL`.execute(tx)
  return rows[0]?.count ?? 0
}

/** @returns false when somebody else answered first. */
export async function saveAnswer(
  tx: Tx,
  tenant: TenantId,
  id: string,
  answer: {
    readonly upheld: boolean
    readonly text: Buffer
    readonly on: Day
    readonly by: { readonly id: string; readonly name: string }
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE public_notice.objection SET upheld = ${answer.upheld},
      answer = ${answer.text}, answered_on = ${answer.on}, answered_by = ${answer.by.id},
      answered_by_name = ${answer.by.name}
    WHERE tenant_id = ${tenant} AND id = ${id} AND answer IS NULL`.execute(tx)
  return numAffectedRows === 1n
}

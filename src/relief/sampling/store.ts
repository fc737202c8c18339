import { sql } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'

/** A case that waits at the county for its draw, or was in one. */
export interface Candidate {
  readonly caseId: string
  readonly round: number
  readonly caseNumber: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly town: string
  readonly month: Month
  readonly drawId: string | null
  readonly isDrawn: boolean | null
}

export type Group = Pick<Candidate, 'programme' | 'town' | 'month'>

export interface Draw extends Group {
  readonly id: string
  readonly seed: string
  readonly shareMin: number
  readonly source: string
  readonly drawnAt: Date
  readonly byName: string
}

const columns = sql`case_id AS "caseId", round, case_number AS "caseNumber", household_id AS "householdId", place_id AS "placeId", programme, town, month,
  draw_id AS "drawId", is_drawn AS "isDrawn"`

export async function newestCandidate(tx: Tx, tenant: TenantId, caseId: string): Promise<Candidate | null> {
  const { rows } = await sql<Candidate>`SELECT ${columns} FROM sampling.candidate
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} ORDER BY round DESC LIMIT 1`.execute(tx)
  return rows[0] ?? null
}

export async function insertCandidate(
  tx: Tx,
  tenant: TenantId,
  one: Omit<Candidate, 'drawId' | 'isDrawn'>,
): Promise<void> {
  await sql`INSERT INTO sampling.candidate (tenant_id, case_id, round, case_number, household_id, place_id, programme, town, month)
    VALUES (${tenant}, ${one.caseId}, ${one.round}, ${one.caseNumber}, ${one.householdId}, ${one.placeId}, ${one.programme}, ${one.town},
      ${one.month})
    ON CONFLICT DO NOTHING`.execute(tx)
}

/** Left the county before it was drawn: it counts in no share. */
export async function dropUndrawn(tx: Tx, tenant: TenantId, caseId: string): Promise<void> {
  await sql`DELETE FROM sampling.candidate
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} AND draw_id IS NULL`.execute(tx)
}

/** Those of a group that no draw has had yet, locked in one order: two who draw at once draw one after the other. */
export async function undrawnForUpdate(tx: Tx, tenant: TenantId, group: Group): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`SELECT ${columns} FROM sampling.candidate
    WHERE tenant_id = ${tenant} AND programme = ${group.programme} AND town = ${group.town} AND month = ${group.month}
      AND draw_id IS NULL ORDER BY case_id FOR UPDATE`.execute(tx)
  return rows
}

export async function insertDraw(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string },
  draw: Draw,
  drawn: { readonly all: readonly Candidate[]; readonly caseIds: readonly string[] },
): Promise<void> {
  await sql`INSERT INTO sampling.draw (tenant_id, id, programme, town, month, seed, share_min, source, drawn_at, by_id, by_name)
    VALUES (${who.tenant}, ${draw.id}, ${draw.programme}, ${draw.town}, ${draw.month}, ${draw.seed}, ${draw.shareMin},
      ${draw.source}, ${draw.drawnAt}, ${who.id}, ${draw.byName})`.execute(tx)
  const all = drawn.all.map(({ caseId }) => caseId)
  await sql`UPDATE sampling.candidate
    SET draw_id = ${draw.id}, is_drawn = (case_id = ANY (${[...drawn.caseIds]}::uuid[]))
    WHERE tenant_id = ${who.tenant} AND case_id = ANY (${all}::uuid[]) AND draw_id IS NULL`.execute(tx)
}

export async function findDraw(tx: Tx, tenant: TenantId, id: string): Promise<Draw | null> {
  const { rows } = await sql<Draw>`SELECT id, programme, town, month, seed, share_min AS "shareMin", source,
      drawn_at AS "drawnAt", by_name AS "byName"
    FROM sampling.draw WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** Every case of a draw, by number. */
export async function candidatesOf(tx: Tx, tenant: TenantId, drawId: string): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`SELECT ${columns} FROM sampling.candidate
    WHERE tenant_id = ${tenant} AND draw_id = ${drawId} ORDER BY case_number`.execute(tx)
  return rows
}

/** A household that was handed over takes its cases along; the group they were drawn in stays as it was. */
export async function moveCandidates(
  tx: Tx,
  tenant: TenantId,
  { householdId, placeId }: { readonly householdId: string; readonly placeId: PlaceId },
): Promise<void> {
  await sql`UPDATE sampling.candidate SET place_id = ${placeId}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
}

import { sql } from 'kysely'
import type { Day, Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { RunsShown, RunState } from '../wire.ts'

export interface CheckAsked {
  readonly name: string
  readonly at: string
  readonly holds: number
}

export interface RunRow {
  readonly id: string
  readonly number: string
  readonly programme: string
  readonly month: Month
  readonly sequence: number
  readonly state: RunState
  readonly dueOn: Day
  readonly madeAt: Date
  readonly madeBy: string
  readonly madeName: string
  readonly frozenAt: Date | null
  readonly frozenBy: string | null
  readonly frozenName: string | null
  readonly approvedAt: Date | null
  readonly approvedBy: string | null
  readonly approvedName: string | null
  readonly backAt: Date | null
  readonly backName: string | null
  readonly backReason: string | null
  readonly checks: readonly CheckAsked[]
  readonly lines: number | null
  readonly fen: Fen | null
}

const columns = sql`r.id, r.number, r.programme, to_char(r.month, 'YYYY-MM') AS month, r.sequence, r.state,
  r.due_on AS "dueOn", r.made_at AS "madeAt", r.made_by AS "madeBy", r.made_name AS "madeName",
  r.frozen_at AS "frozenAt", r.frozen_by AS "frozenBy", r.frozen_name AS "frozenName",
  r.approved_at AS "approvedAt", r.approved_by AS "approvedBy", r.approved_name AS "approvedName",
  r.back_at AS "backAt", r.back_name AS "backName", r.back_reason AS "backReason", r.checks, r.lines, r.fen`

export async function findRun(tx: Tx, tenant: TenantId, id: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`SELECT ${columns} FROM payouts.run r
    WHERE r.tenant_id = ${tenant} AND r.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** Locked until the transaction ends: of two who approve at once the second sees what the first did. */
export async function findRunForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`SELECT ${columns} FROM payouts.run r
    WHERE r.tenant_id = ${tenant} AND r.id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

/** Holds and approvals of one programme follow each other. */
export async function awaitOpenRun(tx: Tx, tenant: TenantId, programmes: readonly string[]): Promise<void> {
  await sql`SELECT 1 FROM payouts.run WHERE tenant_id = ${tenant} AND programme = ANY (${programmes}::text[])
    AND state IN ('draft', 'frozen') FOR SHARE`.execute(tx)
}

export interface RunQuestion {
  readonly show: RunsShown
  readonly programme?: string | undefined
  readonly year?: number | undefined
  readonly page: number
  readonly size: number
}

/** One page, newest month first; `count` is of everything the filter matches. */
export async function findRuns(
  tx: Tx,
  tenant: TenantId,
  { show, page, size, ...wanted }: RunQuestion,
): Promise<{ readonly rows: RunRow[]; readonly count: number }> {
  const [programme, year] = [wanted.programme ?? null, wanted.year ?? null]
  const matched = sql`payouts.run r WHERE r.tenant_id = ${tenant}
      AND (${programme}::text IS NULL OR r.programme = ${programme})
      AND (${year}::int IS NULL OR extract(year FROM r.month) = ${year})
      AND (${show} <> 'open' OR r.state <> 'done')
      AND (${show} <> 'newest' OR NOT EXISTS (SELECT FROM payouts.run later WHERE later.tenant_id = r.tenant_id
        AND later.programme = r.programme AND extract(year FROM later.month) = extract(year FROM r.month)
        AND (later.month, later.sequence) > (r.month, r.sequence)))`
  const { rows } = await sql<RunRow>`SELECT ${columns} FROM ${matched}
    ORDER BY r.month DESC, r.programme, r.sequence DESC LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${matched}`.execute(tx)
  return { rows, count: counted.rows[0]?.count ?? 0 }
}

/** The newest list of a programme, open or not. */
export async function findNewest(tx: Tx, tenant: TenantId, programme: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`SELECT ${columns} FROM payouts.run r
    WHERE r.tenant_id = ${tenant} AND r.programme = ${programme}
    ORDER BY r.month DESC, r.sequence DESC LIMIT 1`.execute(tx)
  return rows[0] ?? null
}

/** @returns false when somebody made a list of the programme at the same moment. */
export async function addRun(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string; readonly name: string },
  run: Pick<RunRow, 'id' | 'number' | 'programme' | 'month' | 'sequence' | 'dueOn'>,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO payouts.run
      (tenant_id, id, number, programme, month, sequence, state, due_on, made_at, made_by, made_name)
    VALUES (${who.tenant}, ${run.id}, ${run.number}, ${run.programme}, ${`${run.month}-01`}, ${run.sequence}, 'draft',
      ${run.dueOn}, ${at}, ${who.id}, ${who.name})
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx)
  return rows.length === 1
}

interface By {
  readonly tenant: TenantId
  readonly id: string
  readonly name: string
}

export async function saveChecks(tx: Tx, tenant: TenantId, id: string, checks: readonly CheckAsked[]): Promise<void> {
  await sql`UPDATE payouts.run SET checks = ${JSON.stringify(checks)}::jsonb
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export async function saveFrozen(tx: Tx, who: By, id: string, at: Date): Promise<void> {
  await sql`UPDATE payouts.run SET state = 'frozen', frozen_at = ${at}, frozen_by = ${who.id}, frozen_name = ${who.name},
    back_at = NULL, back_name = NULL, back_reason = NULL WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}

export async function saveSentBack(tx: Tx, who: By, id: string, { at, reason }: { at: Date; reason: string }) {
  await sql`UPDATE payouts.run SET state = 'draft', frozen_at = NULL, frozen_by = NULL, frozen_name = NULL,
    back_at = ${at}, back_name = ${who.name}, back_reason = ${reason}
    WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}

export async function saveApproved(tx: Tx, who: By, id: string, at: Date): Promise<void> {
  await sql`UPDATE payouts.run r SET state = 'approved', approved_at = ${at}, approved_by = ${who.id},
      approved_name = ${who.name}, lines = s.lines, fen = s.fen
    FROM (SELECT count(*)::int AS lines, coalesce(sum(fen), 0)::bigint AS fen FROM payouts.line
      WHERE tenant_id = ${who.tenant} AND run_id = ${id} AND state = 'payable') AS s
    WHERE r.tenant_id = ${who.tenant} AND r.id = ${id}`.execute(tx)
}

/** Every line has its end: paid or stopped, or it moved on to a later list. */
export async function closeFinished(tx: Tx, tenant: TenantId, ids: readonly string[]): Promise<void> {
  await sql`UPDATE payouts.run r SET state = 'done'
    WHERE r.tenant_id = ${tenant} AND r.id = ANY (${ids}::uuid[]) AND r.state = 'approved'
      AND NOT EXISTS (SELECT FROM payouts.line l WHERE l.tenant_id = ${tenant} AND l.run_id = r.id
        AND l.state NOT IN ('paid', 'stopped'))`.execute(tx)
}

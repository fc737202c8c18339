import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Person } from './adjustment-store.ts'
import type { Way } from './piece-store.ts'

/** Tries in a row before taking back halts. With a minute between two, a database that restarts is not taken for one. */
export const triesMax = 5

const here = (tenant: TenantId, id: string) => sql`tenant_id = ${tenant} AND id = ${id}`

/**
 * Why the work stands still. Taking back halts after so many tries; carrying out may be asked back at any of them. One that
 * somebody has ended or stopped meanwhile says nothing.
 *
 * @returns whether it has halted by this
 */
export async function saveTrouble(
  tx: Tx,
  tenant: TenantId,
  { id, way, trouble }: { readonly id: string; readonly way: Way; readonly trouble: { zh: string; en: string } },
): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`UPDATE policy_workbench.adjustment SET trouble_zh = ${trouble.zh},
      trouble_en = ${trouble.en}, failures = failures + 1,
      state = CASE WHEN state = 'taking-back' AND failures + 1 >= ${triesMax} THEN 'halted' ELSE state END
    WHERE ${here(tenant, id)} AND state = ${way} RETURNING state`.execute(tx)
  return rows[0]?.state === 'halted'
}

/** Households of which a raise is still to be taken back. */
export async function countOpen(tx: Tx, tenant: TenantId, id: string): Promise<number> {
  const { rows } = await sql<{ households: number }>`SELECT count(DISTINCT household_id)::int AS households
    FROM policy_workbench.adjustment_line
    WHERE tenant_id = ${tenant} AND adjustment_id = ${id} AND right_version IS NOT NULL AND undone IS NULL`.execute(tx)
  return given(rows[0], 'the count of a list').households
}

export async function saveResumed(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = 'taking-back', failures = 0, trouble_zh = NULL,
      trouble_en = NULL, stop_refused_name = NULL, stop_refused_reason = NULL WHERE ${here(tenant, id)}`.execute(tx)
}

export async function saveStopAsked(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { by, reason }: { readonly by: Person; readonly reason: string },
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = 'stop-asked', stop_asked_by = ${by.id},
      stop_asked_name = ${by.name}, stop_asked_at = ${by.at}, stop_reason = ${reason}, stop_refused_name = NULL,
      stop_refused_reason = NULL WHERE ${here(tenant, id)}`.execute(tx)
}

/** It is halted as before, and whoever asked reads why. */
export async function saveStopRefused(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { by, reason }: { readonly by: Person; readonly reason: string },
): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment SET state = 'halted', stop_refused_name = ${by.name},
      stop_refused_reason = ${reason} WHERE ${here(tenant, id)}`.execute(tx)
}

/** What was taken back stays so; every raise that was not says that it was stopped. */
export async function saveStopped(tx: Tx, tenant: TenantId, id: string, by: Person): Promise<void> {
  await sql`UPDATE policy_workbench.adjustment_line SET undone = 'stopped'
    WHERE tenant_id = ${tenant} AND adjustment_id = ${id} AND right_version IS NOT NULL AND undone IS NULL`.execute(tx)
  await sql`UPDATE policy_workbench.adjustment SET state = 'stopped', stopped_by = ${by.id}, stopped_name = ${by.name},
      ended_at = ${by.at}, trouble_zh = NULL, trouble_en = NULL WHERE ${here(tenant, id)}`.execute(tx)
}

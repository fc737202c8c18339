import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { itemOf, type Plan, type PlanState } from './plan.ts'

const columns = sql`id, region, title, document, state, version, items, made_name AS "madeName", made_at AS "madeAt",
  hands, released_name AS "releasedName"`

const planOf = (plan: Plan): Plan => ({ ...plan, items: plan.items.map(itemOf) })

export async function insertPlan(
  tx: Tx,
  tenant: TenantId,
  plan: Pick<Plan, 'id' | 'region' | 'title' | 'items'>,
  made: { readonly id: string; readonly name: string; readonly at: Date },
): Promise<void> {
  await sql`INSERT INTO policy_workbench.plan (tenant_id, id, region, title, state, items, made_by, made_name, made_at,
      hands)
    VALUES (${tenant}, ${plan.id}, ${plan.region}, ${plan.title}, 'open', ${JSON.stringify(plan.items)}::jsonb,
      ${made.id}, ${made.name}, ${made.at}, ARRAY[${made.id}])`.execute(tx)
}

export async function findPlan(tx: Tx, tenant: TenantId, id: string): Promise<Plan | undefined> {
  const { rows } = await sql<Plan>`SELECT ${columns} FROM policy_workbench.plan
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows.map(planOf)[0]
}

/** Locks the plan until the transaction ends. */
export async function lockPlan(tx: Tx, tenant: TenantId, id: string): Promise<Plan | undefined> {
  const { rows } = await sql<Plan>`SELECT ${columns} FROM policy_workbench.plan
    WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows.map(planOf)[0]
}

/** All of them: a bureau makes a few a year. */
export async function readPlans(tx: Tx, tenant: TenantId): Promise<Plan[]> {
  const { rows } = await sql<Plan>`SELECT ${columns} FROM policy_workbench.plan
    WHERE tenant_id = ${tenant} ORDER BY made_at DESC`.execute(tx)
  return rows.map(planOf)
}

export async function savePlan(
  tx: Tx,
  tenant: TenantId,
  plan: Pick<Plan, 'id' | 'title' | 'document' | 'items'>,
  by: string,
): Promise<void> {
  await sql`UPDATE policy_workbench.plan SET title = ${plan.title}, document = ${plan.document},
      items = ${JSON.stringify(plan.items)}::jsonb, version = version + 1,
      hands = CASE WHEN ${by} = ANY (hands) THEN hands ELSE array_append(hands, ${by}) END
    WHERE tenant_id = ${tenant} AND id = ${plan.id}`.execute(tx)
}

export async function savePlanState(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { state, name, at }: { readonly state: PlanState; readonly name: string; readonly at: Date },
): Promise<void> {
  const isReleased = state === 'released'
  await sql`UPDATE policy_workbench.plan SET state = ${state}, version = version + 1,
      released_name = ${isReleased ? name : null}, released_at = ${isReleased ? at : null}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import { inScope, type Db, type TenantId } from '#platform/db/index.ts'

/** Something that must always be true: a name, a sentence, and a query that returns whoever breaks it. */
export interface Check {
  /** `micro-wishes.overdue-claims-are-released`: module, then the statement. */
  readonly name: string
  /** The statement, for an auditor. */
  readonly zh: string
  /**
   * Returns `tenant_id` and `id` of the offenders, no personal data. `$today` stands for the day of the clock, never the
   * database's own. It runs in the scope of one tenant at a time.
   */
  readonly offenders: string
}

export interface CheckResult {
  readonly name: string
  readonly zh: string
  readonly holds: boolean
  /** At most `offendersShownMax` of them. */
  readonly offenders: readonly { readonly tenant: TenantId; readonly id: string }[]
}

const offendersShownMax = 20

/** Asks every check, tenant by tenant. The caller says which tenants there are. */
export async function runChecks(
  db: Db,
  checks: readonly Check[],
  { tenants, today }: { tenants: readonly TenantId[]; today: Day },
): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  for (const { name, zh, offenders } of checks) {
    const query = offenders.replaceAll('$today', `DATE '${today}'`)
    const found: { tenant: TenantId; id: string }[] = []
    for (const tenant of tenants) {
      if (found.length === offendersShownMax) break
      const rows = await inScope(db, { tenants: [tenant], places: 'all' }, async (tx) => {
        const asked = sql<{ id: string }>`SELECT id::text AS id FROM (${sql.raw(query)}) AS offender
          WHERE tenant_id = ${tenant} LIMIT ${offendersShownMax - found.length}`
        return (await asked.execute(tx)).rows
      })
      found.push(...rows.map(({ id }) => ({ tenant, id })))
    }
    results.push({ name, zh, holds: found.length === 0, offenders: found })
  }
  return results
}

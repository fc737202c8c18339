import { sql } from 'kysely'
import { monthOf, type Day, type Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { ProcedureLibrary } from './procedure/library.ts'
import { standingIn, type Saying } from './standing.ts'

/** A status (认定) a household has in a month, by the decision that stands then. */
export interface StandingStatus {
  /** Of the decision. */
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly caseNumber: string
  readonly from: Month
}

export type StandingStatuses = (
  tx: Tx,
  tenant: TenantId,
  question: { readonly programme: string; readonly month: Month },
) => Promise<StandingStatus[]>

/**
 * Of every household in sight, one at most. A household has one status of a kind: what was confirmed for another programme
 * of the same group replaces it like any other.
 */
export const standingStatuses =
  (procedures: Pick<ProcedureLibrary, 'all'>): StandingStatuses =>
  async (tx, tenant, { programme, month }) => {
    const decisions = await decisionsOn(tx, tenant, { programme, alike: alikeIn(procedures, programme) })
    return [...Map.groupBy(decisions, ({ householdId }) => householdId).values()].flatMap((of) => {
      const stands = standingIn(of, month)
      if (stands === null || stands.programme !== programme || stands.fromMonth === null) return []
      const { id, householdId, placeId, caseNumber, fromMonth: from } = stands
      return [{ id, householdId, placeId, programme, caseNumber, from }]
    })
  }

/** The programme and those a household cannot have beside it. */
function alikeIn({ all }: Pick<ProcedureLibrary, 'all'>, programme: string): string[] {
  const groups = new Set(all.filter((one) => one.programme === programme).map(({ group }) => group))
  return [...new Set([programme, ...all.filter(({ group }) => groups.has(group)).map((one) => one.programme)])]
}

interface Made extends Saying {
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
}

/** Every decision that says something about the status of a household that was ever given it, in their order. */
async function decisionsOn(
  tx: Tx,
  tenant: TenantId,
  { programme, alike }: { readonly programme: string; readonly alike: readonly string[] },
): Promise<Made[]> {
  const { rows } = await sql<Omit<Made, 'fromMonth'> & { readonly from: Day | null }>`
    SELECT made.id, one.household_id AS "householdId", one.place_id AS "placeId", one.programme,
      one.number AS "caseNumber", made.outcome, made.from_month AS "from", made.decided_on AS "decidedOn"
    FROM casework.decision made JOIN casework.case_record one ON one.tenant_id = made.tenant_id AND one.id = made.case_id
    WHERE made.tenant_id = ${tenant} AND one.programme = ANY (${alike}::text[])
      AND (made.status IS NOT NULL OR made.outcome = 'refused')
      AND one.household_id IN (SELECT given.household_id FROM casework.case_record given
        JOIN casework.decision said ON said.tenant_id = given.tenant_id AND said.case_id = given.id
        WHERE given.tenant_id = ${tenant} AND given.programme = ${programme} AND said.status IS NOT NULL)
    ORDER BY one.household_id, made.decided_on, made.id`.execute(tx)
  return rows.map(({ from, ...row }) => ({ ...row, fromMonth: from === null ? null : monthOf(from) }))
}

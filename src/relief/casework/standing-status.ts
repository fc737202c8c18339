import { sql } from 'kysely'
import { addMonths, monthOf, type Day, type Month } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { StandingAidSource } from '#registry/households/contract.ts'
import { readCases } from './access.ts'
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

type Procedures = Pick<ProcedureLibrary, 'all'>

/**
 * Of every household in sight, one at most. A household has one status of a kind: what was confirmed for another programme
 * of the same group replaces it like any other.
 */
export const standingStatuses =
  (procedures: Procedures): StandingStatuses =>
  async (tx, tenant, { programme, month }) => {
    const decisions = await decisionsOn(tx, tenant, { alike: alikeIn(procedures, programme), householdId: null })
    return standingAmong(decisions, procedures, month).filter((one) => one.programme === programme)
  }

/** Statuses on the head of the household file; before the first month of one it is said already. */
export const standingStatusSource = (procedures: Procedures): StandingAidSource => ({
  name: 'statuses',
  may: readCases,
  standingOf: async (tx, who, householdId, { factsOn }) => {
    const decisions = await decisionsOn(tx, who.tenant, { alike: null, householdId })
    const month = monthOf(factsOn)
    const now = standingAmong(decisions, procedures, month)
    const shown = now.length > 0 ? now : standingAmong(decisions, procedures, addMonths(month, 1))
    return shown.map(({ programme, from: since }) => ({
      ...{ programme, words: wordsOf(procedures, programme), amount: null, since },
    }))
  },
})

export type StatusOver = (
  tx: Tx,
  tenant: TenantId,
  question: { readonly householdId: string; readonly decisionId: string; readonly month: Month },
) => Promise<boolean>

/** Whether the decision gave a status that has begun and does not stand in the month any more. */
export const isStatusOver =
  (procedures: Procedures): StatusOver =>
  async (tx, tenant, { householdId, decisionId, month }) => {
    const decisions = await decisionsOn(tx, tenant, { alike: null, householdId })
    const made = decisions.find(({ id }) => id === decisionId)
    if (made?.fromMonth == null || made.fromMonth > month) return false
    return !standingAmong(decisions, procedures, month).some(({ id }) => id === decisionId)
  }

function standingAmong(decisions: readonly Made[], procedures: Procedures, month: Month): StandingStatus[] {
  const kinds = Map.groupBy(decisions, (one) => `${one.householdId} ${groupOf(procedures, one.programme)}`)
  return [...kinds.values()].flatMap((of) => {
    const stands = standingIn(of, month)
    if (stands?.fromMonth == null) return []
    const { id, householdId, placeId, programme, caseNumber, fromMonth: from } = stands
    return [{ id, householdId, placeId, programme, caseNumber, from }]
  })
}

const newestOf = ({ all }: Procedures, programme: string) => all.findLast((one) => one.programme === programme)
const groupOf = (procedures: Procedures, programme: string): string =>
  newestOf(procedures, programme)?.group ?? programme
const wordsOf = (procedures: Procedures, programme: string): { readonly zh: string; readonly en: string } =>
  newestOf(procedures, programme)?.words ?? { zh: programme, en: programme }

/** The programme and those a household cannot have beside it. */
function alikeIn(procedures: Procedures, programme: string): string[] {
  const group = groupOf(procedures, programme)
  const named = procedures.all.map((one) => one.programme)
  return [...new Set([programme, ...named])].filter((one) => groupOf(procedures, one) === group)
}

interface Made extends Saying {
  readonly id: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
}

/** Decisions that say something about a status, in their order; of households that were ever given one. */
async function decisionsOn(
  tx: Tx,
  tenant: TenantId,
  { alike, householdId }: { readonly alike: readonly string[] | null; readonly householdId: string | null },
): Promise<Made[]> {
  const { rows } = await sql<Omit<Made, 'fromMonth'> & { readonly from: Day | null }>`
    SELECT made.id, one.household_id AS "householdId", one.place_id AS "placeId", one.programme,
      one.number AS "caseNumber", made.outcome, made.from_month AS "from", made.decided_on AS "decidedOn"
    FROM casework.decision made JOIN casework.case_record one ON one.tenant_id = made.tenant_id AND one.id = made.case_id
    WHERE made.tenant_id = ${tenant} AND (made.status IS NOT NULL OR made.outcome = 'refused')
      AND (${alike}::text[] IS NULL OR one.programme = ANY (${alike}::text[]))
      AND (${householdId}::uuid IS NULL OR one.household_id = ${householdId}::uuid)
      AND one.household_id IN (SELECT given.household_id FROM casework.case_record given
        JOIN casework.decision said ON said.tenant_id = given.tenant_id AND said.case_id = given.id
        WHERE given.tenant_id = ${tenant} AND said.status IS NOT NULL)
    ORDER BY one.household_id, made.decided_on, made.id`.execute(tx)
  return rows.map(({ from, ...row }) => ({ ...row, fromMonth: from === null ? null : monthOf(from) }))
}

import type { Audit } from '#platform/audit/index.ts'
import { createCalendar, type Clock, type WorkingCalendar } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Households } from '#registry/households/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import type { AssessmentService, Eligibility } from '#relief/eligibility/index.ts'
import type { Case, CaseFollower, CaseGate, ClocksBeside } from './contract.ts'
import type { ProcedureLibrary } from './procedure/library.ts'
import type { Procedure } from './procedure/procedure.ts'
import { readProcedure } from './procedure-store.ts'

export interface CaseNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly vault: Vault
  readonly regions: Pick<Regions, 'directory'>
  readonly households: Pick<Households, 'identitiesOf' | 'situationOf' | 'deathsOf' | 'list'>
  readonly assessments: Pick<AssessmentService, 'find'>
  readonly eligibility: Pick<Eligibility, 'assess' | 'library' | 'placesAbove'>
  readonly procedures: ProcedureLibrary
  /** Region code of the office a caller belongs to. */
  readonly regionOf: (who: { readonly tenant: TenantId }) => Promise<string>
  /** Asked late: the modules that contribute them are put together afterwards. */
  readonly gates?: () => readonly CaseGate[]
  readonly followers?: () => readonly CaseFollower[]
  readonly clocksBeside?: () => readonly ClocksBeside[]
}

/** Read on the transaction's own connection: a command never waits for a second one. */
export const calendarIn = (tx: Tx, { clock }: Pick<CaseNeeds, 'clock'>): Promise<WorkingCalendar> =>
  createCalendar({ db: tx, clock }).now()

/**
 * The procedure a case runs under: word for word the one it was opened under, whatever the file says today. A case from
 * before procedures were kept has the file's.
 */
export async function procedureOf(
  tx: Tx,
  { procedures }: Pick<CaseNeeds, 'procedures'>,
  { tenant, procedure, number }: Case,
): Promise<Procedure> {
  const { hash, region, validFrom } = procedure
  if (hash === null) return given(procedures.of(procedure), `the procedure of case ${number}: ${region} ${validFrom}`)
  return keptProcedure(tx, tenant, hash, procedures)
}

/** One that was kept, word for word. */
export const keptProcedure = (
  tx: Tx,
  tenant: TenantId,
  hash: string,
  procedures: Pick<ProcedureLibrary, 'kept'>,
): Promise<Procedure> =>
  procedures.kept(hash, async () => given(await readProcedure(tx, tenant, hash), `the kept procedure ${hash}`))

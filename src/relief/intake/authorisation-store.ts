import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Signed } from './authorisation.ts'

export interface AuthorisationRecord extends Signed {
  readonly programme: string
  readonly scope: readonly string[]
  /** Sealed: name and relation. */
  readonly guardian: Buffer | null
  readonly how: 'paper' | 'drawn'
  readonly documentId: string
}

const columns = sql`id, person_id AS "personId", programme, scope, signer, guardian, how, document_id AS "documentId",
  members, signed_on AS "signedOn", valid_until AS "validUntil", ended_on AS "endedOn", ended_why AS "endedWhy"`

export async function readAuthorisations(
  tx: Tx,
  tenant: TenantId,
  caseId: string,
): Promise<readonly AuthorisationRecord[]> {
  const { rows } = await sql<AuthorisationRecord>`SELECT ${columns} FROM intake.authorisation
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} ORDER BY signed_on, id`.execute(tx)
  return rows
}

export async function insertAuthorisation(
  tx: Tx,
  tenant: TenantId,
  one: Omit<AuthorisationRecord, 'endedOn' | 'endedWhy'> & {
    readonly caseId: string
    readonly householdId: string
    readonly placeId: PlaceId
    readonly by: string
  },
): Promise<void> {
  await sql`INSERT INTO intake.authorisation (tenant_id, id, place_id, case_id, household_id, person_id, programme, scope,
      signer, guardian, how, document_id, members, signed_on, valid_until, recorded_by)
    VALUES (${tenant}, ${one.id}, ${one.placeId}, ${one.caseId}, ${one.householdId}, ${one.personId}, ${one.programme},
      ${one.scope}, ${one.signer}, ${one.guardian}, ${one.how}, ${one.documentId}, ${one.members}::uuid[],
      ${one.signedOn}, ${one.validUntil}, ${one.by})`.execute(tx)
}

export interface AuthorisationEnd {
  readonly on: Day
  readonly why: NonNullable<Signed['endedWhy']>
}

/** Ends what stands of one person, or of everybody. @returns how many ended */
export async function endAuthorisations(
  tx: Tx,
  tenant: TenantId,
  whose: { readonly caseId: string; readonly personId?: string; readonly id?: string },
  { on, why }: AuthorisationEnd,
): Promise<number> {
  const { rows } = await sql`UPDATE intake.authorisation SET ended_on = ${on}, ended_why = ${why}
    WHERE tenant_id = ${tenant} AND case_id = ${whose.caseId} AND ended_on IS NULL
      AND (${whose.personId ?? null}::uuid IS NULL OR person_id = ${whose.personId ?? null}::uuid)
      AND (${whose.id ?? null}::uuid IS NULL OR id = ${whose.id ?? null}::uuid)
    RETURNING 1`.execute(tx)
  return rows.length
}

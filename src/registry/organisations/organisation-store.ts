import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import type { Tenant, TenantDraft } from './contract.ts'

const columns = sql`id, kind, name, credit_code AS "creditCode", region, is_synthetic AS "isSynthetic"`

export async function findTenant(db: Db, id: TenantId): Promise<Tenant | undefined> {
  const { rows } = await sql<Tenant>`SELECT ${columns} FROM organisations.tenant WHERE id = ${id}`.execute(db)
  return rows[0]
}

export async function readTenants(db: Db): Promise<Tenant[]> {
  const { rows } = await sql<Tenant>`SELECT ${columns} FROM organisations.tenant ORDER BY id`.execute(db)
  return rows
}

export async function addTenant(db: Db, { kind, name, creditCode, region, isSynthetic }: TenantDraft): Promise<Tenant> {
  await sql`INSERT INTO organisations.tenant (kind, name, credit_code, region, is_synthetic)
    VALUES (${kind}, ${name}, ${creditCode}, ${region}, ${isSynthetic})
    ON CONFLICT ON CONSTRAINT tenant_is_registered_once DO NOTHING`.execute(db)
  const { rows } = await sql<Tenant>`SELECT ${columns} FROM organisations.tenant
    WHERE kind = ${kind} AND name = ${name} AND region = ${region}`.execute(db)
  return rows[0]!
}

export async function addCoverage(
  db: Db,
  tenant: TenantId,
  { region, from, to }: TenantDraft['covers'][number],
): Promise<void> {
  await sql`INSERT INTO organisations.coverage (region, served_by, valid_from, valid_to)
    SELECT ${region}, ${tenant}, ${from}::date, ${to}::date
    WHERE NOT EXISTS (SELECT FROM organisations.coverage
      WHERE region = ${region} AND served_by = ${tenant} AND valid_from = ${from}::date)`.execute(db)
}

export interface CoverageRow {
  readonly region: string
  readonly servedBy: TenantId
}

export async function readCoverage(db: Db, on: Day): Promise<CoverageRow[]> {
  const { rows } = await sql<CoverageRow>`SELECT region, served_by AS "servedBy" FROM organisations.coverage
    WHERE valid_from <= ${on}::date AND (valid_to IS NULL OR valid_to > ${on}::date) ORDER BY region`.execute(db)
  return rows
}

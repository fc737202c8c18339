import { sql } from 'kysely'
import { applicationRole } from './connect.ts'
import type { Db } from './contract.ts'

/** A table, key or role that breaks the rules of the house. */
export interface CatalogueFault {
  /** `households.person` or `households.person: person_pkey`. */
  readonly at: string
  readonly says: string
}

/**
 * Holds every table of ours to the rules that let the schema be distributed and keep the tenant wall whole. The tests
 * run it on the template database, `doctor` on the living one. It needs no Citus.
 */
export async function catalogueFaults(owner: Db): Promise<CatalogueFault[]> {
  const faults = await Promise.all(
    rules.map(async (rule) => (await sql<CatalogueFault>`${sql.raw(rule)}`.execute(owner)).rows),
  )
  return faults.flat()
}

/** Tables of ours: not the server's own, not those of an extension, not those that pg-boss looks after. */
const ours = `SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relrowsecurity, c.relforcerowsecurity, c.relowner,
    r.kind, r.is_guarded, r.place_column
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN platform.table_rule r ON r.table_name = n.nspname || '.' || c.relname
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND n.nspname !~ '^(pg_|information_schema|pgboss|citus|columnar)'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`

const firstColumn = (key: string): string =>
  `(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ${key})`

const rules: readonly string[] = [
  `SELECT t.name AS at, 'has no rule: call platform.distribute, reference or local after CREATE TABLE' AS says
   FROM (${ours}) t WHERE t.kind IS NULL`,

  `SELECT t.name AS at, 'has no primary key' AS says FROM (${ours}) t
   WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'p')`,

  `SELECT t.name AS at, 'needs tenant_id int NOT NULL' AS says FROM (${ours}) t
   WHERE t.kind = 'tenant' AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid
     AND a.attname = 'tenant_id' AND a.attnotnull AND a.atttypid = 'int4'::regtype)`,

  `SELECT t.name || ': ' || i.indexrelid::regclass AS at, 'a key of a tenant table begins with tenant_id' AS says
   FROM (${ours}) t JOIN pg_index i ON i.indrelid = t.oid
   WHERE t.kind = 'tenant' AND (i.indisunique OR i.indisexclusion)
     AND ${firstColumn('i.indkey[0]')} IS DISTINCT FROM 'tenant_id'`,

  `SELECT t.name || ': ' || k.conname AS at, 'only a tenant table may point at a tenant table' AS says
   FROM (${ours}) t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
   JOIN (${ours}) target ON target.oid = k.confrelid WHERE target.kind = 'tenant' AND t.kind <> 'tenant'`,

  `SELECT t.name || ': ' || k.conname AS at, 'points at a tenant table by (tenant_id, …) first' AS says
   FROM (${ours}) t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
   JOIN (${ours}) target ON target.oid = k.confrelid
   WHERE t.kind = 'tenant' AND target.kind = 'tenant' AND ${firstColumn('k.conkey[1]')} IS DISTINCT FROM 'tenant_id'`,

  `SELECT t.name AS at, 'is not behind the tenant wall: call platform.guard' AS says FROM (${ours}) t
   WHERE t.kind = 'tenant' AND NOT (t.is_guarded AND t.relrowsecurity AND t.relforcerowsecurity
     AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid))`,

  // The names of the settings have to stand in the policy itself: a policy that was loosened by hand is found.
  `SELECT t.name AS at, 'its policy does not read app.tenants (and app.places where it has a place)' AS says
   FROM (${ours}) t JOIN pg_policy p ON p.polrelid = t.oid
   WHERE t.kind = 'tenant' AND (pg_get_expr(p.polqual, t.oid) NOT LIKE '%app.tenants%'
     OR pg_get_expr(p.polwithcheck, t.oid) NOT LIKE '%app.tenants%'
     OR (t.place_column IS NOT NULL AND pg_get_expr(p.polqual, t.oid) NOT LIKE '%app.places%'))`,

  `SELECT t.name AS at, 'belongs to the application role' AS says FROM (${ours}) t
   WHERE pg_get_userbyid(t.relowner) = '${applicationRole}'`,

  `SELECT rolname AS at, 'may pass by row-level security' AS says FROM pg_roles
   WHERE rolname = '${applicationRole}' AND (rolsuper OR rolbypassrls)`,
]

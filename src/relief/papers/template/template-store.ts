import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { LetterForm } from '../wire.ts'

export interface TemplateVersion {
  readonly form: LetterForm
  readonly version: number
  readonly name: string
  readonly at: Date
  readonly by: string
  readonly byId: string
}

export async function readTemplates(tx: Tx, tenant: TenantId): Promise<readonly TemplateVersion[]> {
  const { rows } =
    await sql<TemplateVersion>`SELECT form, version, name, kept_at AS at, kept_by_name AS by, kept_by_id AS "byId"
    FROM papers.template WHERE tenant_id = ${tenant} ORDER BY form, version`.execute(tx)
  return rows
}

export interface InUse {
  readonly form: string
  readonly version: number
  /** Who let it be used; null for ours. */
  readonly approvedBy: string | null
}

/** By form; a form without a row uses ours, 0. */
export async function versionsInUse(tx: Tx, tenant: TenantId): Promise<ReadonlyMap<string, InUse>> {
  const { rows } = await sql<InUse>`SELECT form, version, approved_by_name AS "approvedBy" FROM papers.template_in_use
    WHERE tenant_id = ${tenant}`.execute(tx)
  return new Map(rows.map((row) => [row.form, row]))
}

export async function findTemplate(
  tx: Tx,
  tenant: TenantId,
  form: LetterForm,
  version: number,
): Promise<{ readonly name: string; readonly bytes: Buffer; readonly broughtBy: string } | null> {
  const { rows } = await sql<{ name: string; bytes: Buffer; broughtBy: string }>`SELECT name, bytes,
      kept_by_id AS "broughtBy" FROM papers.template
    WHERE tenant_id = ${tenant} AND form = ${form} AND version = ${version}`.execute(tx)
  return rows[0] ?? null
}

export async function useVersion(
  tx: Tx,
  tenant: TenantId,
  { form, version }: { readonly form: LetterForm; readonly version: number },
  approved: { readonly id: string; readonly name: string; readonly at: Date } | null,
): Promise<void> {
  await sql`UPDATE papers.template_in_use SET version = ${version}, approved_by_id = ${approved?.id ?? null},
      approved_by_name = ${approved?.name ?? null}, approved_at = ${approved?.at ?? null}
    WHERE tenant_id = ${tenant} AND form = ${form}`.execute(tx)
}

/** Locks the row of a form, so that two who bring a layout at once get two versions. */
export async function lockForm(tx: Tx, tenant: TenantId, form: LetterForm): Promise<void> {
  await sql`INSERT INTO papers.template_in_use (tenant_id, form, version) VALUES (${tenant}, ${form}, 0)
    ON CONFLICT (tenant_id, form) DO NOTHING`.execute(tx)
  await sql`SELECT version FROM papers.template_in_use WHERE tenant_id = ${tenant} AND form = ${form} FOR UPDATE`.execute(
    tx,
  )
}

export interface NewTemplate {
  readonly form: LetterForm
  readonly name: string
  readonly bytes: Buffer
  readonly at: Date
  readonly by: { readonly id: string; readonly name: string }
}

/** @returns its version */
export async function addTemplate(tx: Tx, tenant: TenantId, one: NewTemplate): Promise<number> {
  const { rows } = await sql<{ version: number }>`INSERT INTO papers.template
      (tenant_id, form, version, name, bytes, kept_at, kept_by_id, kept_by_name)
    SELECT ${tenant}, ${one.form}, coalesce(max(version), 0) + 1, ${one.name}, ${one.bytes}, ${one.at}::timestamptz,
      ${one.by.id}, ${one.by.name}
    FROM papers.template WHERE tenant_id = ${tenant} AND form = ${one.form}
    RETURNING version`.execute(tx)
  return rows[0]?.version ?? 0
}

import { sql } from 'kysely'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { PartName } from './form.ts'

export interface DraftRecord {
  readonly id: string
  readonly tenant: TenantId
  readonly placeId: PlaceId
  readonly programme: string
  readonly leadId: string | null
  readonly state: 'open' | 'registered' | 'dropped'
  readonly caseId: string | null
  readonly createdByName: string
  readonly savedAt: Date
}

const columns = sql`id, tenant_id AS tenant, place_id AS "placeId", programme, lead_id AS "leadId", state,
  case_id AS "caseId", created_by_name AS "createdByName", saved_at AS "savedAt"`

export async function insertDraft(
  tx: Tx,
  draft: Pick<DraftRecord, 'id' | 'tenant' | 'placeId' | 'programme' | 'leadId'> & {
    readonly by: { readonly id: string; readonly name: string }
    readonly at: Date
  },
): Promise<void> {
  await sql`INSERT INTO intake.draft (tenant_id, id, place_id, programme, lead_id, state, created_by_id, created_by_name,
      created_at, saved_at)
    VALUES (${draft.tenant}, ${draft.id}, ${draft.placeId}, ${draft.programme}, ${draft.leadId}, 'open', ${draft.by.id},
      ${draft.by.name}, ${draft.at}, ${draft.at})`.execute(tx)
}

export async function findDraft(tx: Tx, tenant: TenantId, id: string): Promise<DraftRecord | undefined> {
  const { rows } = await sql<DraftRecord>`SELECT ${columns} FROM intake.draft
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0]
}

/** Locks it until the transaction ends: two clerks who accept at once accept one after the other. */
export async function findDraftForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<DraftRecord | undefined> {
  const { rows } = await sql<DraftRecord>`SELECT ${columns} FROM intake.draft
    WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows[0]
}

/** One page of what was not finished, the last saved first; `count` is of all of it. */
export async function openDrafts(
  tx: Tx,
  tenant: TenantId,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly rows: readonly (DraftRecord & { papers: number })[]; readonly count: number }> {
  const open = sql`intake.draft d WHERE tenant_id = ${tenant} AND state = 'open'`
  const { rows } = await sql<DraftRecord & { papers: number }>`SELECT ${columns},
      (SELECT count(*)::int FROM intake.paper p WHERE p.tenant_id = d.tenant_id AND p.draft_id = d.id) AS papers
    FROM ${open} ORDER BY saved_at DESC, id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${open}`.execute(tx)
  return { rows, count: counted.rows[0]?.count ?? 0 }
}

/** A draft ends: registered as a case, or dropped. Nothing typed stays behind. */
export async function endDraft(
  tx: Tx,
  draft: DraftRecord,
  end: { readonly state: 'registered' | 'dropped'; readonly caseId: string | null; readonly at: Date },
): Promise<void> {
  await sql`UPDATE intake.draft SET state = ${end.state}, case_id = ${end.caseId}, saved_at = ${end.at}
    WHERE tenant_id = ${draft.tenant} AND id = ${draft.id}`.execute(tx)
  await sql`DELETE FROM intake.draft_part WHERE tenant_id = ${draft.tenant} AND draft_id = ${draft.id}`.execute(tx)
}

export interface PartRecord {
  readonly draftId: string
  readonly name: PartName
  readonly version: number
  readonly typed: Buffer
  readonly savedAt: Date
  readonly savedBy: string
}

const partColumns = sql`draft_id AS "draftId", name, version, typed, saved_at AS "savedAt", saved_by AS "savedBy"`

export async function readParts(tx: Tx, tenant: TenantId, draftIds: readonly string[]): Promise<readonly PartRecord[]> {
  const { rows } = await sql<PartRecord>`SELECT ${partColumns} FROM intake.draft_part
    WHERE tenant_id = ${tenant} AND draft_id = ANY(${draftIds}::uuid[])`.execute(tx)
  return rows
}

export async function findPart(
  tx: Tx,
  tenant: TenantId,
  { draftId, name }: { readonly draftId: string; readonly name: PartName },
): Promise<PartRecord | undefined> {
  const { rows } = await sql<PartRecord>`SELECT ${partColumns} FROM intake.draft_part
    WHERE tenant_id = ${tenant} AND draft_id = ${draftId} AND name = ${name}`.execute(tx)
  return rows[0]
}

export interface PartSave {
  readonly name: PartName
  /** The version that stands; 0 when there is none. */
  readonly over: number
  readonly typed: Buffer
  readonly at: Date
  readonly by: string
}

/** @returns whether it was saved: false when somebody saved another version meanwhile */
export async function savePartOver(tx: Tx, draft: DraftRecord, save: PartSave): Promise<boolean> {
  const { rows } =
    save.over === 0
      ? await sql`INSERT INTO intake.draft_part (tenant_id, draft_id, name, place_id, version, typed, saved_at, saved_by)
          VALUES (${draft.tenant}, ${draft.id}, ${save.name}, ${draft.placeId}, 1, ${save.typed}, ${save.at}, ${save.by})
          ON CONFLICT DO NOTHING RETURNING 1`.execute(tx)
      : await sql`UPDATE intake.draft_part SET version = version + 1, typed = ${save.typed}, saved_at = ${save.at},
            saved_by = ${save.by}
          WHERE tenant_id = ${draft.tenant} AND draft_id = ${draft.id} AND name = ${save.name} AND version = ${save.over}
          RETURNING 1`.execute(tx)
  if (rows.length === 0) return false
  await sql`UPDATE intake.draft SET saved_at = ${save.at}
    WHERE tenant_id = ${draft.tenant} AND id = ${draft.id}`.execute(tx)
  return true
}

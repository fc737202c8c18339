import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import type { PackFiles } from '../draft/draft.ts'

/** A version as it was published. Nobody can change it. */
export interface PackVersion {
  readonly region: string
  readonly programme: string
  readonly serial: number
  readonly draftId: string
  readonly title: string
  readonly document: string
  readonly hash: string
  readonly files: PackFiles
  readonly startsOn: Day
  readonly edition: bigint
  readonly madeName: string
  readonly approvedName: string
  readonly publishedAt: Date
}

const columns = sql`region, programme, serial, draft_id AS "draftId", title, document, hash, files,
  starts_on AS "startsOn", edition, made_name AS "madeName", approved_name AS "approvedName",
  published_at AS "publishedAt"`

/** In the order in which they were published. */
export async function readVersions(
  tx: Tx,
  tenants: readonly TenantId[],
  pack: { readonly region: string; readonly programme: string } | null = null,
): Promise<PackVersion[]> {
  const only = pack === null ? sql`` : sql`AND region = ${pack.region} AND programme = ${pack.programme}`
  const { rows } = await sql<PackVersion>`SELECT ${columns} FROM policy_workbench.pack_version
    WHERE tenant_id = ANY (${tenants}::int[]) ${only} ORDER BY edition`.execute(tx)
  return rows
}

export type NewVersion = Omit<PackVersion, 'edition' | 'madeName' | 'approvedName' | 'publishedAt'> & {
  readonly made: { readonly id: string; readonly name: string }
  readonly approved: { readonly id: string; readonly name: string; readonly at: Date }
}

/**
 * Adds a version and turns the edition. Two at once: the counter makes the second wait for the first, and then the
 * number of the version is taken.
 *
 * @returns false when somebody else has published this number
 */
export async function addVersion(tx: Tx, tenant: TenantId, version: NewVersion): Promise<boolean> {
  const { region, programme, serial, draftId, title, document, hash, files, startsOn, made, approved } = version
  const edition = sql`UPDATE policy_workbench.edition SET number = number + 1 RETURNING number`
  const { rows: turned } = await sql<{ number: bigint }>`${edition}`.execute(tx)
  const { rows } = await sql`INSERT INTO policy_workbench.pack_version (tenant_id, region, programme, serial, draft_id,
      title, document, hash, files, starts_on, edition, made_by, made_name, approved_by, approved_name, published_at)
    VALUES (${tenant}, ${region}, ${programme}, ${serial}, ${draftId}, ${title}, ${document}, ${hash},
      ${JSON.stringify(files)}::jsonb, ${startsOn}, ${turned[0]?.number ?? 0n}, ${made.id}, ${made.name}, ${approved.id},
      ${approved.name}, ${approved.at})
    ON CONFLICT (tenant_id, region, programme, serial) DO NOTHING RETURNING serial`.execute(tx)
  return rows.length > 0
}

/** Which edition of the law stands now; one row of a table without a wall, so it costs one question. */
export async function readEdition(db: Db): Promise<bigint> {
  const { rows } = await sql<{ number: bigint }>`SELECT number FROM policy_workbench.edition`.execute(db)
  return rows[0]?.number ?? 0n
}

import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { runsShownMax, type RunState } from '../contract.ts'
import type { HeadingChoices } from '../read/header.ts'

export interface RunRecord {
  readonly id: string
  readonly created_by: string
  readonly created_by_name: string
  readonly created_at: Date
  readonly file_name: string
  readonly file_hash: string
  readonly programme: string
  readonly region: string
  readonly law_on: Day
  readonly state: RunState
  readonly choices: HeadingChoices
  readonly households: number | null
  readonly done: number
  readonly report: Buffer | null
  readonly says_zh: string | null
  readonly says_en: string | null
  readonly seconds: number | null
}

export interface NewRun {
  readonly id: string
  readonly fileName: string
  readonly fileHash: string
  readonly programme: string
  readonly region: string
  readonly lawOn: Day
  readonly at: Date
}

const columns = sql`id::text, created_by, created_by_name, created_at, file_name, file_hash, programme, region,
  law_on::text, state, choices, households, done, report, says_zh, says_en, seconds`

/** A run quotes the cells of a whole list: it is shown to who made it and to those who see the whole bureau. */
const inSight = ({ id, places }: Caller) => (places === 'all' ? sql`true` : sql`created_by = ${id}`)

export async function insertRun(tx: Tx, who: Caller, run: NewRun): Promise<void> {
  await sql`
    INSERT INTO roster.run (tenant_id, id, created_by, created_by_name, created_at, file_name, file_hash, programme,
      region, law_on, state, choices, moved_at)
    VALUES (${who.tenant}, ${run.id}, ${who.id}, ${who.name}, ${run.at}, ${run.fileName}, ${run.fileHash},
      ${run.programme}, ${run.region}, ${run.lawOn}, 'reading', '{}'::jsonb, ${run.at})`.execute(tx)
}

export async function findRun(tx: Tx, who: Caller, id: string): Promise<RunRecord | undefined> {
  const found = await sql<RunRecord>`
    SELECT ${columns} FROM roster.run WHERE tenant_id = ${who.tenant} AND id = ${id} AND ${inSight(who)}`.execute(tx)
  return found.rows[0]
}

/** Locks the run until the transaction ends, so that a double click records once. */
export async function findRunForUpdate(tx: Tx, who: Caller, id: string): Promise<RunRecord | undefined> {
  const found = await sql<RunRecord>`
    SELECT ${columns} FROM roster.run
    WHERE tenant_id = ${who.tenant} AND id = ${id} AND ${inSight(who)} FOR UPDATE`.execute(tx)
  return found.rows[0]
}

/** The same file by the same rules, still standing: opening it again is the answer. */
export async function findSameRun(
  tx: Tx,
  who: Caller,
  { fileHash, programme, lawOn }: Pick<NewRun, 'fileHash' | 'programme' | 'lawOn'>,
): Promise<RunRecord | undefined> {
  const found = await sql<RunRecord>`
    SELECT ${columns} FROM roster.run
    WHERE tenant_id = ${who.tenant} AND file_hash = ${fileHash} AND programme = ${programme} AND law_on = ${lawOn}
      AND state IN ('read', 'running', 'assessed') AND ${inSight(who)}
    ORDER BY created_at DESC LIMIT 1`.execute(tx)
  return found.rows[0]
}

/** The latest and one more, by which the list says that there are earlier ones. */
export async function recentRuns(tx: Tx, who: Caller): Promise<RunRecord[]> {
  const found = await sql<RunRecord>`
    SELECT ${columns} FROM roster.run WHERE tenant_id = ${who.tenant} AND ${inSight(who)}
    ORDER BY created_at DESC, id DESC LIMIT ${runsShownMax + 1}`.execute(tx)
  return found.rows
}

export interface RunChange {
  readonly state?: RunState
  readonly choices?: HeadingChoices
  readonly households?: number
  readonly done?: number
  readonly report?: Buffer
  readonly says?: { readonly zh: string; readonly en: string }
  readonly seconds?: number
  /** Where the work that begins may write. */
  readonly places?: readonly PlaceId[]
  readonly at: Date
}

export async function saveRun(tx: Tx, tenant: TenantId, id: string, change: RunChange): Promise<void> {
  await sql`
    UPDATE roster.run SET
      state = coalesce(${change.state ?? null}, state),
      choices = coalesce(${change.choices === undefined ? null : JSON.stringify(change.choices)}::jsonb, choices),
      households = coalesce(${change.households ?? null}::int, households),
      done = coalesce(${change.done ?? null}::int, done),
      report = coalesce(${change.report ?? null}::bytea, report),
      says_zh = coalesce(${change.says?.zh ?? null}, says_zh),
      says_en = coalesce(${change.says?.en ?? null}, says_en),
      seconds = coalesce(${change.seconds ?? null}::int, seconds),
      places = coalesce(${change.places ?? null}::int[], places),
      moved_at = ${change.at}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export interface StoredFile {
  readonly ordinal: number
  readonly name: string
  readonly bytes: Buffer
}

export async function insertFile(
  tx: Tx,
  tenant: TenantId,
  { runId, ordinal, name, hash, bytes }: StoredFile & { readonly runId: string; readonly hash: string },
): Promise<void> {
  await sql`
    INSERT INTO roster.file (tenant_id, run_id, ordinal, name, hash, bytes)
    VALUES (${tenant}, ${runId}, ${ordinal}, ${name}, ${hash}, ${bytes})`.execute(tx)
}

export async function readFiles(tx: Tx, tenant: TenantId, runId: string): Promise<StoredFile[]> {
  const found = await sql<StoredFile>`
    SELECT ordinal, name, bytes FROM roster.file WHERE tenant_id = ${tenant} AND run_id = ${runId}
    ORDER BY ordinal`.execute(tx)
  return found.rows
}

/** What a run quoted and the bytes it read. The run itself stays, with its counts. */
export async function forgetFiles(tx: Tx, tenant: TenantId, runId: string): Promise<void> {
  await sql`DELETE FROM roster.file WHERE tenant_id = ${tenant} AND run_id = ${runId}`.execute(tx)
}

export async function runsToForget(tx: Tx, tenant: TenantId, before: Date): Promise<{ id: string; state: RunState }[]> {
  const found = await sql<{ id: string; state: RunState }>`
    SELECT r.id::text, r.state FROM roster.run r
    WHERE r.tenant_id = ${tenant} AND r.created_at < ${before} AND r.state <> 'running'
      AND EXISTS (SELECT 1 FROM roster.file f WHERE f.tenant_id = r.tenant_id AND f.run_id = r.id)`.execute(tx)
  return found.rows
}

export interface StalledRun {
  readonly id: string
  readonly created_by: string
  readonly created_by_name: string
  /** Null: the whole bureau. */
  readonly places: PlaceId[] | null
}

/** Runs whose process died while recording. */
export async function stalledRuns(tx: Tx, tenant: TenantId, before: Date): Promise<StalledRun[]> {
  const found = await sql<StalledRun>`
    SELECT id::text, created_by, created_by_name, places FROM roster.run
    WHERE tenant_id = ${tenant} AND state = 'running' AND moved_at < ${before}`.execute(tx)
  return found.rows
}

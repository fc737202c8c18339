import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { draftsShownMax } from '../wire.ts'
import type { Draft, DraftState, Hand, PackFiles, TakenRules } from './draft.ts'

interface Row {
  readonly id: string
  readonly region: string
  readonly programme: string
  readonly title: string
  readonly document: string
  readonly startsOn: Day
  readonly state: DraftState
  readonly version: number
  readonly writtenVersion: number
  readonly baseSerial: number
  readonly baseFiles: PackFiles
  readonly files: PackFiles
  readonly takenRules: TakenRules | null
  readonly planId: string | null
  readonly madeBy: string
  readonly madeName: string
  readonly madeAt: Date
  readonly changedBy: string
  readonly changedName: string
  readonly changedAt: Date
  readonly hands: readonly string[]
  readonly closedName: string | null
  readonly closedAt: Date | null
  readonly closedReason: string | null
  readonly sentBack: { readonly name: string; readonly at: string; readonly reason: string } | null
}

const columns = sql`id, region, programme, title, document, starts_on AS "startsOn", state, version,
  written_version AS "writtenVersion",
  base_serial AS "baseSerial", base_files AS "baseFiles", files, taken_rules AS "takenRules", plan_id AS "planId", made_by AS "madeBy",
  made_name AS "madeName", made_at AS "madeAt", changed_by AS "changedBy", changed_name AS "changedName",
  changed_at AS "changedAt", hands, closed_name AS "closedName", closed_at AS "closedAt",
  closed_reason AS "closedReason", sent_back AS "sentBack"`

function draftOf(row: Row): Draft {
  const { madeBy, madeName, madeAt, changedBy, changedName, changedAt, closedName, closedAt, closedReason } = row
  const { id, region, programme, title, document, startsOn, state, version, writtenVersion } = row
  const { baseSerial, baseFiles, files, takenRules, planId, hands } = row
  return {
    ...{
      id,
      region,
      programme,
      title,
      document,
      startsOn,
      state,
      version,
      writtenVersion,
      baseSerial,
      baseFiles,
      files,
      takenRules,
      planId,
      hands,
    },
    made: { id: madeBy, name: madeName, at: madeAt },
    changed: { id: changedBy, name: changedName, at: changedAt },
    sentBack: row.sentBack === null ? null : { ...row.sentBack, at: new Date(row.sentBack.at) },
    closed: closedAt === null ? null : { name: closedName ?? '', at: closedAt, reason: closedReason },
  }
}

export type NewDraft = Pick<
  Draft,
  | 'id'
  | 'region'
  | 'programme'
  | 'title'
  | 'document'
  | 'startsOn'
  | 'baseSerial'
  | 'baseFiles'
  | 'files'
  | 'planId'
  | 'hands'
>

export async function insertDraft(tx: Tx, tenant: TenantId, draft: NewDraft, by: Hand): Promise<void> {
  const { id, region, programme, title, document, startsOn, baseSerial, baseFiles, files, planId, hands } = draft
  await sql`INSERT INTO policy_workbench.draft (tenant_id, id, region, programme, title, document, starts_on, state,
      base_serial, base_files, files, plan_id, made_by, made_name, made_at, changed_by, changed_name, changed_at, hands)
    VALUES (${tenant}, ${id}, ${region}, ${programme}, ${title}, ${document}, ${startsOn}, 'open', ${baseSerial},
      ${JSON.stringify(baseFiles)}::jsonb, ${JSON.stringify(files)}::jsonb, ${planId}, ${by.id}, ${by.name}, ${by.at},
      ${by.id}, ${by.name}, ${by.at}, ${hands}::text[])`.execute(tx)
}

/** Locks the row until the transaction ends, so that two hands do not change one draft at once. */
export async function lockDraft(tx: Tx, tenant: TenantId, id: string): Promise<Draft | undefined> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM policy_workbench.draft
    WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] && draftOf(rows[0])
}

export async function findDraft(tx: Tx, tenant: TenantId, id: string): Promise<Draft | undefined> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM policy_workbench.draft
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0] && draftOf(rows[0])
}

/** Newest first, open ones before all; one more than is shown, by which the page says that there are older ones. */
export async function readDrafts(tx: Tx, tenant: TenantId): Promise<Draft[]> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM policy_workbench.draft
    WHERE tenant_id = ${tenant} ORDER BY state NOT IN ('open', 'proposed'), changed_at DESC
    LIMIT ${draftsShownMax + 1}`.execute(tx)
  return rows.map(draftOf)
}

/** Every draft a plan has become, whatever became of it. */
export async function readDraftsOfPlan(tx: Tx, tenant: TenantId, planId: string): Promise<Draft[]> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM policy_workbench.draft
    WHERE tenant_id = ${tenant} AND plan_id = ${planId} ORDER BY made_at, id`.execute(tx)
  return rows.map(draftOf)
}

export async function saveDraft(
  tx: Tx,
  tenant: TenantId,
  draft: Pick<Draft, 'id' | 'files' | 'title' | 'document' | 'startsOn' | 'state'>,
  by: Hand,
): Promise<void> {
  const { id, files, title, document, startsOn, state } = draft
  await sql`UPDATE policy_workbench.draft SET files = ${JSON.stringify(files)}::jsonb, title = ${title},
      document = ${document}, starts_on = ${startsOn}, state = ${state}, version = version + 1,
      written_version = CASE WHEN files = ${JSON.stringify(files)}::jsonb AND starts_on = ${startsOn}
        THEN written_version ELSE version + 1 END,
      changed_by = ${by.id}, changed_name = ${by.name}, changed_at = ${by.at},
      hands = CASE WHEN ${by.id} = ANY (hands) THEN hands ELSE array_append(hands, ${by.id}) END
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export async function keepSentBack(
  tx: Tx,
  tenant: TenantId,
  id: string,
  sentBack: NonNullable<Draft['sentBack']>,
): Promise<void> {
  await sql`UPDATE policy_workbench.draft SET sent_back = ${JSON.stringify(sentBack)}::jsonb
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export async function keepTakenRules(tx: Tx, tenant: TenantId, id: string, taken: TakenRules): Promise<void> {
  await sql`UPDATE policy_workbench.draft SET taken_rules = ${JSON.stringify(taken)}::jsonb
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

/** What the drafts of some versions had taken, in the order of the versions. */
export async function readTakenRules(tx: Tx, tenant: TenantId, draftIds: readonly string[]): Promise<TakenRules[]> {
  const { rows } = await sql<{ id: string; takenRules: TakenRules }>`SELECT id, taken_rules AS "takenRules"
    FROM policy_workbench.draft
    WHERE tenant_id = ${tenant} AND id = ANY (${draftIds}::uuid[]) AND taken_rules IS NOT NULL`.execute(tx)
  return draftIds.flatMap((id) => rows.filter((row) => row.id === id).map(({ takenRules }) => takenRules))
}

/** The state alone: whoever approves or sends back has had no hand in what it says. */
export async function saveDraftState(
  tx: Tx,
  tenant: TenantId,
  { id, state }: Pick<Draft, 'id' | 'state'>,
  closed: { readonly name: string; readonly at: Date; readonly reason: string | null } | null,
): Promise<void> {
  await sql`UPDATE policy_workbench.draft SET state = ${state}, version = version + 1,
      closed_name = ${closed?.name ?? null}, closed_at = ${closed?.at ?? null}, closed_reason = ${closed?.reason ?? null}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

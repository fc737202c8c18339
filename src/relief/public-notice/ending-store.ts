import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { EndingSays, NoticeState } from './contract.ts'

/** The notice of one ending as kept. */
export interface EndingRow {
  readonly id: string
  readonly reviewId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly round: number
  readonly says: EndingSays
  readonly state: NoticeState
  readonly putUpOn: Day
  readonly lastDay: Day
  readonly closesAt: Date
  readonly days: number
  readonly source: string
  readonly takenDownAt: Date | null
}

const columns = sql`id, review_id AS "reviewId", household_id AS "householdId", place_id AS "placeId", programme, round,
  says, state, put_up_on AS "putUpOn", last_day AS "lastDay", closes_at AS "closesAt", days, source,
  taken_down_at AS "takenDownAt"`

/** Newest round first. */
export async function readEndings(tx: Tx, tenant: TenantId, reviewId: string): Promise<readonly EndingRow[]> {
  const { rows } = await sql<EndingRow>`SELECT ${columns} FROM public_notice.ending_notice
    WHERE tenant_id = ${tenant} AND review_id = ${reviewId} ORDER BY round DESC`.execute(tx)
  return rows
}

/** Locks the newest, so that an objection and a decision come one after the other. */
export async function newestEndingForUpdate(tx: Tx, tenant: TenantId, reviewId: string): Promise<EndingRow | null> {
  const { rows } = await sql<EndingRow>`SELECT ${columns} FROM public_notice.ending_notice
    WHERE tenant_id = ${tenant} AND review_id = ${reviewId} ORDER BY round DESC LIMIT 1 FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

/** `person`: the name on the card; null: no card, nothing is ever shown. */
export async function insertEnding(tx: Tx, tenant: TenantId, one: EndingRow, person: string | null): Promise<void> {
  await sql`INSERT INTO public_notice.ending_notice (tenant_id, id, review_id, household_id, place_id, programme, round,
      says, state, put_up_on, last_day, closes_at, days, source)
    VALUES (${tenant}, ${one.id}, ${one.reviewId}, ${one.householdId}, ${one.placeId}, ${one.programme}, ${one.round},
      ${one.says}, ${one.state}, ${one.putUpOn}, ${one.lastDay}, ${one.closesAt}, ${one.days}, ${one.source})`.execute(
    tx,
  )
  if (person === null) return
  await sql`INSERT INTO public_notice.ending_notice_card (tenant_id, id, place_id, programme, put_up_on, last_day,
      closes_at, says, person)
    VALUES (${tenant}, ${one.id}, ${one.placeId}, ${one.programme}, ${one.putUpOn}, ${one.lastDay}, ${one.closesAt},
      ${one.says}, ${person})`.execute(tx)
}

/** The card is emptied, the record stays. */
export async function closeEnding(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { state, at }: { readonly state: NoticeState; readonly at: Date },
): Promise<void> {
  await sql`UPDATE public_notice.ending_notice SET state = ${state}, taken_down_at = ${at}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  await sql`UPDATE public_notice.ending_notice_card SET person = NULL
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export interface EndingObjectionRow {
  readonly id: string
  readonly householdId: string
  readonly round: number
  readonly receivedAt: Date
  readonly recordedBy: string
  readonly objector: Buffer
  readonly said: Buffer
}

const objectionColumns = sql`o.id, o.household_id AS "householdId", n.round, o.received_at AS "receivedAt",
  o.recorded_by_name AS "recordedBy", o.objector, o.said
  FROM public_notice.ending_objection o
  JOIN public_notice.ending_notice n ON n.tenant_id = o.tenant_id AND n.id = o.notice_id`

/** In the order in which they were received. */
export async function readEndingObjections(
  tx: Tx,
  tenant: TenantId,
  reviewId: string,
): Promise<readonly EndingObjectionRow[]> {
  const { rows } = await sql<EndingObjectionRow>`SELECT ${objectionColumns}
    WHERE o.tenant_id = ${tenant} AND o.review_id = ${reviewId} ORDER BY o.received_at, o.id`.execute(tx)
  return rows
}

export async function findEndingObjection(tx: Tx, tenant: TenantId, id: string): Promise<EndingObjectionRow | null> {
  const { rows } = await sql<EndingObjectionRow>`SELECT ${objectionColumns}
    WHERE o.tenant_id = ${tenant} AND o.id = ${id}`.execute(tx)
  return rows[0] ?? null
}

export async function insertEndingObjection(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string; readonly name: string },
  notice: EndingRow,
  one: { readonly id: string; readonly at: Date; readonly objector: Buffer; readonly said: Buffer },
): Promise<void> {
  await sql`INSERT INTO public_notice.ending_objection (tenant_id, id, notice_id, review_id, household_id, place_id,
      received_at, recorded_by, recorded_by_name, objector, said)
    VALUES (${who.tenant}, ${one.id}, ${notice.id}, ${notice.reviewId}, ${notice.householdId}, ${notice.placeId},
      ${one.at}, ${who.id}, ${who.name}, ${one.objector}, ${one.said})`.execute(tx)
}

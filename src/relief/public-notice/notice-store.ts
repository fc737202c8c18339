import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { NoticeState, NotShownWhy } from './contract.ts'

/** One notice as kept. */
export interface NoticeRow {
  readonly id: string
  readonly caseId: string
  readonly caseNumber: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly opinionId: string
  readonly round: number
  readonly state: NoticeState
  readonly notShownWhy: NotShownWhy | null
  readonly putUpOn: Day
  readonly lastDay: Day
  readonly closesAt: Date
  readonly days: number
  readonly source: string
}

/** What the public reads, and not one column more. */
export interface CardDraft {
  readonly applicant: string
  readonly members: number
  readonly amount: Fen | null
}

const columns = sql`id, case_id AS "caseId", case_number AS "caseNumber", household_id AS "householdId",
  place_id AS "placeId", programme, opinion_id AS "opinionId", round, state, not_shown_why AS "notShownWhy",
  put_up_on AS "putUpOn", last_day AS "lastDay", closes_at AS "closesAt", days, source`

/** Newest round first. */
export async function readNoticesOf(tx: Tx, tenant: TenantId, caseId: string): Promise<readonly NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`SELECT ${columns} FROM public_notice.notice
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} ORDER BY round DESC`.execute(tx)
  return rows
}

/** Locks the newest notice, so that an objection and the end of its days come one after the other. */
export async function newestNoticeForUpdate(tx: Tx, tenant: TenantId, caseId: string): Promise<NoticeRow | null> {
  const { rows } = await sql<NoticeRow>`SELECT ${columns} FROM public_notice.notice
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} ORDER BY round DESC LIMIT 1 FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

export async function insertNotice(tx: Tx, tenant: TenantId, one: NoticeRow, card: CardDraft | null): Promise<void> {
  await sql`INSERT INTO public_notice.notice (tenant_id, id, case_id, case_number, household_id, place_id, programme,
      opinion_id, round, state, not_shown_why, put_up_on, last_day, closes_at, days, source)
    VALUES (${tenant}, ${one.id}, ${one.caseId}, ${one.caseNumber}, ${one.householdId}, ${one.placeId},
      ${one.programme}, ${one.opinionId}, ${one.round}, ${one.state}, ${one.notShownWhy}, ${one.putUpOn},
      ${one.lastDay}, ${one.closesAt}, ${one.days}, ${one.source})`.execute(tx)
  if (card === null) return
  await sql`INSERT INTO public_notice.notice_card (tenant_id, id, place_id, programme, put_up_on, last_day, closes_at,
      applicant, members, amount_fen)
    VALUES (${tenant}, ${one.id}, ${one.placeId}, ${one.programme}, ${one.putUpOn}, ${one.lastDay}, ${one.closesAt},
      ${card.applicant}, ${card.members}, ${card.amount})`.execute(tx)
}

/** Takes a notice down: its card is emptied, the record stays. */
export async function closeNotice(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { state, at }: { readonly state: NoticeState; readonly at: Date },
): Promise<void> {
  await sql`UPDATE public_notice.notice SET state = ${state}, taken_down_at = ${at}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  await emptyNoticeCard(tx, tenant, id)
}

const emptyNoticeCard = (tx: Tx, tenant: TenantId, id: string): Promise<unknown> =>
  sql`UPDATE public_notice.notice_card SET applicant = NULL, members = NULL, amount_fen = NULL
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)

/** Empties every card whose time is over, whatever became of its case. */
export async function emptyOverCards(tx: Tx, tenant: TenantId, now: Date): Promise<void> {
  await sql`UPDATE public_notice.notice_card SET applicant = NULL, members = NULL, amount_fen = NULL
    WHERE tenant_id = ${tenant} AND closes_at <= ${now} AND applicant IS NOT NULL`.execute(tx)
  await sql`UPDATE public_notice.publication_card SET applicant = NULL, members = NULL, amount_fen = NULL
    WHERE tenant_id = ${tenant} AND closes_at <= ${now} AND applicant IS NOT NULL`.execute(tx)
  await sql`UPDATE public_notice.ending_notice_card SET person = NULL
    WHERE tenant_id = ${tenant} AND closes_at <= ${now} AND person IS NOT NULL`.execute(tx)
}

/**
 * Cases whose notice hung its days, or shows nothing at all: the next step is due. So many after the given one: a case that
 * cannot move stays due, and keeps nobody behind it waiting.
 */
export async function readDueCases(
  tx: Tx,
  tenant: TenantId,
  { now, after, countMax }: { readonly now: Date; readonly after: string | null; readonly countMax: number },
): Promise<readonly string[]> {
  const { rows } = await sql<{ caseId: string }>`SELECT n.case_id AS "caseId" FROM public_notice.notice n
    WHERE n.tenant_id = ${tenant} AND n.taken_down_at IS NULL
      AND (n.state = 'not-shown' OR (n.state = 'shown' AND n.closes_at <= ${now}))
      AND NOT EXISTS (SELECT FROM public_notice.notice later WHERE later.tenant_id = n.tenant_id
        AND later.case_id = n.case_id AND later.round > n.round)
      AND (${after}::uuid IS NULL OR n.case_id > ${after}::uuid)
    ORDER BY n.case_id LIMIT ${countMax}`.execute(tx)
  return rows.map(({ caseId }) => caseId)
}

/** A household that was handed over takes its notices, objections and publications along. */
export async function moveNotices(
  tx: Tx,
  tenant: TenantId,
  { householdId, placeId }: { readonly householdId: string; readonly placeId: PlaceId },
): Promise<void> {
  for (const table of ['notice', 'publication', 'ending_notice'] as const) {
    const cards = sql.table(`public_notice.${table}_card`)
    const records = sql.table(`public_notice.${table}`)
    // The record, then its card: the order in which a notice is taken down.
    await sql`UPDATE ${records} SET place_id = ${placeId}
      WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
    await sql`UPDATE ${cards} c SET place_id = ${placeId} FROM ${records} r WHERE c.tenant_id = ${tenant}
      AND r.tenant_id = c.tenant_id AND r.id = c.id AND r.household_id = ${householdId}`.execute(tx)
  }
  for (const table of ['objection', 'ending_objection'] as const)
    await sql`UPDATE ${sql.table(`public_notice.${table}`)} SET place_id = ${placeId}
      WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
}

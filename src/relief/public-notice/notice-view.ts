import { sql, type RawBuilder } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { NoticeState } from './contract.ts'
import type { PublicationState } from './publication-store.ts'
import type { NoticeFilter } from './wire.ts'

/** One row of the list of notices in the console: no name in it. */
export interface NoticeListRow {
  readonly id: string
  readonly caseId: string
  readonly caseNumber: string
  readonly programme: string
  readonly placeId: PlaceId
  readonly round: number
  readonly state: NoticeState
  readonly putUpOn: Day
  readonly lastDay: Day
  readonly openObjections: number
  /** Of the newest publication of the case, told with its newest notice. */
  readonly publicationState: PublicationState | null
  readonly publishedOn: Day | null
  readonly publishedUntil: Day | null
}

const openCount = sql`(SELECT count(*)::int FROM public_notice.objection o WHERE o.tenant_id = n.tenant_id
  AND o.notice_id = n.id AND o.answer IS NULL)`

const fitting: Readonly<Record<NoticeFilter, RawBuilder<unknown>>> = {
  shown: sql`n.state = 'shown'`,
  'to-answer': sql`${openCount} > 0`,
  objected: sql`n.state = 'objected'`,
  published: sql`p.state = 'shown'`,
  over: sql`n.state IN ('ended', 'taken-down', 'not-shown')`,
  all: sql`true`,
}

interface Ask {
  readonly state: NoticeFilter
  /** Only what hangs in these places; null: everywhere in sight. */
  readonly places: readonly PlaceId[] | null
  readonly page: number
  readonly size: number
}

/** What hangs: the nearest last day first. What is over: the latest first. */
export async function readNoticePage(
  tx: Tx,
  tenant: TenantId,
  { state, places, page, size }: Ask,
): Promise<{ readonly rows: readonly NoticeListRow[]; readonly count: number }> {
  const here = places === null ? sql`true` : sql`n.place_id = ANY (${[...places]}::int[])`
  const found = sql`public_notice.notice n LEFT JOIN LATERAL (SELECT state, published_on, last_day
      FROM public_notice.publication WHERE tenant_id = n.tenant_id AND case_id = n.case_id AND NOT EXISTS (
        SELECT FROM public_notice.notice later WHERE later.tenant_id = n.tenant_id AND later.case_id = n.case_id
          AND later.round > n.round)
      ORDER BY id DESC LIMIT 1) p ON true
    WHERE n.tenant_id = ${tenant} AND ${fitting[state]} AND ${here}`
  const order = state === 'shown' || state === 'to-answer' ? sql`n.last_day, n.id` : sql`n.last_day DESC, n.id DESC`
  const { rows } = await sql<NoticeListRow>`SELECT n.id, n.case_id AS "caseId", n.case_number AS "caseNumber",
      n.programme, n.place_id AS "placeId", n.round, n.state, n.put_up_on AS "putUpOn", n.last_day AS "lastDay",
      ${openCount} AS "openObjections", p.state AS "publicationState", p.published_on AS "publishedOn",
      p.last_day AS "publishedUntil"
    FROM ${found} ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM ${found}`.execute(tx)
  return { rows, count: counted.rows[0]?.count ?? 0 }
}

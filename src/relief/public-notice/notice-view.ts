import { sql, type RawBuilder } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { NoticeState } from './contract.ts'

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
}

export type NoticeFilter = 'shown' | 'objected' | 'over' | 'all'

const fitting: Readonly<Record<NoticeFilter, RawBuilder<unknown>>> = {
  shown: sql`n.state = 'shown'`,
  objected: sql`n.state = 'objected'`,
  over: sql`n.state IN ('ended', 'taken-down', 'not-shown')`,
  all: sql`true`,
}

/** The nearest last day first. */
export async function readNoticePage(
  tx: Tx,
  tenant: TenantId,
  { state, page, size }: { readonly state: NoticeFilter; readonly page: number; readonly size: number },
): Promise<{ readonly rows: readonly NoticeListRow[]; readonly count: number }> {
  const where = sql`n.tenant_id = ${tenant} AND ${fitting[state]}`
  const { rows } = await sql<NoticeListRow>`SELECT n.id, n.case_id AS "caseId", n.case_number AS "caseNumber",
      n.programme, n.place_id AS "placeId", n.round, n.state, n.put_up_on AS "putUpOn", n.last_day AS "lastDay",
      (SELECT count(*)::int FROM public_notice.objection o WHERE o.tenant_id = n.tenant_id
        AND o.notice_id = n.id AND o.answer IS NULL) AS "openObjections"
    FROM public_notice.notice n WHERE ${where}
    ORDER BY n.last_day, n.id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{
    count: number
  }>`SELECT count(*)::int AS count FROM public_notice.notice n WHERE ${where}`.execute(tx)
  return { rows, count: counted.rows[0]?.count ?? 0 }
}

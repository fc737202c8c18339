import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { EndingSays } from './contract.ts'

/** The boards: opinions before the decision, results after it, and proposals to end somebody’s support. */
export type Board = 'notice' | 'publication' | 'ending'

/** One card as the public reads it. */
export interface CardRow {
  readonly id: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly since: Day
  readonly lastDay: Day
  readonly closesAt: Date
  /** Null once it is taken down. */
  readonly applicant: string | null
  /** Of an ending there is neither: the name, and what is proposed. */
  readonly members: number | null
  readonly amount: Fen | null
  readonly says: EndingSays | null
}

const familyColumns = sql`applicant, members, amount_fen AS amount, NULL AS says`
const tables = {
  notice: {
    ...{ card: sql.table('public_notice.notice_card'), since: sql.ref('put_up_on') },
    ...{ name: sql.ref('applicant'), shown: familyColumns },
  },
  publication: {
    ...{ card: sql.table('public_notice.publication_card'), since: sql.ref('published_on') },
    ...{ name: sql.ref('applicant'), shown: familyColumns },
  },
  ending: {
    ...{ card: sql.table('public_notice.ending_notice_card'), since: sql.ref('put_up_on'), name: sql.ref('person') },
    shown: sql`person AS applicant, NULL::int AS members, NULL::bigint AS amount, says`,
  },
} as const

const columnsOf = (board: Board) => sql`id, place_id AS "placeId", programme, ${tables[board].since} AS since,
  last_day AS "lastDay", closes_at AS "closesAt", ${tables[board].shown}`

/** Where something hangs at this moment. The clock is asked here too: a late job shows nobody a day longer. */
export async function countByPlace(
  tx: Tx,
  tenant: TenantId,
  board: Board,
  now: Date,
): Promise<readonly { readonly placeId: PlaceId; readonly count: number }[]> {
  const { rows } = await sql<{ placeId: PlaceId; count: number }>`SELECT place_id AS "placeId", count(*)::int AS count
    FROM ${tables[board].card} WHERE tenant_id = ${tenant} AND ${tables[board].name} IS NOT NULL AND closes_at > ${now}
    GROUP BY place_id`.execute(tx)
  return rows
}

/** A page of a village or a town. */
export const cardsShownMax = 500

/** What hangs in these places now, the newest first; one more than a page shows, by which it says that there are more. */
export async function readCards(
  tx: Tx,
  tenant: TenantId,
  board: Board,
  { places, now }: { readonly places: readonly PlaceId[]; readonly now: Date },
): Promise<readonly CardRow[]> {
  const { rows } = await sql<CardRow>`SELECT ${columnsOf(board)} FROM ${tables[board].card}
    WHERE tenant_id = ${tenant} AND ${tables[board].name} IS NOT NULL AND closes_at > ${now}
      AND place_id = ANY (${[...places]}::int[]) ORDER BY ${tables[board].since} DESC, id DESC LIMIT ${cardsShownMax + 1}`.execute(
    tx,
  )
  return rows
}

export async function findCard(tx: Tx, tenant: TenantId, board: Board, id: string): Promise<CardRow | null> {
  const { rows } = await sql<CardRow>`SELECT ${columnsOf(board)} FROM ${tables[board].card}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  return rows[0] ?? null
}

/** Whether the public may still read it. */
export const isReadable = (card: Pick<CardRow, 'applicant' | 'closesAt'>, now: Date): boolean =>
  card.applicant !== null && now < card.closesAt

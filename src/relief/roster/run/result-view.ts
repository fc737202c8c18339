import { sql } from 'kysely'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Result, ResultQuery, ResultRow, RosterKind } from '../contract.ts'

const filterOf = (tenant: TenantId, runId: string, { kind, reason, place, text }: Partial<ResultQuery>) => sql`
  tenant_id = ${tenant} AND run_id = ${runId}
  AND (${kind ?? null}::text IS NULL OR kind = ${kind ?? null})
  AND (${reason ?? null}::text IS NULL OR reason_code = ${reason ?? null})
  AND (${place ?? null}::text IS NULL OR left(place_code, 9) = ${place ?? null})
  AND (${text ?? null}::text IS NULL OR strpos(upper(number), upper(${text ?? ''})) > 0
    OR strpos(head, ${text ?? ''}) > 0 OR strpos(place_label, ${text ?? ''}) > 0 OR strpos(why_zh, ${text ?? ''}) > 0)`

/** What matters first: owed to the family, may end, too much, unknown, agrees; the larger difference first. */
const whatMatters = sql`array_position(ARRAY['less','no','more','unknown','same'], kind),
  abs(coalesce(difference_fen, 0)) DESC, number COLLATE "C"`

interface Row {
  readonly assessment_id: string | null
  readonly household_id: string
  readonly number: string
  readonly head: string
  readonly place_label: string
  readonly persons: number
  readonly kind: RosterKind
  readonly paid: string | null
  readonly computed: string | null
  readonly difference: string | null
  readonly possible: string[]
  readonly why_zh: string
  readonly why_en: string
}

export async function readResultPage(
  tx: Tx,
  tenant: TenantId,
  runId: string,
  query: ResultQuery,
): Promise<{ rows: ResultRow[]; count: number }> {
  const where = filterOf(tenant, runId, query)
  const found = await sql<Row>`
    SELECT assessment_id::text, household_id::text, number, head, place_label, persons, kind, paid_fen::text AS paid,
      computed_fen::text AS computed, difference_fen::text AS difference, possible_fen::text[] AS possible, why_zh, why_en
    FROM roster.result WHERE ${where}
    ORDER BY ${whatMatters} LIMIT ${query.size} OFFSET ${(query.page - 1) * query.size}`.execute(tx)
  const counted = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM roster.result WHERE ${where}`.execute(tx)
  return { rows: found.rows.map(rowOf), count: counted.rows[0]?.count ?? 0 }
}

const rowOf = ({ assessment_id, household_id, place_label, why_zh, why_en, ...row }: Row): ResultRow => ({
  ...row,
  assessmentId: assessment_id ?? '',
  householdId: household_id,
  place: place_label,
  why: { zh: why_zh, en: why_en },
})

type Sums = Pick<Result, 'kinds' | 'bands' | 'reasons' | 'places' | 'households' | 'persons'>

const bandLabels = ['≤50', '50–100', '100–200', '200–400', '＞400']

/** The counts behind the pages of a result; each closes with the list under the same filter. */
export async function readResultSums(tx: Tx, tenant: TenantId, runId: string): Promise<Sums> {
  const where = filterOf(tenant, runId, {})
  const kinds = await sql<{ kind: RosterKind; households: number; persons: number; paid: string; computed: string }>`
    SELECT kind, count(*)::int AS households, sum(persons)::int AS persons, coalesce(sum(paid_fen), 0)::text AS paid,
      coalesce(sum(CASE WHEN kind = 'unknown' THEN paid_fen ELSE computed_fen END), 0)::text AS computed
    FROM roster.result WHERE ${where} GROUP BY kind`.execute(tx)
  const bands = await sql<{ band: number; over: number; no: number; under: number }>`
    SELECT width_bucket(abs(difference_fen) - 1, ARRAY[5000, 10000, 20000, 40000]::bigint[]) AS band,
      count(*) FILTER (WHERE kind = 'more')::int AS over, count(*) FILTER (WHERE kind = 'no')::int AS no,
      count(*) FILTER (WHERE kind = 'less')::int AS under
    FROM roster.result WHERE ${where} AND kind IN ('more', 'no', 'less') GROUP BY 1`.execute(tx)
  const reasons = await sql<{ kind: RosterKind; value: string; zh: string; en: string; count: number }>`
    SELECT kind, reason_code AS value, min(reason_zh) AS zh, min(reason_en) AS en, count(*)::int AS count
    FROM roster.result WHERE ${where} AND kind <> 'same' GROUP BY kind, reason_code
    ORDER BY count(*) DESC, reason_code`.execute(tx)
  const places = await sql<{ value: string; zh: string; count: number }>`
    SELECT left(place_code, 9) AS value, min(place_label) AS zh, count(*)::int AS count
    FROM roster.result WHERE ${where} AND kind <> 'same' GROUP BY 1 ORDER BY count(*) DESC, 1`.execute(tx)
  const none = { households: 0, paid: '0', computed: '0' }
  const byKind = (kind: RosterKind): Result['kinds']['same'] => {
    const row = kinds.rows.find((one) => one.kind === kind)
    return row ? { households: row.households, paid: row.paid, computed: row.computed } : none
  }
  return {
    households: kinds.rows.reduce((sum, { households }) => sum + households, 0),
    persons: kinds.rows.reduce((sum, { persons }) => sum + persons, 0),
    kinds: {
      same: byKind('same'),
      less: byKind('less'),
      more: byKind('more'),
      unknown: byKind('unknown'),
      no: byKind('no'),
    },
    bands: bandLabels.map((label, index) => {
      const row = bands.rows.find(({ band }) => band === index)
      return { label, over: row?.over ?? 0, no: row?.no ?? 0, under: row?.under ?? 0 }
    }),
    reasons: reasons.rows,
    places: places.rows.map((row) => ({ ...row, en: row.zh })),
  }
}

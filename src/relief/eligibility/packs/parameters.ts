import type { Day } from '#platform/clock/index.ts'
import { eligibilityRefusals } from '../refusals.ts'
import type { PackStatus, StandardSeries } from './schema.ts'

/** One dated, sourced value of one parameter in one place. Valid on `[validFrom, validTo)`. */
export interface ParameterRow {
  readonly key: string
  readonly tier: Tier | null
  readonly region: string
  readonly value: string
  readonly validFrom: Day
  readonly validTo: Day | null
  /** The last day the source speaks of. */
  readonly knownUntil: Day | null
  /** Title with number: `《……》（民发〔2021〕57号）`. */
  readonly document: string
  readonly article: string | null
  readonly status: PackStatus
  readonly series: string
  readonly isOverlay: boolean
}
export type Tier = 'urban' | 'rural'

export type Resolution =
  | { readonly kind: 'found'; readonly row: ParameterRow }
  /** The place sets it apart for town and country, and nobody said which this household is. */
  | { readonly kind: 'tier-unknown' }
  /** Values exist, none of them on this day. */
  | { readonly kind: 'not-on-this-day'; readonly first: Day }
  | { readonly kind: 'not-configured' }

export interface ParameterQuestion {
  readonly key: string
  readonly tier: Tier | null
  /** The place and its ancestors, nearest first. */
  readonly places: readonly string[]
  readonly on: Day
}

/**
 * The rows of one series, checked: in order, one value a day, no hole. An open row ends where the next begins.
 * @throws seriesGap, seriesOverlap
 */
export function rowsOfSeries(
  series: StandardSeries,
  setting: {
    readonly region: string
    readonly status: PackStatus
    readonly isOverlay?: boolean
    /** Where the rows stand, for whoever has to mend them. */
    readonly file?: string
  },
): ParameterRow[] {
  const ordered = series.rows.toSorted((left, right) => (left.from < right.from ? -1 : 1))
  const dated = ordered.map((row, index) => {
    const next = ordered[index + 1]
    const validTo = row.to ?? next?.from ?? null
    const { file = 'standards.yaml' } = setting
    const slots = { file, series: series.series, key: series.key, on: next?.from ?? row.from }
    if (next && (next.from === row.from || (validTo !== null && validTo > next.from)))
      throw eligibilityRefusals.seriesOverlap(slots)
    if (validTo !== null && validTo <= row.from) throw eligibilityRefusals.seriesOverlap(slots)
    if (next && validTo !== null && validTo < next.from)
      throw eligibilityRefusals.seriesGap({ ...slots, since: validTo })
    return { row, validTo }
  })
  return (series.regions ?? [setting.region]).flatMap((region) =>
    dated.map(({ row, validTo }) => ({
      key: series.key,
      tier: series.for ?? null,
      region,
      value: row.value,
      validFrom: row.from,
      validTo,
      knownUntil: row.knownUntil ?? null,
      document: row.number ? `${row.document}（${row.number}）` : row.document,
      article: row.article ?? null,
      status: series.status ?? setting.status,
      series: series.series,
      isOverlay: setting.isOverlay ?? false,
    })),
  )
}

export interface ParameterTable {
  /** @throws sourcesDisagree when two sources give different values from the same day */
  readonly resolve: (question: ParameterQuestion) => Resolution
  readonly rows: readonly ParameterRow[]
}

/** Each parameter is found by itself: in the county, else the city, the province, the nation. */
export function createParameterTable(rows: readonly ParameterRow[]): ParameterTable {
  const byPlace = Map.groupBy(rows, (row) => `${row.key}@${row.region}`)
  const isConfigured = new Set(rows.map((row) => row.key))
  return {
    rows,
    resolve: ({ key, tier, places, on }) => {
      let first: Day | null = null
      for (const place of places) {
        const here = byPlace.get(`${key}@${place}`) ?? []
        const today = here.filter((row) => row.validFrom <= on && (row.validTo === null || on < row.validTo))
        if (today.some((row) => row.tier !== null) && tier === null) return { kind: 'tier-unknown' }
        const row = newest(today.filter((candidate) => candidate.tier === null || candidate.tier === tier))
        if (row) return { kind: 'found', row }
        for (const { validFrom } of here) if (first === null || validFrom < first) first = validFrom
      }
      if (first === null || !isConfigured.has(key)) return { kind: 'not-configured' }
      return { kind: 'not-on-this-day', first }
    },
  }
}

/** An overlay outranks what we ship; otherwise the later source speaks. */
function newest(rows: readonly ParameterRow[]): ParameterRow | undefined {
  const [row, rival] = rows.toSorted(
    (left, right) => Number(right.isOverlay) - Number(left.isOverlay) || (left.validFrom < right.validFrom ? 1 : -1),
  )
  if (row && rival && row.isOverlay === rival.isOverlay && row.validFrom === rival.validFrom)
    if (row.value !== rival.value && row.tier === rival.tier)
      throw eligibilityRefusals.sourcesDisagree({
        key: row.key,
        left: row.series,
        right: rival.series,
        on: row.validFrom,
      })
  return row
}

export const isPastKnown = (row: ParameterRow, on: Day): boolean => row.knownUntil !== null && on > row.knownUntil

import type { Eligibility } from '../assess/eligibility.ts'
import type { Words } from '../labels.ts'

/** A place that may be chosen: a town of the own county, or a place some pack has numbers for. */
export interface ScreenerPlace {
  readonly code: string
  readonly name: Words
  /** The place whose law applies: the county of a town. */
  readonly region: string
  readonly group: 'home' | 'elsewhere'
}

const countyDigits = 6

/** Towns first, then every other place with numbers of its own, by code. */
export function screenerPlaces(
  { library }: Eligibility,
  {
    homeRegion,
    towns,
    placeName,
  }: {
    readonly homeRegion: string
    readonly towns: readonly { readonly code: string; readonly name: Words }[]
    readonly placeName: (code: string) => Words | null
  },
): readonly ScreenerPlace[] {
  const numbered = library.packs.flatMap(({ rows, region, place }) =>
    rows.map((row) => ({ code: row.region, name: row.region === region ? place : null })),
  )
  const elsewhere = new Map(
    numbered
      // Nobody lives in a province at large: its own rules hold in its cities and counties.
      .filter(({ code }) => !code.endsWith('0000') && code !== homeRegion)
      .map(({ code, name }) => [code, name ?? placeName(code) ?? { zh: code, en: code }]),
  )
  const own = numbered.find(({ code }) => code === homeRegion)?.name ?? placeName(homeRegion)
  const home = towns.length > 0 ? towns : own === null ? [] : [{ code: homeRegion, name: own }]
  return [
    ...home.map(({ code, name }) => ({ code, name, region: code.slice(0, countyDigits), group: 'home' as const })),
    ...[...elsewhere]
      .toSorted(([left], [right]) => left.localeCompare(right))
      .map(([code, name]) => ({ code, name, region: code, group: 'elsewhere' as const })),
  ]
}

/** Does some number there differ between town and country? */
export function hasTiers({ library, placesAbove }: Eligibility, region: string): boolean {
  const above = placesAbove(region)
  return library.packs.some(({ rows }) => rows.some((row) => row.tier !== null && above.includes(row.region)))
}

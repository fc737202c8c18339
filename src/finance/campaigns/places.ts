import type { PlaceId } from '#platform/db/contract.ts'
import type { Region, RegionDirectory } from '#registry/regions/index.ts'

export interface Town {
  readonly code: string
  readonly name: string
  readonly place: PlaceId
}

const townOf = ({ code, name, placeId }: Region): Town => ({ code, name, place: placeId })

/** Towns below what a bureau serves, in the order of their codes. */
export const townsIn = (directory: RegionDirectory, coverage: readonly string[]): Town[] =>
  coverage
    .flatMap((code) => directory.under(code))
    .filter(({ level }) => level === 'town')
    .map(townOf)

/** The town and everything below it. */
export function placesOf(directory: RegionDirectory, town: PlaceId): PlaceId[] {
  const region = directory.ofPlace(town)
  return region === undefined ? [] : directory.under(region.code).map(({ placeId }) => placeId)
}

/** The city a town lies in; a county directly below its province stands for itself. */
export function cityOf(directory: RegionDirectory, town: PlaceId): { readonly code: string; readonly name: string } {
  const region = directory.ofPlace(town)
  const above = region === undefined ? [] : directory.ancestors(region.code)
  const city = above.find(({ level }) => level === 'city') ?? above.find(({ level }) => level === 'county') ?? region
  return { code: city?.code ?? '', name: city?.name ?? '' }
}

export const townName = (directory: RegionDirectory, town: PlaceId): string => directory.ofPlace(town)?.name ?? ''

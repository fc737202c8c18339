import type { Clock } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { OfficerPlaces } from '#registry/officers/index.ts'
import type { Organisations } from '#registry/organisations/index.ts'
import type { Regions } from '#registry/regions/index.ts'

interface Needs {
  readonly regions: Regions
  readonly organisations: Organisations
  readonly owner: Db
  readonly clock: Clock
}

/** A role is held over a place the office serves; the tree of regions knows its number and its whole name. */
export const officerPlaces = ({ regions, organisations, owner, clock }: Needs): OfficerPlaces => ({
  placeOf: async (code, tenant) => {
    const directory = regions.directory()
    const region = directory.find(code)
    if (region === undefined) return null
    const served = await organisations.coverageOf(owner, tenant, clock.today())
    return served.some((area) => directory.isWithin(region.code, area)) ? region.placeId : null
  },
  labelOf: (place) => {
    const region = regions.directory().ofPlace(place)
    return region === undefined ? null : regions.directory().label(region.code)
  },
})

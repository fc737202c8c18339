import { day } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import { seedNewsroom } from '#oversight/newsroom/index.ts'
import { seedDemoOfficers } from '#registry/officers/index.ts'
import type { Tenant } from '#registry/organisations/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { Product } from './compose.ts'

/** What must stand before the first page: the county's places, its bureau, its people at work, the news. */
export interface Ground {
  readonly bureau: Tenant
}

const since = day('2024-01-01')

/** Safe to repeat: a second start finds everything and changes nothing. */
export async function layGround({ owner, regions, organisations }: Product): Promise<Ground> {
  await regions.loadSynthetic()
  const bureau = await organisations.ensure(owner, {
    kind: 'bureau',
    name: '青禾县民政局',
    creditCode: null,
    region: syntheticCounty,
    isSynthetic: true,
    covers: [{ region: syntheticCounty, from: since, to: null }],
  })
  const directory = regions.directory()
  const town = given(directory.children(syntheticCounty)[0], 'the first town of the synthetic county')
  const village = given(directory.children(town.code)[0], 'the first village of the synthetic county')
  await seedDemoOfficers(
    owner,
    {
      tenant: bureau.id,
      county: directory.get(syntheticCounty).name,
      town: { id: town.placeId, name: town.name },
      village: { id: village.placeId, name: village.name },
    },
    since,
  )
  await seedNewsroom(owner)
  return { bureau }
}

/** What may come after the first page: the nation's regions. */
export async function layHistory({ regions }: Product, _ground: Ground, isStopping: () => boolean): Promise<void> {
  if (isStopping()) return
  await regions.loadShipped()
}

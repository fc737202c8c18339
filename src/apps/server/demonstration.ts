import { day } from '#platform/clock/index.ts'
import { oneAtATime } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { seedCounty } from '#registry/demo-county/index.ts'
import { seedNewsroom } from '#oversight/newsroom/index.ts'
import { seedDemoOfficers } from '#registry/officers/index.ts'
import type { Tenant } from '#registry/organisations/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { Product } from './compose.ts'
import { standardsOf } from './demo-list.ts'
import { layCampaign } from './demo-campaigns.ts'
import { layCases } from './demo-cases.ts'
import { layLeads } from './demo-leads.ts'
import { layMoneyStories } from './demo-money-stories.ts'
import { layPayments } from './demo-payments.ts'
import { layReviews } from './demo-reviews.ts'
import { assessEveryone } from './first-assessments.ts'

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

/**
 * What may come after the first page: the county's families and their year of history, an assessment of each, then the
 * nation's regions. Each step happens once, also when the server was stopped in the middle or `zhulian seed` runs beside
 * it: whoever comes second waits, and finds it done.
 */
export async function layHistory(
  product: Product,
  { bureau }: Ground,
  isStopping: () => boolean,
  households?: number,
): Promise<void> {
  const { db, owner, vault, regions, eligibility } = product
  const tenant = bureau.id
  const work = async (): Promise<void> => {
    const county = { db, owner, vault, regions, tenant, standards: standardsOf(eligibility), isStopping }
    await seedCounty(households === undefined ? county : { ...county, households })
    await both(
      assessEveryone(product, { tenant, region: syntheticCounty, isStopping }),
      layPayments(product, { tenant, isStopping }),
    )
    await layCampaign(product, { tenant, isStopping })
    if (!isStopping()) await layLeads(product, { tenant })
    await layCases(product, { tenant, isStopping })
    await layMoneyStories(product, { tenant, isStopping })
    await layReviews(product, { tenant, isStopping })
    if (!isStopping()) await regions.loadShipped()
  }
  await oneAtATime(owner, 'demonstration', { work, isStopping })
}

/** Neither needs the other: while one computes, the database works for the other. Both come to their end, well or not. */
async function both(...works: readonly Promise<void>[]): Promise<void> {
  for (const done of await Promise.allSettled(works)) if (done.status === 'rejected') throw done.reason
}

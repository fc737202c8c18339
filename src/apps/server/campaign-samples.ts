import { sql } from 'kysely'
import { addDays, monthOf } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { createCampaigns } from '#finance/campaigns/index.ts'
import type { MakeSamples } from './matrix-samples.ts'

/** A one-off subsidy with the household of the matrix on the list of its town, handed on. Its right stands already. */
export const campaignSamples: MakeSamples = async ({ product, tenant, household }) => {
  const { db, clock, regions, organisations, owner } = product
  const { house } = product.loop.bank
  const who: Caller = { ...systemCaller('matrix-maker', tenant), purpose: '核对测试' }
  const directory = regions.directory()
  const place = given(directory.ofPlace(household.place), 'the place of the household')
  const town = given(
    directory.ancestors(place.code).find(({ level }) => level === 'town'),
    'the town of the household',
  )
  const coverage = () => organisations.coverageOf(owner, tenant, clock.today())
  const campaigns = createCampaigns({ ...product, once: house.once, coverage })
  const today = clock.today()
  const found = await who.transaction(db, async (tx) => {
    const id = await campaigns.open(tx, who, {
      ...{ name: '核对测试', issuer: '核对测试', documentNumber: '核对〔2026〕1号', documentOn: today, cutOff: today },
      ...{ dueBefore: addDays(today, 30), payMonth: monthOf(today), source: 'county', deceased: 'excluded' },
      ...{ overlap: 'higher', towns: [town.code] },
      groups: [{ name: '核对测试', programme: 'dibao', ageUnder: null, amount: fen(100) }],
    })
    await campaigns.draw(tx, who, id)
    await campaigns.submit(tx, who, id)
    const { rows } = await sql<{ part: string; person: string }>`SELECT part_id AS part, id AS person
      FROM campaigns.person WHERE tenant_id = ${tenant} AND household_id = ${household.id} LIMIT 1`.execute(tx)
    return { id, ...given(rows[0], 'the household on the list') }
  })
  const body = { reason: '核对测试' }
  // A campaign is the bureau's; its lists and persons are parted by place, which the guard of the tables holds.
  const whole = { params: { id: found.id }, openTo: 'office' } as const
  const part = { params: { id: found.part } }
  return {
    'GET /api/campaigns': { hides: household.number, openTo: 'office' },
    'GET /api/campaigns/:id': { ...whole, hides: household.number },
    'GET /api/campaigns/:id/export': whole,
    'GET /api/campaigns/:id/people': { ...whole, hides: household.number },
    'POST /api/campaigns/:id/list': whole,
    'POST /api/campaigns/:id/submit': whole,
    'POST /api/campaigns/:id/cancel': { ...whole, body },
    'POST /api/campaign-parts/:id/send-back': { ...part, body },
    'POST /api/campaign-parts/:id/approve': part,
    'POST /api/campaign-people/:id/cancel': { params: { id: found.person }, body },
  }
}

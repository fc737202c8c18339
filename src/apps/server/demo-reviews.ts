import { sql } from 'kysely'
import { addDays, dayOf, monthOf, addMonths, type Day } from '#platform/clock/index.ts'
import { inScope, type TenantId } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { Entitlement } from '#finance/payouts/index.ts'
import { adoptLookedAt, loadRules, runMonth } from '#relief/monitoring/index.ts'
import { policyFolder, type Product } from './compose.ts'
import { staffOf } from './demo-staff.ts'

const programme = 'dibao'
/** Every so many-th family was last looked at a year ago: its re-check falls due now. */
const dueEvery = 40
const daysSpread = 100

/**
 * When each family of the old list was last looked at, and the first part of this month's review: the first town's. The
 * work of the night goes on with the others. One finding has a proposal that waits for the county.
 */
export async function layReviews(
  product: Product,
  { tenant, isStopping }: { readonly tenant: TenantId; readonly isStopping: () => boolean },
): Promise<void> {
  if (isStopping()) return
  const { db, clock, installation, regions, loop } = product
  const { statuses } = loop
  const { payouts } = loop.bank.house
  const born = dayOf(new Date(installation.createdAt.getTime() + installation.clockOffset))
  const office = { ...systemCaller('demo-reviews', tenant), name: '原有档案（演示）' }
  await office.transaction(db, async (tx) => {
    const rights = await payouts.running(tx, tenant, monthOf(born))
    const looks = rights.filter(isOld).map((right, index) => ({
      ...{ placeId: right.placeId, householdId: right.householdId, programme, entitlementId: right.id },
      ...{ paid: right.rate.amount, on: lookedAt(born, index) },
    }))
    await adoptLookedAt(tx, await product.vault.boxOf(tenant), office, looks, '上次定期复核，随原有档案导入（合成）')
  })
  const directory = regions.directory()
  const town = given(directory.children(syntheticCounty)[0], 'the first town of the synthetic county')
  if (!(await hasRun(product, tenant))) {
    const seen = { count: 0 }
    const needs = {
      ...{ ...product, payouts, statuses, rules: loadRules(policyFolder) },
      regionOf: () => Promise.resolve(syntheticCounty),
    }
    const isEnough = (): boolean => isStopping() || (seen.count += 1) > 1
    const who = atPlaces(tenant, regions.placesUnder(town.code))
    await runMonth(needs, who, { programme, month: monthOf(clock.today()), isStopping: isEnough })
  }
  if (!isStopping()) await proposeOne(product, tenant)
}

const isOld = ({ programme: paid, source }: Entitlement): boolean => paid === programme && source.kind === 'legacy'

const lookedAt = (born: Day, index: number): Day =>
  index % dueEvery === 0 ? addDays(born, -370) : addDays(born, -10 - ((index * 37) % daysSpread))

function atPlaces(tenant: TenantId, places: Exclude<Caller['places'], 'all'>): Caller {
  const who = { ...systemCaller('monitoring', tenant), name: '每月复核', places }
  return { ...who, transaction: (on, work) => inScope(on, { tenants: [tenant], places }, work) }
}

async function hasRun({ owner }: Pick<Product, 'owner'>, tenant: TenantId): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM monitoring.run WHERE tenant_id = ${tenant} LIMIT 1`.execute(owner)
  return rows.length > 0
}

interface Row {
  readonly id: string
  readonly kind: string
  readonly computed: string | null
}

/** The town's clerk looks into the first sum that is too high, and proposes what it should be. */
async function proposeOne(product: Product, tenant: TenantId): Promise<void> {
  const staff = await staffOf(product, tenant)
  const clerk = staff.at('town-clerk')
  await staff.once('demo-reviews:proposal', async (ask) => {
    const { rows } = await ask<{ rows: readonly Row[] }>(clerk, 'GET /api/reviews', { query: { kind: 'cut' } })
    const found = rows.find(({ computed }) => computed !== null)
    if (found === undefined) return null
    const { version } = await ask<{ version: number }>(clerk, 'GET /api/reviews/:id', { params: { id: found.id } })
    const from = addMonths(monthOf(product.clock.today()), 1)
    await ask(clerk, 'POST /api/reviews/:id/proposal', {
      params: { id: found.id },
      body: { version, kind: 'cut', amount: found.computed, from, why: '入户核实，家里添了一份工资' },
    })
    return null
  })
}

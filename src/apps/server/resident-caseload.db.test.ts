import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, stoppedClock, type Clock } from '#platform/clock/index.ts'
import type { PlaceId, TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { Fact } from '#registry/households/index.ts'
import { readModel } from '#relief/eligibility/index.ts'
import { createWorkbench, withSeries, type Draft, type Workbench } from '#relief/policy-workbench/index.ts'
import type { Product } from './compose.ts'
import { testProduct, type TestProduct } from './testing.ts'

const raised = {
  ...{ key: 'dibao.standard', tier: null, series: '青禾县合成标准' },
  rows: [
    { value: '810.00', from: '2025-07-01', document: '合成' },
    { value: '990.00', from: '2026-07-01', document: '合成' },
  ],
}
const database = testDatabase()
let made: TestProduct
let product: Product
let tenant: TenantId
let officer: Caller
let draft: Draft
/** Ids whose facts were read since somebody looked. */
let read: string[] = []

beforeAll(async () => {
  made = await testProduct(database, 230)
  product = made.product
  tenant = made.ground.bureau.id
  officer = { ...systemCaller('officer', tenant), id: 'officer', name: '政策员' }
  draft = await inTenant<Draft>(async (tx) => {
    const begun = await product.workbench.drafts.start(tx, officer, { region: '999901', programme: 'dibao' })
    return product.workbench.drafts.edit(tx, officer, begun, (files) => ({
      ...files,
      'standards.yaml': withSeries(files['standards.yaml'], raised),
    }))
  })
}, 120_000)
afterAll(() => made.remove())

const inTenant = <Result>(run: Parameters<Caller['transaction']>[1]): Promise<Result> =>
  officer.transaction(product.db, run) as Promise<Result>

/** A workbench with a copy of its own, whose reading is counted. */
function workbench(clock: Clock = product.clock): Workbench {
  const { db, audit, eligibility, shipped, households, regions } = product
  const situationsOf: typeof households.situationsOf = (tx, bureau, ids, asOf) => {
    read.push(...ids)
    return households.situationsOf(tx, bureau, ids, asOf)
  }
  return createWorkbench({
    ...{ db, clock, audit, eligibility, readModel, shipped, households: { ...households, situationsOf } },
    payouts: product.loop.bank.house.payouts,
    directory: () => regions.directory(),
    tenants: async () => [tenant],
    regionOf: async () => '999901',
    goOn: () => undefined,
  })
}
const findings = async ({ simulations }: Workbench, who: Caller = officer) => {
  read = []
  const { id } = await simulations.run(who, draft.id)
  return inTenant(async (tx) => {
    const kept = await sql<{ summary: unknown; households: number }>`SELECT summary, households
      FROM policy_workbench.simulation WHERE id = ${id}`.execute(tx)
    const rows = await sql`SELECT household_id, place_id, kind, before_fen, after_fen FROM policy_workbench.simulated
      WHERE simulation_id = ${id} ORDER BY household_id`.execute(tx)
    return { ...kept.rows[0], rows: rows.rows }
  })
}
const found = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'found', zh: '人社部门（模拟数据）', on: day('2026-03-01') },
})
const keys = () => inTenant<readonly { id: string; placeId: PlaceId }[]>((tx) => product.households.idsOf(tx, tenant))
const situationOf = (id: string) =>
  inTenant<Awaited<ReturnType<typeof product.households.situationOf>>>((tx) =>
    product.households.situationOf(tx, tenant, id, { factsOn: product.clock.today() }),
  )
const earn = async (id: string, amount: bigint): Promise<void> => {
  const { members } = await situationOf(id)
  await inTenant((tx) =>
    product.households.state(tx, officer, {
      ...{ householdId: id, validFrom: day('2026-03-01'), reason: '核对差异经本人认可' },
      members: [{ id: members[0]!.id, incomes: { wages: found({ amount: fen(amount), per: 'month' }) } }],
    }),
  )
}

describe('留在手里的一份：第二次试算只读变了的户', { timeout: 120_000 }, () => {
  it('什么也没有变，一户也不读，结果一样', async () => {
    const bench = workbench()
    const first = await findings(bench)
    expect(read.length).toBe((await keys()).length)
    expect(read.length).toBeGreaterThan(200)
    expect(await findings(bench)).toEqual(first)
    expect(read).toEqual([])
  })

  it('一户变了，只读这一户，结果和从头读一样', async () => {
    const bench = workbench()
    await findings(bench)
    const [, one, , other] = await keys()
    await earn(one!.id, 66_600n)
    const again = await findings(bench)
    expect(read).toEqual([one!.id])
    expect(again).toEqual(await findings(workbench()))
    await earn(one!.id, 5n)
    await earn(other!.id, 123_400n)
    const third = await findings(bench)
    expect(read.toSorted()).toEqual([one!.id, other!.id].toSorted())
    expect(third).toEqual(await findings(workbench()))
    expect(third).not.toEqual(again)
  })

  it('在别户的档案里说到这一户的人，也算这一户变了', async () => {
    const bench = workbench()
    await findings(bench)
    const [, , one] = await keys()
    const { members } = await situationOf(one!.id)
    // The person once belonged to another household, and that one's file is corrected.
    const [, , , , elsewhere] = await keys()
    await database.inTenant(tenant, (tx) =>
      sql`INSERT INTO households.member (tenant_id, id, place_id, household_id, person_id, relation, valid_from, valid_to,
          known_from)
        VALUES (${tenant}, gen_random_uuid(), ${elsewhere!.placeId}, ${elsewhere!.id}, ${members[0]!.id}, 'other',
          '2001-01-01', '2001-02-01', now())`.execute(tx),
    )
    await findings(bench)
    await inTenant((tx) =>
      product.households.state(tx, officer, {
        ...{ householdId: elsewhere!.id, validFrom: day('2026-03-01'), reason: '更正' },
        members: [{ id: members[0]!.id, incomes: { wages: found({ amount: fen(77_700n), per: 'month' }) } }],
      }),
    )
    const again = await findings(bench)
    expect(read).toContain(one!.id)
    expect(again).toEqual(await findings(workbench()))
  })

  it('移交到别处的户，跟着到别处', async () => {
    const bench = workbench()
    await findings(bench)
    const all = await keys()
    const [one] = all
    const place = all.find(({ placeId }) => placeId !== one!.placeId)!.placeId
    const { code } = product.regions.directory().ofPlace(place)!
    await inTenant((tx) => product.households.handOver(tx, officer, one!.id, { place: code, why: '搬家' }))
    expect(await findings(bench)).toEqual(await findings(workbench()))
  })

  it('换了一天、换了看得到的地方，从头读；少看到的人不从多看到的人那里得到什么', async () => {
    let clock: Clock = product.clock
    const bench = workbench({ ...product.clock, now: () => clock.now(), today: () => clock.today() })
    await findings(bench)
    const all = await keys()
    const place = all[0]!.placeId
    const transaction = ((_, work) => database.inTenant(tenant, work, [place])) as Caller['transaction']
    read = []
    await bench.simulations.run({ ...officer, places: [place], transaction }, draft.id)
    const inPlace = new Set(all.filter((one) => one.placeId === place).map(({ id }) => id))
    expect(new Set(read)).toEqual(inPlace)
    expect(inPlace.size).toBeLessThan(all.length)
    await findings(bench)
    expect(read.length).toBe(all.length)
    clock = stoppedClock('2026-03-20T01:00:00Z')
    await findings(bench)
    expect(read.length).toBe(all.length)
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliverEvents, settleConsumers } from '#platform/events/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { eligibilityConsumers } from '#relief/eligibility/index.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct

beforeAll(async () => {
  made = await testProduct(database, 6)
}, 120_000)
afterAll(() => made.remove())

describe('移交', () => {
  it('一户移交给别的村，它的测算跟着走，别的户不动', async () => {
    const { product, ground } = made
    const { db, households, regions } = product
    const tenant = ground.bureau.id
    const who = systemCaller('test', tenant)
    const [first, second] = await who.transaction(db, (tx) => households.idsOf(tx, tenant))
    const to = regions
      .directory()
      .under('999901')
      .find(({ level, placeId }) => level === 'village' && placeId !== first!.placeId)!
    await settleConsumers(db, eligibilityConsumers)
    await who.transaction(db, (tx) => households.handOver(tx, who, first!.id, { place: to.code, why: '搬家' }))
    const log = (): void => undefined
    expect(await deliverEvents({ db, log }, tenant, eligibilityConsumers)).toBe(1)
    expect(await deliverEvents({ db, log }, tenant, eligibilityConsumers)).toBe(0)

    const { rows } = await database.inTenant(tenant, (tx) =>
      sql<{ household_id: string; place_id: number }>`SELECT household_id, place_id FROM eligibility.assessment
        WHERE tenant_id = ${tenant}`.execute(tx),
    )
    const placeOf = (id: string): number[] => rows.filter((row) => row.household_id === id).map((row) => row.place_id)
    expect(placeOf(first!.id)).toEqual([to.placeId])
    expect(placeOf(second!.id)).toEqual([second!.placeId])
  })

  it('两个人同时移交同一户，都做成，先后分得清', async () => {
    const { product, ground } = made
    const { db, households, regions } = product
    const tenant = ground.bureau.id
    const who = systemCaller('test', tenant)
    const third = (await who.transaction(db, (tx) => households.idsOf(tx, tenant)))[2]!
    const [one, other] = regions
      .directory()
      .under('999901')
      .filter(({ level }) => level === 'village')
    await Promise.all(
      [one!, other!].map(({ code }) =>
        who.transaction(db, (tx) => households.handOver(tx, who, third.id, { place: code, why: '移交' })),
      ),
    )
    const { rows } = await database.inTenant(tenant, (tx) =>
      sql<{
        place_id: number
      }>`SELECT place_id FROM households.household WHERE tenant_id = ${tenant} AND id = ${third.id}`.execute(tx),
    )
    expect([one!.placeId, other!.placeId]).toContain(rows[0]!.place_id)
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliverEvents, settleConsumers } from '#platform/events/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { HouseholdKey } from '#registry/households/index.ts'
import { eligibilityConsumers } from '#relief/eligibility/index.ts'
import { rosterConsumers } from '#relief/roster/index.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct

beforeAll(async () => {
  made = await testProduct(database, 6)
}, 120_000)
afterAll(() => made.remove())

const consumers = [...eligibilityConsumers, ...rosterConsumers]

describe('移交', () => {
  it('一户移交给别的村，它的测算和体检结果跟着走，别的户不动', async () => {
    const { product, ground } = made
    const { db, households, regions } = product
    const tenant = ground.bureau.id
    const who = systemCaller('test', tenant)
    const [first, second] = await who.transaction(db, (tx) => households.idsOf(tx, tenant))
    const to = regions
      .directory()
      .under('999901')
      .find(({ level, placeId }) => level === 'village' && placeId !== first!.placeId)!
    await settleConsumers(db, consumers)
    await database.inTenant(tenant, (tx) => layResults(tx, tenant, [first!, second!]))
    await who.transaction(db, (tx) => households.handOver(tx, who, first!.id, { place: to.code, why: '搬家' }))
    const log = (): void => undefined
    expect(await deliverEvents({ db, log }, tenant, consumers)).toBe(2)
    expect(await deliverEvents({ db, log }, tenant, consumers)).toBe(0)

    const { rows } = await database.inTenant(tenant, (tx) =>
      sql<{ household_id: string; place_id: number }>`SELECT household_id, place_id FROM eligibility.assessment
        WHERE tenant_id = ${tenant}`.execute(tx),
    )
    const placeOf = (id: string): number[] => rows.filter((row) => row.household_id === id).map((row) => row.place_id)
    expect(placeOf(first!.id)).toEqual([to.placeId])
    expect(placeOf(second!.id)).toEqual([second!.placeId])
    const { rows: results } = await database.inTenant(tenant, (tx) =>
      sql<{ place: number }>`SELECT place_id AS place FROM roster.result ORDER BY number`.execute(tx),
    )
    expect(results.map(({ place }) => place)).toEqual([to.placeId, second!.placeId])
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

/** A run with one result for each of these households. */
async function layResults(tx: Tx, tenant: TenantId, households: readonly HouseholdKey[]): Promise<void> {
  const run = await sql<{ id: string }>`INSERT INTO roster.run (tenant_id, id, created_by,
      created_by_name, created_at, file_name, file_hash, programme, region, law_on, state, choices, moved_at)
    VALUES (${tenant}, gen_random_uuid(), 'test', '测试', now(), '名单.xlsx', 'x', 'dibao', '999901', '2026-03-02', 'assessed',
      '{}', now()) RETURNING id`.execute(tx)
  for (const { id, number, placeId } of households)
    await sql`INSERT INTO roster.result (tenant_id, run_id, household_id, place_id, number, head, place_code, place_label,
        persons, kind, possible_fen, reason_code, reason_zh, reason_en, why_zh, why_en, recorded)
      VALUES (${tenant}, ${run.rows[0]!.id}, ${id}, ${placeId}, ${number}, '居**', '', '', 1, 'same', '{}', '', '', '', '', '',
        'unchanged')`.execute(tx)
}

import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlaceId } from '#platform/db/index.ts'
import { testServer, type TestServer } from '#platform/http/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { payoutTimeline } from '../household-timeline.ts'
import { bureau, officer, testBureau, type TestBureau } from '../testing/bureau.ts'
import { somebodyWaits } from '../testing/ground.ts'
import { household } from '../testing.ts'
import type { ProposedAccount } from '../wire.ts'

const database = testDatabase()
let house: TestBureau
let server: TestServer
beforeAll(async () => {
  house = await testBureau(database)
  server = await testServer({ db: database.db, routes: house.routes, clock: house.clock })
})
afterAll(() => server.close())
beforeEach(() => sql`TRUNCATE payouts.account CASCADE`.execute(database.owner))

const number = '6299000000000000001'
const [west, east] = [3, 4]
const seat = (role: string, id: string, places: readonly number[] | 'all' = 'all', tenant: number = bureau) =>
  server.as(role, { tenant, places, id })
const head = () => seat('finance-head', 'head')
const propose = (index: number, place = west, who = officer): Promise<string> =>
  who.transaction(database.db, (tx) =>
    house.accounts.propose(tx, who, {
      ...{ householdId: household(index), placeId: place as PlaceId, holder: '居民甲0001', bank: '合成银行' },
      ...{ number, why: '换卡' },
    }),
  )
const listed = async (reader = head()) => {
  const answer = await reader.get('/api/payouts/accounts')
  expect(answer.statusCode).toBe(200)
  return answer.json<{ rows: ProposedAccount[]; count: number; toDecide: number }>()
}
const approve = (id: string, who = head()) => who.send('POST', `/api/payouts/accounts/${id}/approve`, { number })
const refuse = (id: string, who = head()) =>
  who.send('POST', `/api/payouts/accounts/${id}/refuse`, { reason: '复印件看不清' })

describe('等审的收款账户', () => {
  it('谁登记、什么时候、为什么、哪家银行，户名遮着，账号只有尾号；审过的、退回的不再列', async () => {
    const [first, second] = [await propose(1), await propose(2)]
    const { rows, count, toDecide } = await listed()
    expect({ count, toDecide }).toEqual({ count: 2, toDecide: 2 })
    expect(rows[0]).toMatchObject({
      ...{ id: first, householdId: household(1), bank: '合成银行', lastFour: '0001', why: '换卡', mayApprove: true },
      proposedBy: { name: '财务甲', at: '2026-03-02T01:00:00.000Z' },
    })
    expect(JSON.stringify(rows)).not.toContain('居民甲0001')
    expect(JSON.stringify(rows)).not.toContain(number)
    expect((await approve(first)).statusCode).toBe(200)
    expect((await refuse(second)).statusCode).toBe(200)
    expect(await listed()).toEqual({ rows: [], count: 0, toDecide: 0 })
    const { rows: decided } =
      await sql`SELECT id, state, decided_reason AS why FROM payouts.account ORDER BY id`.execute(database.owner)
    expect(decided).toEqual([
      { id: first, state: 'active', why: null },
      { id: second, state: 'refused', why: '复印件看不清' },
    ])
    const told = await officer.transaction(database.db, (tx) =>
      payoutTimeline(house).entriesOf(tx, officer, household(2)),
    )
    expect(new Set(told.map(({ kind, zh, why }) => [kind, zh, why]))).toEqual(
      new Set([
        ['payouts.account-proposed', '登记收款账户：合成银行，尾号 0001', '换卡'],
        ['payouts.account-refused', '收款账户没有通过：合成银行，尾号 0001', '复印件看不清'],
      ]),
    )
  })

  it('别的镇、别的县的不列，也不算进数里；那边的也审不了', async () => {
    const [here, there] = [await propose(1, west), await propose(2, east)]
    const reader = seat('finance-head', 'west-head', [west])
    const { rows, ...sums } = await listed(reader)
    expect([rows.map(({ id }) => id), sums]).toEqual([[here], { count: 1, toDecide: 1 }])
    expect((await approve(there, reader)).statusCode).toBe(404)
    expect(await listed(seat('finance-head', 'elsewhere', 'all', 8))).toEqual({ rows: [], count: 0, toDecide: 0 })
  })

  it.each(['town-clerk', 'intake-clerk', 'county-head', 'inspector'])(
    '%s 没有审账户的权限，列表也看不到',
    async (role) => {
      await propose(1)
      expect((await seat(role, role).get('/api/payouts/accounts')).statusCode).toBe(403)
    },
  )

  it('自己登记的排在后面，不算“能审的”，也审不了、退不了', async () => {
    const clerk = seat('finance-officer', officer.id)
    const [own, others] = [await propose(1), await propose(2, west, { ...officer, id: 'clerk', name: '镇经办' })]
    const { rows, count, toDecide } = await listed(clerk)
    expect(rows.map(({ id, mayApprove }) => [id, mayApprove])).toEqual([
      [others, true],
      [own, false],
    ])
    expect({ count, toDecide }).toEqual({ count: 2, toDecide: 1 })
    expect((await approve(own, clerk)).statusCode).toBe(403)
    expect((await refuse(own, clerk)).statusCode).toBe(403)
    expect((await listed()).toDecide).toBe(2)
  })

  it('只要几条就给几条，数还是全部', async () => {
    await propose(1)
    await propose(2)
    const answer = await head().get('/api/payouts/accounts?size=1')
    expect(answer.json()).toMatchObject({ rows: [{ householdId: household(1) }], count: 2, toDecide: 2 })
  })

  it('一个人通过、另一个人同时不通过：只有一个算数，另一个听到一句话', async () => {
    const id = await propose(1)
    const other = seat('finance-head', 'other-head')
    const both = await database.owner.transaction().execute(async (tx) => {
      await sql`SELECT FROM payouts.account WHERE id = ${id} FOR UPDATE`.execute(tx)
      const asked = [approve(id), refuse(id, other)]
      await somebodyWaits(database)
      return { asked: Promise.all(asked) }
    })
    const answers = await both.asked
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(answers.find(({ statusCode }) => statusCode === 409)?.body).toContain('已经处理过')
    const { rows } = await sql<{ state: string; by: string }>`SELECT state, decided_by AS by
      FROM payouts.account`.execute(database.owner)
    const approved = answers[0]?.statusCode === 200
    expect(rows).toEqual([approved ? { state: 'active', by: 'head' } : { state: 'refused', by: 'other-head' }])
    expect((await listed()).count).toBe(0)
  })
})

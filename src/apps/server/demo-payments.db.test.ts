import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { layLeads } from './demo-leads.ts'
import { layMoneyStories } from './demo-money-stories.ts'
import { layPayments } from './demo-payments.ts'
import { moneyChecks } from './loop-payouts.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct
const lay = (isStopping = (): boolean => false): Promise<void> =>
  layPayments(made.product, { tenant: made.ground.bureau.id, isStopping })

beforeAll(async () => {
  made = await testProduct(database, 12)
}, 120_000)
afterAll(() => made.remove())

const lists = async (): Promise<unknown[]> =>
  (
    await sql`SELECT to_char(r.month, 'YYYY-MM') AS month, r.state, count(l.id)::int AS lines,
        count(l.id) FILTER (WHERE l.state = 'paid')::int AS paid,
        count(l.id) FILTER (WHERE l.state = 'returned')::int AS returned
      FROM payouts.run r LEFT JOIN payouts.line l ON l.tenant_id = r.tenant_id AND l.run_id = r.id
      GROUP BY r.month, r.state ORDER BY r.month`.execute(database.owner)
  ).rows

describe('演示县的发放', () => {
  it('停在哪里，下次从哪里接着；再来一次什么也不变', async () => {
    let asked = 0
    await lay(() => (asked += 1) > 2)
    expect(await lists()).toMatchObject([{ month: '2026-01', state: 'done' }])
    await lay()
    const laid = await lists()
    expect(laid).toMatchObject([
      { month: '2026-01', state: 'done', returned: 0 },
      { month: '2026-02', state: 'approved', returned: 3 },
    ])
    await lay()
    expect(await lists()).toEqual(laid)
  })

  it('每一行都有依据和账户，做的人和批的人不是一个，账分文不差', async () => {
    const asked = { tenants: [made.ground.bureau.id], today: made.product.clock.today() }
    for (const { name, holds } of await runChecks(database.db, moneyChecks, asked))
      expect([name, holds]).toEqual([name, true])
    const { rows } = await sql<{ documents: number; accounts: number; rights: number }>`SELECT
      count(*) FILTER (WHERE origin_ref LIKE '合成数据%')::int AS documents, count(*)::int AS rights,
      (SELECT count(*)::int FROM payouts.account WHERE state = 'active') AS accounts FROM payouts.entitlement`.execute(
      database.owner,
    )
    expect(rows[0]!.rights).toBeGreaterThan(0)
    expect(rows[0]).toMatchObject({ documents: rows[0]!.rights, accounts: rows[0]!.rights })
  })

  it('有一户在还多发的、一户的变动撤回了、一户因为两件事暂缓：放两次还是一样，账分文不差', async () => {
    const wish = { tenant: made.ground.bureau.id, isStopping: () => false }
    await layMoneyStories(made.product, wish)
    const told = async () =>
      (
        await sql`SELECT
          (SELECT count(*)::int FROM payouts.hold WHERE state = 'open') AS holds,
          (SELECT count(DISTINCT household_id)::int FROM payouts.hold WHERE state = 'open') AS held,
          (SELECT count(*)::int FROM payouts.asked_entry WHERE kind = 'deduction' AND state = 'asked') AS agreements,
          (SELECT sum(-fen - repaid_fen - dropped_fen)::int FROM payouts.correction WHERE state = 'owed') AS asked,
          (SELECT sum(dropped_fen)::int FROM payouts.correction) AS dropped,
          (SELECT sum(fen)::int FROM payouts.refund WHERE state = 'open') AS coming`.execute(database.owner)
      ).rows
    const once = await told()
    expect(once).toEqual([{ holds: 2, held: 1, agreements: 1, asked: 14_000, dropped: 3_000, coming: 5_000 }])
    await layMoneyStories(made.product, wish)
    expect(await told()).toEqual(once)
    const asked = { tenants: [made.ground.bureau.id], today: made.product.clock.today() }
    for (const { name, holds } of await runChecks(database.db, moneyChecks, asked))
      expect([name, holds]).toEqual([name, true])
  })

  it('线索只放一次', async () => {
    for (let time = 0; time < 2; time += 1) await layLeads(made.product, { tenant: made.ground.bureau.id })
    const { rows } = await sql<{ state: string }>`SELECT state FROM discovery.lead`.execute(database.owner)
    expect(rows.map(({ state }) => state)).toEqual(['new', 'new', 'new', 'new'])
  })
})

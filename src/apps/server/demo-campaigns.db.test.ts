import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { layCampaign } from './demo-campaigns.ts'
import { layPayments } from './demo-payments.ts'
import { moneyChecks } from './loop-payouts.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct

beforeAll(async () => {
  made = await testProduct(database, 40)
}, 120_000)
afterAll(() => made.remove())

const laid = async (): Promise<unknown[]> =>
  (
    await sql`SELECT t.state, (SELECT count(*)::int FROM campaigns.person p WHERE p.part_id = t.id) AS persons,
        (SELECT count(*)::int FROM payouts.transfer x WHERE x.state = 'paid' AND x.line_id IN (
          SELECT l.id FROM payouts.line l JOIN campaigns.person p ON p.entitlement_id = l.entitlement_id
          WHERE p.part_id = t.id)) AS paid
      FROM campaigns.part t ORDER BY t.state`.execute(database.owner)
  ).rows

describe('演示县的一次性补贴', () => {
  it('一个镇批了也发了，一个镇等批，一个镇退回；停在哪里都接得上，再来一次什么也不变', async () => {
    const tenant = made.ground.bureau.id
    await layPayments(made.product, { tenant, isStopping: () => false })
    let asked = 0
    await layCampaign(made.product, { tenant, isStopping: () => (asked += 1) > 1 })
    expect(await laid()).toMatchObject([{ state: 'approved', paid: 0 }, { state: 'draft' }, { state: 'submitted' }])
    await layCampaign(made.product, { tenant, isStopping: () => false })
    const first = await laid()
    expect(first).toMatchObject([{ state: 'approved' }, { state: 'draft', paid: 0 }, { state: 'submitted', paid: 0 }])
    expect(first[0]).not.toMatchObject({ paid: 0 })
    await layCampaign(made.product, { tenant, isStopping: () => false })
    expect(await laid()).toEqual(first)
  })

  it('名单、待遇、台账和银行对得上', async () => {
    const asked = { tenants: [made.ground.bureau.id], today: made.product.clock.today() }
    for (const { name, offenders } of await runChecks(database.db, moneyChecks, asked))
      expect([name, offenders]).toEqual([name, []])
  })
})

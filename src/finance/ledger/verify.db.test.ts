import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createLedger, sealLedger, verifyLedger } from './index.ts'
import { allot, county, move, poster, promise } from './testing.ts'

const database = testDatabase()
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
const ledger = createLedger({ clock })

const all = 'ledger.entry, ledger.leg, ledger.posted, ledger.unsealed, ledger.head, ledger.batch, ledger.sealed'
/** As somebody who owns the database would do it: the guards are switched off first. */
const tamper = async (statement: string): Promise<void> => {
  await database.owner.connection().execute(async (one) => {
    await sql`SET session_replication_role = replica`.execute(one)
    await sql.raw(statement).execute(one)
    await sql`RESET session_replication_role`.execute(one)
  })
}
const seal = (): Promise<number> => sealLedger(database.db, county, clock)
const fault = async (): Promise<string | undefined> => (await verifyLedger(database.db, county)).fault?.zh

beforeEach(async () => {
  await sql.raw(`TRUNCATE ${all}`).execute(database.owner)
  for (const round of [1, 2, 3]) {
    await database.inTenant(county, async (tx) => {
      await ledger.post(tx, poster, allot(`a${round}`))
      await ledger.post(tx, poster, promise(`b${round}`, round))
      await ledger.post(tx, poster, move(`c${round}`, ['payable', 'in-bank'], round))
    })
    if (round < 3) await seal()
  }
})

const inBatch = (batch: number): string =>
  `(tenant_id, entry_id) IN (SELECT tenant_id, entry_id FROM ledger.sealed WHERE batch = ${batch})`
const swapBatches = `UPDATE ledger.sealed SET batch = 3 - batch, position = position + 100;
  UPDATE ledger.sealed SET position = position - 100;
  UPDATE ledger.batch b SET root = o.root, entries = o.entries FROM ledger.batch o WHERE o.batch = 3 - b.batch`

describe('封存与验证', () => {
  it('没有动过的，验证通过；还没封的报数', async () => {
    expect(await verifyLedger(database.db, county)).toMatchObject({ sealed: 6, waiting: 3, fault: null })
    expect(await Promise.all([seal(), seal(), seal()])).toSatisfy(
      (counts: number[]) => counts.reduce((sum, count) => sum + count, 0) === 3,
    )
    expect(await verifyLedger(database.db, county)).toMatchObject({ sealed: 9, waiting: 0, fault: null })
  })

  it.each([
    ['改金额', `UPDATE ledger.leg SET amount = amount * 2 WHERE ${inBatch(1)}`, '被改动过'],
    ['删一行', `DELETE FROM ledger.leg WHERE ordinal = 2 AND ${inBatch(1)}`, '被改动过'],
    [
      '加两行平账',
      `INSERT INTO ledger.leg SELECT tenant_id, entry_id, ordinal + 2, account, unit, -amount, programme, source,
        budget_year, household_id, month FROM ledger.leg WHERE ${inBatch(2)}`,
      '被改动过',
    ],
    ['换科目', `UPDATE ledger.leg SET account = 'paid' WHERE account = 'in-bank' AND ${inBatch(1)}`, '被改动过'],
    ['换年度', `UPDATE ledger.leg SET budget_year = 2025 WHERE ${inBatch(2)}`, '被改动过'],
    ['两批调换', swapBatches, '接不上前一批'],
    ['砍掉链尾', `DELETE FROM ledger.sealed WHERE batch = 2; DELETE FROM ledger.batch WHERE batch = 2`, '链尾'],
    ['删一整笔', `DELETE FROM ledger.entry WHERE key = 'b1'; DELETE FROM ledger.leg WHERE ${inBatch(1)}`, '不见了'],
    ['改摘要', `UPDATE ledger.entry SET why = '别的' WHERE key = 'b2'`, '被改动过'],
    ['封存前把等待删掉', 'DELETE FROM ledger.unsealed', '也不在等待封存'],
  ])('%s，会指出来', async (_, statement, says) => {
    await tamper(statement)
    expect(await fault()).toContain(says)
  })

  it('连账带封印带链头一起砍，外面保存的锚点会指出来', async () => {
    const { anchor } = await verifyLedger(database.db, county)
    await tamper(`DELETE FROM ledger.leg WHERE ${inBatch(2)};
      DELETE FROM ledger.entry WHERE (tenant_id, id) IN (SELECT tenant_id, entry_id FROM ledger.sealed WHERE batch = 2);
      DELETE FROM ledger.sealed WHERE batch = 2;
      DELETE FROM ledger.batch WHERE batch = 2;
      UPDATE ledger.head h SET batch = 1, chain = b.chain FROM ledger.batch b WHERE b.batch = 1`)
    expect(await fault()).toBeUndefined()
    expect((await verifyLedger(database.db, county, anchor)).fault?.zh).toContain('锚点')
  })

  it('别的机构的链各自成链', async () => {
    expect(await verifyLedger(database.db, 2 as TenantId)).toMatchObject({ sealed: 0, waiting: 0, fault: null })
  })
})

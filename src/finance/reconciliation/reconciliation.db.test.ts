import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { openSheet, type SheetRow } from '#platform/sheets/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import {
  approvedRun,
  bureau,
  grantMany,
  head,
  officer,
  testBureau,
  uploadedBytes,
  type TestBureau,
} from '#finance/payouts/testing/bureau.ts'
import { reconciliationChecks } from './checks.ts'
import { writeReconciliation } from './export.ts'
import { createReconciliation, type ReconciliationService } from './service.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-reconciliation-'))
afterAll(() => rmSync(folder, { recursive: true }))

let house: TestBureau
let reconciliation: ReconciliationService
let households: string[]
let fileId: string
let runId: string
const as = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => officer.transaction(database.db, work)

beforeAll(async () => {
  house = await testBureau(database)
  const { audit, clock } = house
  reconciliation = createReconciliation({
    ...{ db: database.db, clock, audit, households: house.households },
    wordsOf: (name) => ({ zh: name, en: name }),
  })
  households = await grantMany(database, house, 5)
  runId = await approvedRun(database, house)
  fileId = (await house.files.make(officer, { runId, route: 'bank-batch' })).id
}, 60_000)

const offenders = async (): Promise<number> => {
  const question = { tenants: [bureau], today: day('2026-03-02') }
  const [check] = await runChecks(database.db, reconciliationChecks, question)
  return check!.offenders.length
}
const march = async () => (await reconciliation.year(head, {})).rows.find(({ month }) => month === '2026-03')!
const stage = async (name: string) => (await march()).stages.find((one) => one.stage === name)

/** Plants what no command of ours can do, looks, and takes it back. */
async function planted(statement: ReturnType<typeof sql>, look: () => Promise<void>): Promise<void> {
  const triggers = (how: 'replica' | 'origin') => sql.raw(`SET session_replication_role = ${how}`)
  await database.owner.connection().execute(async (one) => {
    await triggers('replica').execute(one)
    await statement.execute(one)
    await triggers('origin').execute(one)
  })
  await look()
}

let returned = ''
const householdIn = async (state: string): Promise<string> => {
  const { rows } = await as((tx) =>
    sql<{ id: string }>`SELECT household_id::text AS id FROM payouts.line
      WHERE tenant_id = ${bureau} AND state = ${state}`.execute(tx),
  )
  return rows[0]!.id
}

describe('对账', () => {
  it('交给银行以后，三处都写着在银行，一分不差', async () => {
    expect(await stage('inBank')).toMatchObject({ list: '250000', ledger: '250000', bank: '250000', agrees: true })
    expect(await march()).toMatchObject({ differences: 0, runs: [{ id: runId, number: 'DB-2026-03-1' }] })
    expect(await offenders()).toBe(0)
  })

  it('回盘入账以后，发到和退回三处一样；补发以后退回归零', async () => {
    const { bytes } = await house.files.simulate(officer, { fileId, failures: 1 })
    const { id } = await house.files.take(officer, runId, await uploadedBytes(bytes))
    await house.files.book(officer, id)
    returned = await householdIn('returned')
    expect(await stage('paid')).toMatchObject({ list: '200000', ledger: '200000', bank: '200000', agrees: true })
    expect(await stage('returned')).toMatchObject({ list: '50000', ledger: '50000', bank: '50000', agrees: true })

    const account = await as((tx) =>
      house.accounts.propose(tx, officer, {
        ...{ householdId: returned, placeId: 3 as never, holder: '居民甲1', bank: '合成银行' },
        ...{ number: '6200000000999999', why: '换卡' },
      }),
    )
    await head.transaction(database.db, (tx) =>
      house.accounts.approve(tx, head, { id: account, number: '6200000000999999' }),
    )
    expect(await stage('payable')).toMatchObject({ list: '50000', ledger: '50000', bank: null, agrees: true })
    expect(await stage('returned')).toMatchObject({ list: '0', ledger: '0', bank: '0', agrees: true })
    await house.files.make(officer, { runId, route: 'card-platform' })
    expect(await stage('inBank')).toMatchObject({ list: '50000', ledger: '50000', bank: '50000', agrees: true })
    expect(await offenders()).toBe(0)
  })

  it('多发要追回的，台账上仍算发到过', async () => {
    const [right] = await as((tx) =>
      house.payouts.ofHousehold(
        tx,
        bureau,
        households.find((id) => id !== returned)!,
      ),
    )
    const rate = { per: 'month', amount: 40_000n as never } as const
    await as((tx) =>
      house.payouts.change(tx, officer, {
        ...{ entitlementId: right!.id, rate, from: '2026-03' as never, why: '更正', decisionId: null },
      }),
    )
    expect(await stage('paid')).toMatchObject({ list: '200000', ledger: '200000', bank: '200000', agrees: true })
    expect(await offenders()).toBe(0)
  })

  it('退还：银行退回、再退一次、到账，每一步三处一样', async () => {
    const householdId = households.find((id) => id !== returned)!
    const [right] = await as((tx) => house.payouts.ofHousehold(tx, bureau, householdId))
    const { rows } = await as((tx) =>
      sql<{ id: string }>`SELECT id FROM payouts.correction WHERE state = 'owed'`.execute(tx),
    )
    const amount = fen(10_000)
    const repaid = { claimId: rows[0]!.id, amount, receipt: '回单 1', on: day('2026-03-02') }
    const asked = await as((tx) => house.asked.recordRepayment(tx, officer, repaid))
    await head.transaction(database.db, (tx) => house.asked.confirm(tx, head, asked))
    await as((tx) =>
      house.payouts.undo(tx, officer, { entitlementId: right!.id, version: right!.version, why: '更正错了' }),
    )
    const sentBack = async (failures: number): Promise<void> => {
      const refund = await as((tx) =>
        house.refunds.proposeByBank(tx, officer, { householdId, programme: 'dibao', amount }),
      )
      await head.transaction(database.db, (tx) => house.refunds.confirm(tx, head, refund))
      const list = await approvedRun(database, house)
      const file = await house.files.make(officer, { runId: list, route: 'bank-batch' })
      expect(await offenders()).toBe(0)
      const { bytes } = await house.files.simulate(officer, { fileId: file.id, failures })
      const { id } = await house.files.take(officer, list, await uploadedBytes(bytes))
      await house.files.book(officer, id)
      expect(await offenders()).toBe(0)
    }
    await sentBack(1)
    expect(await stage('returned')).toMatchObject({ list: '0', ledger: '0', bank: '0', agrees: true })
    await sentBack(0)
    expect(await stage('paid')).toMatchObject({ list: '210000', ledger: '210000', bank: '210000', agrees: true })
    expect(await as((tx) => house.payouts.moneyBackOf(tx, bureau, householdId))).toMatchObject([
      { repaid: 10_000n, refunds: [{ amount: 10_000n, state: 'done', way: 'bank' }] },
    ])
  })

  it('当面退的不是银行发的；整个月又要追，从当面退的里也记，三处还是一样', async () => {
    const householdId = households.find((id) => id !== returned)!
    const here = async () => (await as((tx) => house.payouts.ofHousehold(tx, bureau, householdId)))[0]!
    const rate = { per: 'month', amount: fen(40_000) } as const
    const wish = { from: '2026-03' as never, why: '更正', decisionId: null }
    const { id: entitlementId } = await here()
    await as((tx) => house.payouts.change(tx, officer, { ...wish, entitlementId, rate }))
    const { rows } = await as((tx) =>
      sql<{ id: string }>`SELECT id FROM payouts.correction WHERE state = 'owed' ORDER BY at DESC, id DESC`.execute(tx),
    )
    const amount = fen(10_000)
    const repaid = { claimId: rows[0]!.id, amount, receipt: '回单 2', on: day('2026-03-02') }
    const asked = await as((tx) => house.asked.recordRepayment(tx, officer, repaid))
    await head.transaction(database.db, (tx) => house.asked.confirm(tx, head, asked))
    const { version } = await here()
    await as((tx) => house.payouts.undo(tx, officer, { entitlementId, version, why: '更正错了' }))
    const handed = { voucher: '凭证 1', paidOn: day('2026-03-02'), why: '老人住院' }
    const refund = await as((tx) =>
      house.refunds.proposeByHand(tx, officer, { householdId, programme: 'dibao', amount, ...handed }),
    )
    await head.transaction(database.db, (tx) => house.refunds.confirm(tx, head, refund))
    const same = { list: '210000', ledger: '210000', bank: '210000', agrees: true }
    expect(await stage('paid')).toMatchObject(same)
    await as((tx) => house.payouts.end(tx, officer, { ...wish, entitlementId, after: '2026-02' as never }))
    expect(await stage('paid')).toMatchObject(same)
    expect(await offenders()).toBe(0)
  })

  it('名单被人改成发到：夜里的核验找得到，页面说得出原因', async () => {
    const line = sql`UPDATE payouts.line SET state = 'paid' WHERE tenant_id = ${bureau} AND state = 'in-bank'`
    await planted(line, async () => {
      expect(await offenders()).toBe(1)
      expect((await march()).differences).toBe(1)
      const found = await reconciliation.differences(head, { programme: 'dibao', month: '2026-03', page: 1, size: 50 })
      expect(found).toMatchObject({
        count: 1,
        rows: [{ householdId: returned, cause: { name: 'list-elsewhere' } }],
      })
    })
    await planted(
      sql`UPDATE payouts.line SET state = 'in-bank' WHERE tenant_id = ${bureau} AND household_id = ${returned}`,
      async () => expect(await offenders()).toBe(0),
    )
  })

  it('金额被改了一分，也找得到', async () => {
    const change = (by: number) =>
      sql`UPDATE payouts.line SET fen = fen + ${by} WHERE tenant_id = ${bureau} AND household_id = ${households.findLast((id) => id !== returned)}`
    await planted(change(1), async () => {
      expect(await stage('paid')).toMatchObject({ list: '210001', ledger: '210000', bank: '210000', agrees: false })
      expect(await offenders()).toBe(1)
    })
    await planted(change(-1), async () => expect(await offenders()).toBe(0))
  })

  it('导出两张表：逐月三列，和不一致的每一户', async () => {
    const { year, differences } = await reconciliation.whole(head, {})
    const path = join(folder, 'out.xlsx')
    await writeFile(path, await writeReconciliation(year, differences, 'zh'))
    const sheet = await openSheet(path, 'out.xlsx')
    const rows: SheetRow[] = []
    for await (const row of sheet.rows) rows.push(row)
    await sheet.close()
    expect(rows[0]?.cells.map((cell) => cell?.text)).toEqual([
      ...['月份', '待遇', '环节', '发放名单（元）', '台账（元）', '银行（元）', '一致吗'],
    ])
    expect(rows).toHaveLength(1 + year.rows.length * 4)
  })

  it('别的机构看不到一分', async () => {
    const seen: Caller = { ...systemCaller('stranger', 9 as TenantId), name: '外县' }
    expect((await reconciliation.year(seen, {})).rows).toEqual([])
  })

  it('退回后更正账户、还没再送就了结的，三处都归零，夜里不误报', async () => {
    const { files } = await house.files.ofRun(officer, runId)
    const again = files.map(({ id }) => id).find((id) => id !== fileId)!
    const { bytes } = await house.files.simulate(officer, { fileId: again, failures: 1 })
    const { id } = await house.files.take(officer, runId, await uploadedBytes(bytes))
    await house.files.book(officer, id)
    expect(await stage('returned')).toMatchObject({ list: '50000', ledger: '50000', bank: '50000', agrees: true })
    const account = await as((tx) =>
      house.accounts.propose(tx, officer, {
        ...{ householdId: returned, placeId: 3 as never, holder: '居民甲1', bank: '合成银行' },
        ...{ number: '6200000000888888', why: '又换卡' },
      }),
    )
    await head.transaction(database.db, (tx) =>
      house.accounts.approve(tx, head, { id: account, number: '6200000000888888' }),
    )
    const wish = { householdId: returned, programme: 'dibao', cause: 'death', why: '村里报来' } as const
    const hold = await as((tx) => house.holds.hold(tx, officer, wish))
    await as((tx) => house.holds.end(tx, head, hold, '已去世'))
    expect(await stage('returned')).toMatchObject({ list: '0', ledger: '0', bank: '0', agrees: true })
    expect(await offenders()).toBe(0)
  })
})

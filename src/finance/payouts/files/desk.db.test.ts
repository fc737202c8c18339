import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/index.ts'
import { bankFaults, isBankFault } from './simulated-bank.ts'
import {
  approvedRun,
  bureau,
  grantMany,
  head,
  officer,
  other,
  testBureau,
  uploadedBytes,
  type TestBureau,
} from '../testing/bureau.ts'

const database = testDatabase()
let house: TestBureau
let runId: string
let households: string[]
beforeAll(async () => {
  house = await testBureau(database)
  households = await grantMany(database, house, 913)
  runId = await approvedRun(database, house)
}, 120_000)

const statesOf = async (): Promise<Record<string, { count: number; fen: string }>> => {
  const { rows } = await database.inTenant(bureau, (tx) =>
    sql<{ state: string; count: number; fen: string }>`SELECT state, count(*)::int AS count, sum(fen)::text AS fen
      FROM payouts.line WHERE tenant_id = ${bureau} GROUP BY state`.execute(tx),
  )
  return Object.fromEntries(rows.map(({ state, count, fen }) => [state, { count, fen }]))
}
const countOf = async (table: string): Promise<number> => {
  const { rows } = await database.inTenant(bureau, (tx) =>
    sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.raw(table)} WHERE tenant_id = ${bureau}`.execute(tx),
  )
  return rows[0]!.n
}
const answer = async (fileId: string, wish: { failures?: number; fault?: string } = {}): Promise<Buffer> =>
  (await house.files.simulate(officer, { fileId, failures: 0, ...wish })).bytes

describe('九百一十三户，每户五百元（AC-031）', () => {
  let fileId: string
  let returnId: string

  it('两个人同时做发放文件，只有一个文件，913 笔 456,500 元', async () => {
    const made = await Promise.allSettled([
      house.files.make(officer, { runId, route: 'bank-batch' }),
      house.files.make(other, { runId, route: 'bank-batch' }),
    ])
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { files } = await house.files.ofRun(officer, runId)
    expect(files).toHaveLength(1)
    expect(files[0]).toMatchObject({
      batch: 'DB-2026-03-1-01',
      sent: { count: 913, amount: '45650000' },
      paid: { count: 0 },
    })
    fileId = files[0]!.id
    expect(await statesOf()).toEqual({ 'in-bank': { count: 913, fen: '45650000' } })
  })

  it('再做一次：没有可发的，什么也不多', async () => {
    await expect(house.files.make(officer, { runId, route: 'bank-batch' })).rejects.toThrow(
      '现在没有可以发给银行的笔：该发的都已经发出去了，或者名单还没有批准',
    )
    expect(await countOf('payouts.pay_file')).toBe(1)
  })

  it('下载多少次都是同一个文件', async () => {
    const [one, two] = await Promise.all([house.files.download(officer, fileId), house.files.download(head, fileId)])
    expect(one.name).toBe('DB-2026-03-1-01.txt')
    expect(one.bytes.equals(two.bytes)).toBe(true)
  })

  it.each(Object.keys(bankFaults).filter(isBankFault))('有毛病的回盘（%s）一笔也不入账', async (fault) => {
    const before = await statesOf()
    const taken = house.files.take(officer, runId, await uploadedBytes(await answer(fileId, { fault })))
    if (fault === 'garbage' || fault === 'other-batch') await expect(taken).rejects.toThrow(/认不出来|批次号/)
    else {
      const { id } = await taken
      const report = await house.files.report(officer, id)
      expect(report.faultCount).toBe(1)
      await expect(house.files.book(officer, id)).rejects.toThrow('一笔也没有入账')
    }
    expect(await statesOf()).toEqual(before)
    expect(await countOf('payouts.line_answer')).toBe(0)
  })

  it('两个人同时传同一份回盘，是同一份试读；试读不动钱', async () => {
    const bytes = await answer(fileId, { failures: 3 })
    const before = await countOf('payouts.return_file')
    const [one, two] = await Promise.all([
      house.files.take(officer, runId, await uploadedBytes(bytes)),
      house.files.take(other, runId, await uploadedBytes(bytes, '另一个名字.txt')),
    ])
    expect(one.id).toBe(two.id)
    expect(await countOf('payouts.return_file')).toBe(before + 1)
    returnId = one.id
    const report = await house.files.report(officer, returnId)
    expect(report).toMatchObject({
      ...{ state: 'read', faultCount: 0, encoding: 'GB18030' },
      paid: { count: 910, amount: '45500000' },
      returned: { count: 3, amount: '150000' },
    })
    expect(report.returnedLines.map(({ code }) => code)).toEqual(['E01', 'E02', 'E03'])
    // Masked: neither the name nor the account in full.
    expect(JSON.stringify(report)).not.toMatch(/居民甲\d{4}|62990000000000\d{5}/)
    expect(await statesOf()).toEqual({ 'in-bank': { count: 913, fen: '45650000' } })
  })

  it('两个人同时入账，只入一次：发到 455,000 元，三笔退回带原因', async () => {
    await Promise.all([house.files.book(officer, returnId), house.files.book(other, returnId)])
    expect(await statesOf()).toEqual({
      paid: { count: 910, fen: '45500000' },
      returned: { count: 3, fen: '150000' },
    })
    expect(await countOf('payouts.line_answer')).toBe(913)
    const { files } = await house.files.ofRun(officer, runId)
    expect(files[0]).toMatchObject({ paid: { count: 910 }, returned: { count: 3 }, waiting: { count: 0, amount: '0' } })
    const report = await house.files.report(officer, returnId)
    expect(report).toMatchObject({
      state: 'booked',
      paid: { count: 910 },
      returned: { count: 3 },
      known: 0,
      faultCount: 0,
    })
  })

  it('同样的结果换个编码再传：没有第二次作用', async () => {
    const bytes = await answer(fileId, { failures: 3 })
    const { default: iconv } = await import('iconv-lite')
    const again = await house.files.take(
      officer,
      runId,
      await uploadedBytes(iconv.encode(iconv.decode(bytes, 'gbk'), 'utf8'), 'again.txt'),
    )
    expect(again.id).not.toBe(returnId)
    expect(await house.files.report(officer, again.id)).toMatchObject({ known: 913, paid: { count: 0 }, faultCount: 0 })
    await house.files.book(officer, again.id)
    expect(await countOf('payouts.line_answer')).toBe(913)
    expect((await statesOf())['paid']).toEqual({ count: 910, fen: '45500000' })
  })

  it('改好账户、第二个人审过以后补发，这个月合起来 456,500 元，没有一户发到两次', async () => {
    const { rows } = await database.inTenant(bureau, (tx) =>
      sql<{ household: string }>`SELECT household_id::text AS household FROM payouts.line
        WHERE tenant_id = ${bureau} AND state = 'returned'`.execute(tx),
    )
    for (const [index, { household }] of rows.entries()) {
      const number = `62990000000009${String(index).padStart(5, '0')}`
      const draft = {
        householdId: household,
        placeId: 3 as never,
        holder: '居民甲9000',
        bank: '合成银行',
        number,
        why: '换卡',
      }
      const account = await officer.transaction(database.db, (tx) => house.accounts.propose(tx, officer, draft))
      await head.transaction(database.db, (tx) => house.accounts.approve(tx, head, { id: account, number }))
    }
    const { id } = await house.files.make(officer, { runId, route: 'card-platform' })
    const { files } = await house.files.ofRun(officer, runId)
    expect(files[1]).toMatchObject({
      id,
      isSupplement: true,
      batch: 'DB-2026-03-1-02',
      sent: { count: 3, amount: '150000' },
    })
    const back = await house.files.take(officer, runId, await uploadedBytes(await answer(id), 'huipan.xlsx'))
    await house.files.book(officer, back.id)
    expect(await statesOf()).toEqual({ paid: { count: 913, fen: '45650000' } })
    const twice = await database.inTenant(bureau, (tx) =>
      sql<{ n: number }>`SELECT count(*)::int AS n FROM (SELECT 1 FROM payouts.pay_file_line l
        JOIN payouts.line_answer a ON a.tenant_id = l.tenant_id AND a.file_id = l.file_id AND a.reference = l.reference
        JOIN payouts.line p ON p.tenant_id = l.tenant_id AND p.id = l.line_id
        WHERE l.tenant_id = ${bureau} AND a.result = 'paid' GROUP BY p.household_id, p.month HAVING count(*) > 1) AS twice`.execute(
        tx,
      ),
    )
    expect(twice.rows[0]!.n).toBe(0)
    expect(households).toHaveLength(913)
  })

  it('全都有了结果，这一批就办结，不能再做文件', async () => {
    await expect(house.files.make(officer, { runId, route: 'bank-batch' })).rejects.toThrow('没有可以发给银行')
  })
})

describe('不该发生的', () => {
  it('别的机构看不见这些文件', async () => {
    const { files } = await house.files.ofRun(officer, runId)
    const stranger = { ...officer, tenant: 8 as never }
    await expect(
      house.files.download({ ...stranger, transaction: (_db, work) => database.inTenant(8, work) }, files[0]!.id),
    ).rejects.toThrow('没有找到')
  })
  it('没说为什么，不能下载；说了的，目的和人都记下来', async () => {
    const { files } = await house.files.ofRun(officer, runId)
    const id = files[0]?.id ?? ''
    await expect(house.files.download({ ...officer, purpose: ' ' }, id)).rejects.toThrow('先说明用途')
    await house.files.download({ ...officer, purpose: '送农商行柜台' }, id)
    const { rows } = await sql`SELECT actor_name, purpose FROM audit.entry WHERE action = 'payouts.file-downloaded'
      AND about_id = ${id} ORDER BY at DESC, id DESC LIMIT 1`.execute(database.owner)
    expect(rows).toEqual([{ actor_name: '财务甲', purpose: '送农商行柜台' }])
  })
  it('没有这条渠道、没有选文件、没有这份回盘，都有一句话', async () => {
    await expect(house.files.make(officer, { runId, route: 'pigeon' })).rejects.toThrow('pigeon')
    expect(() => house.files.take(officer, runId, undefined)).toThrow('请先选')
    await expect(house.files.report(officer, '00000000-0000-7000-8000-000000000000')).rejects.toThrow('没有找到')
  })
  it('真装机里没有模拟银行', async () => {
    const { createFileDesk } = await import('./desk.ts')
    const { files } = await house.files.ofRun(officer, runId)
    const real = createFileDesk({
      ...{ db: database.db, clock: house.clock, audit: house.audit, desk: house.desk, isDemo: false },
      vault: undefined as never,
    })
    await expect(real.simulate(officer, { fileId: files[0]!.id, failures: 0 })).rejects.toThrow('只在演示里有')
  })
  it('数据库里的文件是密文，找不到户名和账号', async () => {
    const { rows } = await database.inTenant(bureau, (tx) =>
      sql<{
        bytes: Buffer
      }>`SELECT bytes FROM payouts.pay_file UNION ALL SELECT bytes FROM payouts.return_file`.execute(tx),
    )
    expect(rows.length).toBeGreaterThan(2)
    for (const { bytes } of rows) expect(bytes.includes(Buffer.from('6299000000000000'))).toBe(false)
  })
})

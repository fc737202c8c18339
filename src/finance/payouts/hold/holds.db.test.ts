import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { readAudit } from '#platform/audit/index.ts'
import { approvedRun, county, head, household, maker, reviewer, sentAndSettled, town } from '../testing.ts'
import { payGround } from '../testing/ground.ts'
import { findHeldPage, findHolds } from './hold-store.ts'
import { openWhy } from './hold-words.ts'

const ground = payGround()
const { inside, ready, change, undo, lines, sums } = ground
const wish = (cause: 'death' | 'signal' | 'office') =>
  ({ householdId: household(1), programme: 'dibao', cause, why: '查一下' }) as const
const hold = (cause: 'death' | 'signal' | 'office', who = reviewer): Promise<string> =>
  inside((tx) => ground.house.holds.hold(tx, who, wish(cause)))
const release = (id: string, who = head): Promise<string> =>
  inside((tx) => ground.house.holds.release(tx, who, id, '查清了'))
const end = (id: string, who = head): Promise<string> =>
  inside((tx) => ground.house.holds.end(tx, who, id, '这个月不发'))
const approved = (month = '2026-03'): Promise<string> =>
  inside((tx) => approvedRun(tx, ground.at(`${month}-05T10:00:00+08:00`), month))
const sendable = (runId: string): Promise<number> =>
  inside(async (tx) => (await ground.house.desk.linesToSend(tx, maker, runId)).lines.length)

describe('暂缓要两个人', () => {
  it('提出的人自己放行、自己不发，都不行，说得出要找别人；钱一分没动', async () => {
    await ready([1])
    const runId = await approved()
    const id = await hold('office')
    const before = await sums()
    await expect(release(id, reviewer)).rejects.toThrow('县级审核乙 提出的，放行或不发要由另一个人来办')
    await expect(end(id, reviewer)).rejects.toThrow('另一个人')
    expect(await sums()).toEqual(before)
    expect(await sendable(runId)).toBe(0)
    await release(id, maker)
    expect(await sendable(runId)).toBe(1)
  })
})

describe('为什么暂缓，不以明文进留痕', () => {
  it('放行、不发、退回账户、改名单的原因，留痕表里看不见，打开看得到', async () => {
    await ready([1])
    await approved()
    const released = await hold('office')
    await inside((tx) => ground.house.holds.release(tx, head, released, '金丝雀放行：老人是出国探亲'))
    const ended = await hold('death')
    await inside((tx) => ground.house.holds.end(tx, head, ended, '金丝雀不发：确实去世了'))
    const account = await inside((tx) =>
      ground.house.accounts.propose(tx, maker, {
        ...{ householdId: household(1), placeId: town, holder: '居民甲', bank: '合成银行' },
        ...{ number: '6200000000999999', why: '金丝雀换卡：原来的卡丢了' },
      }),
    )
    await inside((tx) => ground.house.accounts.refuse(tx, head, account, '金丝雀不通过：不是本人'))
    const { rows } = await sql<{ text: string }>`SELECT to_jsonb(e)::text AS text FROM audit.entry e
      WHERE action LIKE 'payouts.%'`.execute(ground.database.owner)
    expect(rows.length).toBeGreaterThan(4)
    expect(rows.filter(({ text }) => text.includes('金丝雀'))).toEqual([])
    const told = async (kind: string, id: string) =>
      JSON.stringify(
        await inside((tx) => readAudit(tx, ground.vault, { tenant: county, about: { kind, id } })),
        (_, value) => (typeof value === 'bigint' ? String(value) : (value as unknown)),
      )
    expect(await told('hold', released)).toContain('金丝雀放行：老人是出国探亲')
    expect(await told('hold', ended)).toContain('金丝雀不发：确实去世了')
    const ofHousehold = await told('household', household(1))
    expect(ofHousehold).toContain('金丝雀换卡：原来的卡丢了')
    expect(ofHousehold).toContain('金丝雀不通过：不是本人')
  })
})

describe('一户又被提了一次', () => {
  const because = (why: string, who = reviewer): Promise<string> =>
    inside((tx) => ground.house.holds.hold(tx, who, { ...wish('office'), why }))
  const causes = async (): Promise<string[]> => {
    const groups = [{ householdId: household(1), programme: 'dibao' }]
    const rows = await inside((tx) => findHolds(tx, county, { groups, state: 'open' }))
    const box = await ground.vault.boxOf(county)
    return rows.map((row) => `${row.byName}：${openWhy(box, row.id, row)} ${row.others}`)
  }

  it('两个人两个原因，都留着；一个放行了钱还停着，两个都放行才发；每个都要由别人来办', async () => {
    await ready([1])
    const [one, two] = [await because('邻居说搬走了'), await because('账户对不上', maker)]
    expect(await causes()).toEqual(['县级审核乙：邻居说搬走了 1', '财务甲：账户对不上 1'])
    const runId = await approved()
    await expect(release(two, maker)).rejects.toThrow('另一个人')
    await release(one, maker)
    expect(await lines(runId)).toEqual([[1, '2026-03', 'regular', 50_000n, 'held']])
    await release(two, reviewer)
    expect(await lines(runId)).toEqual([[1, '2026-03', 'regular', 50_000n, 'waiting']])
  })

  it('同一句话、同一条记录，再提还是那一个；同一天两个人去世是两个', async () => {
    await ready([1])
    const ids = await Promise.all([because('邻居说搬走了'), because('邻居说搬走了'), because('邻居说搬走了', maker)])
    expect(new Set(ids).size).toBe(1)
    const died = (record: string) => ({ ...wish('death'), why: '家庭成员去世', evidence: { record } })
    for (const record of ['甲', '甲', '乙']) await inside((tx) => ground.house.holds.hold(tx, reviewer, died(record)))
    expect(await causes()).toHaveLength(3)
  })

  it('一页一页看，页数按户算；一户的几个原因在一起；筛原因、筛状态、按户找，数都对', async () => {
    const indexes = Array.from({ length: 25 }, (_, index) => index + 1)
    await ready(indexes)
    for (const index of indexes)
      for (const cause of index === 7 ? (['death', 'office'] as const) : (['office'] as const))
        await inside((tx) =>
          ground.house.holds.hold(tx, reviewer, {
            ...wish(cause),
            householdId: household(index),
            why: `第 ${index} 户`,
          }),
        )
    const page = (filter: Partial<Parameters<typeof findHeldPage>[2]>) =>
      inside((tx) => findHeldPage(tx, county, { state: 'open', households: null, page: 1, size: 20, ...filter }))
    const [first, second] = [await page({}), await page({ page: 2 })]
    expect([first.count, first.groups.length, second.groups.length]).toEqual([25, 20, 5])
    const all = [...first.groups, ...second.groups].map(({ householdId }) => householdId)
    expect(new Set(all).size).toBe(25)
    expect(await page({ cause: 'death' })).toMatchObject({ count: 1, groups: [{ householdId: household(7) }] })
    expect(await page({ state: 'released' })).toEqual({ count: 0, groups: [] })
    expect(await page({ households: [household(3)] })).toMatchObject({ count: 1 })
    expect(await page({ households: [] })).toEqual({ count: 0, groups: [] })
    expect(
      await inside((tx) => findHolds(tx, county, { groups: [{ householdId: household(7), programme: 'dibao' }] })),
    ).toHaveLength(2)
  })
})

describe('一户有两个暂缓', () => {
  it('放行一个，另一个还停着；都放行了才发', async () => {
    await ready([1])
    const [death, office] = [await hold('death'), await hold('office')]
    const runId = await approved()
    await release(office)
    expect(await lines(runId)).toEqual([[1, '2026-03', 'regular', 50_000n, 'held']])
    await release(death)
    expect(await lines(runId)).toEqual([[1, '2026-03', 'regular', 50_000n, 'waiting']])
  })

  it.each([
    ['批之前提的', true],
    ['批之后提的', false],
  ])('%s：一个了结成不发，另一个查清了照样能发，钱没有先被冲掉', async (_, isBefore) => {
    await ready([1])
    if (!isBefore) await approved()
    const [death, office] = [await hold('death'), await hold('office')]
    if (isBefore) await approved()
    const before = await sums()
    await end(office)
    expect(await sums()).toEqual(before)
    await release(death)
    const next = isBefore ? await approved() : null
    if (next !== null) expect(await lines(next)).toEqual([[1, '2026-03', 'regular', 50_000n, 'payable']])
    expect((await sums())['payable 2026']).toBe(50_000n)
  })

  it('两个人同时各了结一个：最后总有一个管着这几行，不发就是不发', async () => {
    await ready([1])
    const [death, office] = [await hold('death'), await hold('office')]
    const runId = await approved()
    await Promise.all([end(death), end(office)])
    expect(await lines(runId)).toEqual([[1, '2026-03', 'regular', 50_000n, 'stopped']])
    expect((await sums())['payable 2026']).toBeUndefined()
  })
})

describe('有意不发的补发', () => {
  /** March paid at 500, raised to 600: 100 of arrears held and ended. */
  const ended = async (): Promise<void> => {
    await ready([1])
    const runId = await approved()
    await inside((tx) => sentAndSettled(tx, ground.house, { runId, file: 1 }))
    await change(1, 60_000, '2026-03')
    const id = await hold('office')
    await approved()
    await end(id)
  }

  it('再怎么改待遇也不重新生出来；高出来的部分照补', async () => {
    await ended()
    await change(1, 60_000, '2026-04')
    const april = await approved('2026-04')
    expect(await lines(april)).toEqual([[1, '2026-04', 'regular', 60_000n, 'payable']])
    await change(1, 70_000, '2026-03')
    expect((await lines(await approved('2026-04'))).filter(([, month]) => month === '2026-03')).toEqual([
      [1, '2026-03', 'arrears', 10_000n, 'payable'],
    ])
  })

  it('没发过的补发，降下来也不追；撤回那次变动，三月就没有这回事', async () => {
    await ended()
    await change(1, 50_000, '2026-03')
    expect((await sums())['recovery 2026']).toBeUndefined()
    await undo(1, 3)
    await undo(1, 2)
    expect(await sums()).toMatchObject({ 'paid 2026': 50_000n })
    const { rows } = await sql`SELECT 1 FROM payouts.correction WHERE state IN ('waiting', 'owed')`.execute(
      ground.database.owner,
    )
    expect(rows).toEqual([])
  })

  it('还没上名单的补发，了结了就不再上名单，也不再为它预留', async () => {
    await ready([1])
    const runId = await approved()
    await inside((tx) => sentAndSettled(tx, ground.house, { runId, file: 1 }))
    await change(1, 60_000, '2026-03')
    expect(await sums()).toMatchObject({ 'reserved 2026': 9n * 60_000n + 10_000n })
    await end(await hold('office'))
    expect(await sums()).toMatchObject({ 'reserved 2026': 9n * 60_000n })
    expect(await lines(await approved('2026-04'))).toEqual([[1, '2026-04', 'regular', 60_000n, 'payable']])
  })

  it('批过、还没送的补发了结了，也不再生出来', async () => {
    await ready([1])
    const runId = await approved()
    await inside((tx) => sentAndSettled(tx, ground.house, { runId, file: 1 }))
    await change(1, 60_000, '2026-03')
    await approved()
    await end(await hold('office'))
    await change(1, 60_000, '2026-04')
    expect(await lines(await approved('2026-04'))).toEqual([[1, '2026-04', 'regular', 60_000n, 'payable']])
  })
})

import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { approvedRun, head, household, maker, reviewer, sentAndSettled } from '../testing.ts'
import { payGround } from '../testing/ground.ts'

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

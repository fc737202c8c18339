import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { approvedRun, county, fileId, head, household, maker, reviewer, sentAndSettled, town } from '../testing.ts'
import { gate, payGround, somebodyWaits } from '../testing/ground.ts'

const ground = payGround()
const { inside, ready, end, change, undo, lines, sums, rightOf } = ground
const approved = (month = '2026-03', moment = `${month}-05T10:00:00+08:00`): Promise<string> =>
  inside((tx) => approvedRun(tx, ground.at(moment), month))
const sendable = (runId: string): Promise<number[]> =>
  inside(async (tx) =>
    (await ground.house.desk.linesToSend(tx, maker, runId)).lines.map(({ householdId }) =>
      Number(householdId.slice(-3)),
    ),
  )
const send = (runId: string, file: number, returned: readonly number[] = []): Promise<void> =>
  inside((tx) => sentAndSettled(tx, ground.house, { runId, file, returned }))
const stateOf = async (runId: string): Promise<string> => {
  const { rows } = await sql<{ state: string }>`SELECT state FROM payouts.run WHERE id = ${runId}`.execute(
    ground.database.owner,
  )
  return rows[0]?.state ?? ''
}

describe('批准以后、送银行以前，待遇停了或降了', () => {
  it('停了的不送，原因写在那一行上，账冲回额度；别人的照发，名单办结', async () => {
    await ready([1, 2])
    const runId = await approved()
    await end(1, '2026-02')
    expect(await lines(runId)).toEqual([
      [1, '2026-03', 'regular', 50_000n, 'stopped'],
      [2, '2026-03', 'regular', 50_000n, 'payable'],
    ])
    const { rows } = await sql`SELECT reason, kept_back_by FROM payouts.line WHERE state = 'stopped'`.execute(
      ground.database.owner,
    )
    expect(rows).toEqual([{ reason: '批准以后待遇变了：搬走了', kept_back_by: 2 }])
    expect(await sums()).toMatchObject({
      'payable 2026': 50_000n,
      'reserved 2026': 450_000n,
      'allotment 2026': 9_500_000n,
    })
    expect(await sendable(runId)).toEqual([2])
    await send(runId, 1)
    expect(await sums()).toMatchObject({ 'paid 2026': 50_000n })
    expect(await stateOf(runId)).toBe('done')
  })

  it('降了的整笔不送，该发的随下一份名单补，指着原来那行；不多一分，不少一分', async () => {
    await ready([1])
    const runId = await approved()
    await change(1, 30_000, '2026-03')
    expect(await sendable(runId)).toEqual([])
    expect(await sums()).toMatchObject({ 'reserved 2026': 300_000n })
    const next = await approved()
    expect(await lines(next)).toEqual([[1, '2026-03', 'arrears', 30_000n, 'payable']])
    const { rows } = await sql<{ same: boolean }>`SELECT a.original_line_id = o.id AS same FROM payouts.line a
      JOIN payouts.line o ON o.state = 'stopped' WHERE a.kind = 'arrears'`.execute(ground.database.owner)
    expect(rows).toEqual([{ same: true }])
    await send(next, 1)
    const april = await approved('2026-04')
    expect(await lines(april)).toEqual([[1, '2026-04', 'regular', 30_000n, 'payable']])
    expect(await sums()).toMatchObject({ 'paid 2026': 30_000n, 'payable 2026': 30_000n })
  })

  it('涨了的照原数送，差的随下一份补', async () => {
    await ready([1])
    const runId = await approved()
    await change(1, 60_000, '2026-03')
    expect(await sendable(runId)).toEqual([1])
    await send(runId, 1)
    expect(await lines(await approved())).toEqual([[1, '2026-03', 'arrears', 10_000n, 'payable']])
  })

  it('停了又撤回：留下的那笔随下一份补上；补的还没送又降，再换成该发的数', async () => {
    await ready([1])
    await approved()
    await end(1, '2026-02')
    await undo(1, 2)
    const second = await approved()
    expect(await lines(second)).toEqual([[1, '2026-03', 'arrears', 50_000n, 'payable']])
    await change(1, 20_000, '2026-03')
    expect(await sendable(second)).toEqual([])
    const third = await approved()
    expect(await lines(third)).toEqual([[1, '2026-03', 'arrears', 20_000n, 'payable']])
    await send(third, 1)
    expect(await sums()).toMatchObject({ 'paid 2026': 20_000n })
  })

  it('还在等下一份的补发，降了就先减它，不一边补一边追', async () => {
    await ready([1])
    await send(await approved(), 1)
    await change(1, 60_000, '2026-03')
    await change(1, 55_000, '2026-03')
    const next = await approved()
    expect(await lines(next)).toEqual([[1, '2026-03', 'arrears', 5_000n, 'payable']])
    await change(1, 40_000, '2026-03')
    expect(await sendable(next)).toEqual([])
    expect(await sums()).toMatchObject({ 'paid 2026': 40_000n, 'recovery 2026': 10_000n })
    await change(1, 45_000, '2026-03')
    expect(await sums()).toMatchObject({ 'paid 2026': 45_000n, 'recovery 2026': 5_000n })
  })

  it('放行了、等下一份名单的，停了不带走；降了按新数补', async () => {
    const wish = (index: number) =>
      ({ householdId: household(index), programme: 'dibao', cause: 'office', why: '查一下' }) as const
    await ready([1, 2, 3])
    const holds = await inside(async (tx) => {
      const ids = []
      for (const index of [1, 2, 3]) ids.push(await ground.house.holds.hold(tx, reviewer, wish(index)))
      return ids
    })
    await approved()
    await end(3, '2026-02')
    for (const id of holds) await inside((tx) => ground.house.holds.release(tx, head, id, '查清了'))
    await end(1, '2026-02')
    await change(2, 30_000, '2026-03')
    const next = await approved()
    expect(await lines(next)).toEqual([[2, '2026-03', 'arrears', 30_000n, 'payable']])
    expect(await sums()).toMatchObject({ 'payable 2026': 30_000n, 'reserved 2026': 270_000n })
  })

  it('已经带到还没批的名单上的，停了重算就没有了', async () => {
    await ready([1, 2])
    const wish = { householdId: household(1), programme: 'dibao', cause: 'office', why: '查一下' } as const
    const hold = await inside((tx) => ground.house.holds.hold(tx, reviewer, wish))
    await approved()
    await inside((tx) => ground.house.holds.release(tx, head, hold, '查清了'))
    const next = await inside((tx) =>
      ground.house.runs.make(tx, maker, { programme: 'dibao', month: '2026-03' as never }),
    )
    await inside((tx) => ground.house.runs.freeze(tx, maker, next))
    await end(1, '2026-02')
    await expect(inside((tx) => ground.house.runs.approve(tx, head, next))).rejects.toThrow('有 1 份待遇变了')
    await inside((tx) => ground.house.runs.sendBack(tx, head, next, '有变动'))
    await inside((tx) => ground.house.runs.compute(tx, maker, next))
    expect(await lines(next)).toEqual([[1, '2026-03', 'regular', 50_000n, 'stopped']])
  })

  it('在银行的时候停了：退回来的不再发，换账户也不发；到账的应追回', async () => {
    await ready([1, 2])
    const runId = await approved()
    const { lines: sent } = await inside((tx) => ground.house.desk.linesToSend(tx, maker, runId))
    await inside((tx) => ground.house.desk.send(tx, maker, { runId, fileId: fileId(1), lines: sent }))
    await end(1, '2026-02')
    await end(2, '2026-02')
    const results = sent.map(({ id, householdId }) =>
      householdId === household(1)
        ? { lineId: id, outcome: 'returned' as const, on: '2026-03-09' as never, reason: '账号不存在' }
        : { lineId: id, outcome: 'paid' as const, on: '2026-03-09' as never, reason: null },
    )
    await inside((tx) => ground.house.desk.settle(tx, maker, { fileId: fileId(1), results }))
    expect(await sums()).toEqual({
      ...{ 'outside 2026': -10_000_000n, 'allotment 2026': 9_950_000n, 'recovery 2026': 50_000n },
    })
    const account = { householdId: household(1), placeId: town, holder: '居民甲1', bank: '青禾农商行（合成）' }
    const number = '6200000000990001'
    const id = await inside((tx) => ground.house.accounts.propose(tx, maker, { ...account, number, why: '换卡' }))
    await inside((tx) => ground.house.accounts.approve(tx, head, { id, number }))
    expect(await sendable(runId)).toEqual([])
    expect(await stateOf(runId)).toBe('done')
  })

  it('以前停了、那时没有留下的，做文件时、算下一份时照样比出来', async () => {
    await ready([1, 2, 3])
    const first = await approved()
    await planted(1)
    expect(await sendable(first)).toEqual([2, 3])
    await planted(2)
    await inside((tx) => ground.house.runs.make(tx, maker, { programme: 'dibao', month: '2026-03' as never }))
    expect(await lines(first)).toEqual([
      [1, '2026-03', 'regular', 50_000n, 'stopped'],
      [2, '2026-03', 'regular', 50_000n, 'stopped'],
      [3, '2026-03', 'regular', 50_000n, 'payable'],
    ])
  })
})

/** The end of a right as an earlier version of the program wrote it: nothing looked at the lists. */
async function planted(index: number): Promise<void> {
  const id = await rightOf(index)
  await sql`INSERT INTO payouts.entitlement_version (tenant_id, entitlement_id, version, kind, from_month, why, at, by_id,
    by_name) VALUES (${county}, ${id}, 2, 'end', '2026-03-01', '早先停的', now(), 'x', 'x')`.execute(
    ground.database.owner,
  )
  await sql`UPDATE payouts.entitlement SET version = 2, stops_month = '2026-03-01' WHERE id = ${id}`.execute(
    ground.database.owner,
  )
}

describe('两边同时', () => {
  const sending = (runId: string, wait: Promise<void>) =>
    inside(async (tx) => {
      const { lines: found } = await ground.house.desk.linesToSend(tx, maker, runId)
      await wait
      await ground.house.desk.send(tx, maker, { runId, fileId: fileId(1), lines: found })
      return found.length
    })

  it('文件先做的：停发等它做完，这一笔在银行，到账以后应追回', async () => {
    await ready([1])
    const runId = await approved()
    const door = gate()
    const file = sending(runId, door.opened)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const ending = end(1, '2026-02')
    await somebodyWaits(ground.database)
    door.open()
    expect(await file).toBe(1)
    await ending
    expect(await lines(runId)).toEqual([[1, '2026-03', 'regular', 50_000n, 'in-bank']])
    expect(await sums()).toMatchObject({ 'in-bank 2026': 50_000n })
    const settled = (lineId: string) => [{ lineId, outcome: 'paid' as const, on: '2026-03-09' as never, reason: null }]
    const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.line`.execute(ground.database.owner)
    await inside((tx) =>
      ground.house.desk.settle(tx, maker, { fileId: fileId(1), results: settled(rows[0]?.id ?? '') }),
    )
    expect(await sums()).toMatchObject({ 'recovery 2026': 50_000n })
  })

  it('停发先写的：做文件等它写完，这一笔不在文件里', async () => {
    await ready([1])
    const runId = await approved()
    const door = gate()
    const ending = inside(async (tx) => {
      const [right] = await ground.house.payouts.ofHousehold(tx, county, household(1))
      const wish = { entitlementId: right?.id ?? '', after: '2026-02' as never, why: '搬走了', decisionId: null }
      await ground.house.payouts.end(tx, maker, wish)
      await door.opened
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const file = sending(runId, Promise.resolve())
    await somebodyWaits(ground.database)
    door.open()
    await ending
    expect(await file).toBe(0)
    expect(await lines(runId)).toEqual([[1, '2026-03', 'regular', 50_000n, 'stopped']])
    expect((await sums())['in-bank 2026']).toBeUndefined()
  })

  it('只有补发的名单，批的时候也等正在写的停发', async () => {
    await ready([1])
    await send(await approved(), 1)
    await change(1, 60_000, '2026-03')
    const { house } = ground
    const next = await inside((tx) => house.runs.make(tx, maker, { programme: 'dibao', month: '2026-03' as never }))
    await inside((tx) => house.runs.freeze(tx, maker, next))
    const door = gate()
    const id = await rightOf(1)
    const ending = inside(async (tx) => {
      await house.payouts.end(tx, maker, {
        entitlementId: id,
        after: '2026-02' as never,
        why: '搬走了',
        decisionId: null,
      })
      await door.opened
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const approving = inside((tx) => house.runs.approve(tx, head, next)).catch((error: Error) => error.message)
    await somebodyWaits(ground.database)
    door.open()
    await ending
    expect(await approving).toContain('待遇变了')
  })
})

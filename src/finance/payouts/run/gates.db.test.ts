import { describe, expect, it } from 'vitest'
import type { Month } from '#platform/clock/index.ts'
import { approvedRun, head, houseAt, maker } from '../testing.ts'
import { payGround } from '../testing/ground.ts'

const ground = payGround()
const { inside, ready, sums } = ground

describe('做名单以前要先办的事没有办', () => {
  it('做不了名单，说出是什么；做好以后才出的事，批的时候也拦住；别的月份照做，账一分没动', async () => {
    await ready([1], { from: '2026-02' })
    const state = { isOpen: true }
    const house = houseAt('2026-03-05T10:00:00+08:00', {
      vault: ground.vault,
      listGates: [
        (_tx, _tenant, { month }) => Promise.resolve(month === '2026-03' && !state.isOpen ? new Error('先重算') : null),
      ],
    })
    const before = await sums()
    const make = (month: string) =>
      inside((tx) => house.runs.make(tx, maker, { programme: 'dibao', month: month as Month }))
    const march = async (): Promise<string> => {
      const id = await make('2026-03')
      return inside((tx) => house.runs.freeze(tx, maker, id))
    }
    await inside((tx) => approvedRun(tx, house, '2026-02'))
    const february = await sums()
    expect(february).not.toEqual(before)
    state.isOpen = false
    await expect(make('2026-03')).rejects.toThrow('先重算')
    state.isOpen = true
    const runId = await march()
    state.isOpen = false
    await expect(inside((tx) => house.runs.approve(tx, head, runId))).rejects.toThrow('先重算')
    expect(await sums()).toEqual(february)
    state.isOpen = true
    await inside((tx) => house.runs.approve(tx, head, runId))
  })

  it('别人正在改许多户、没有改完：不重算、不交出去、不批、不送银行，每一步都说出来；改完照办，账一分没动', async () => {
    await ready([1], { from: '2026-02' })
    const state = { isHalf: false }
    const house = houseAt('2026-03-05T10:00:00+08:00', {
      vault: ground.vault,
      pauses: [() => Promise.resolve(state.isHalf ? new Error('正在照名单调') : null)],
    })
    const february = await inside((tx) => approvedRun(tx, house, '2026-02'))
    const make = () => inside((tx) => house.runs.make(tx, maker, { programme: 'dibao', month: '2026-03' as Month }))
    const half = async (step: () => Promise<unknown>): Promise<void> => {
      state.isHalf = true
      await expect(step()).rejects.toThrow('正在照名单调')
      state.isHalf = false
    }
    const before = await sums()
    await half(make)
    const runId = await make()
    await half(() => inside((tx) => house.runs.compute(tx, maker, runId)))
    await half(() => inside((tx) => house.runs.freeze(tx, maker, runId)))
    await inside((tx) => house.runs.freeze(tx, maker, runId))
    await half(() => inside((tx) => house.runs.approve(tx, head, runId)))
    await half(() => inside((tx) => house.desk.linesToSend(tx, maker, february)))
    expect(await sums()).toEqual(before)
    await inside((tx) => house.runs.approve(tx, head, runId))
    expect((await inside((tx) => house.desk.linesToSend(tx, maker, february))).lines).toHaveLength(1)
  })
})

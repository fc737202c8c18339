import { describe, expect, it } from 'vitest'
import { day, month } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import type { Adjustment, Views } from './contract.ts'
import { adjustmentSheet } from './letter.ts'

const views = (outcome: Views['outcome'], isCurrent = true) => ({ outcome, isCurrent, on: day('2026-09-03') })
const given = {
  rule: {
    views: {
      required: true,
      source: { zh: '社会救助法第四十八条', en: 'Social Assistance Law, art. 48' },
      deadlineDays: 5,
      deadlineSource: '合成',
    },
  },
  ...{ office: '青禾县民政局', programme: '最低生活保障', householdNumber: 'QH-0001', hotline: '12345' },
  remedies: {
    reconsideration: { days: 60, source: '行政复议法 第二十条' },
    court: { months: 6, source: '行政诉讼法 第四十六条' },
  },
}
const written = (proposal: Partial<Adjustment>, heard: readonly ReturnType<typeof views>[] = [views('objected')]) =>
  adjustmentSheet({
    review: {
      ...{ state: 'approved', kind: 'cut', paid: fen(93_000n), closedAt: new Date('2026-09-10T09:00:00+08:00') },
      why: { zh: '按档案里现在的情况，应当少发', en: 'less is due' },
      proposal: { ...{ kind: 'cut', amount: fen(80_000n), from: month('2026-10'), why: '工资涨了' }, ...proposal },
    },
    ...{ leaving: null, care: null },
    views: heard,
    ...given,
    head: '居民甲',
  })
const text = (sheet: ReturnType<typeof written>): string => JSON.stringify(sheet)

describe('减发、停发的决定书（社会救助法第四十八条：书面，说明理由）', () => {
  it('写明原来多少、改成多少、从哪个月起、为什么、听过意见、怎么复议怎么起诉', () => {
    const sheet = written({})
    expect(sheet.title).toBe('最低生活保障减发决定书')
    for (const said of ['930.00', '800.00', '捌佰元整', '2026 年 10 月', '应当少发', '工资涨了', '2026 年 9 月 10 日'])
      expect(text(sheet), said).toContain(said)
    expect(text(sheet)).toContain('2026 年 9 月 3 日听取过您的意见（依据：社会救助法第四十八条）')
    for (const said of ['60 日内申请行政复议', '6 个月内向人民法院']) expect(text(sheet)).toContain(said)
  })
  it('停发写最后发到哪个月，不写一个数；盖章的地方空着', () => {
    const sheet = written({ kind: 'end', amount: null })
    expect(sheet.title).toBe('最低生活保障停发决定书')
    expect(text(sheet)).toContain('最后发放 2026 年 9 月')
    expect(sheet.blocks.find(({ kind }) => kind === 'decision')).toMatchObject({ say: '停止发放', digits: [] })
    expect(sheet.blocks.filter(({ kind }) => kind === 'stamp')).toHaveLength(1)
  })
  it('没联系上的照实写；以前提的那一份听过的不写进来；增发不写', () => {
    expect(text(written({}, [views('not-reached')]))).toContain('通知过您，期限以内没有收到您的意见')
    expect(text(written({}, [views('agreed', false)]))).not.toContain('听取过')
    expect(text(written({ kind: 'raise', amount: fen(99_000n) }))).not.toContain('听取过')
  })
  it('没有批准的写不成', () => {
    expect(() => adjustmentSheet({ review: { state: 'proposed', proposal: null, closedAt: null } } as never)).toThrow(
      'approved',
    )
  })

  it('终止供养写给本人：是谁、哪一种情形、依据哪个文件、最后发到哪个月；只是报来的不重复写', () => {
    const of = (kind: 'end' | 'reported', amount: bigint | null) =>
      adjustmentSheet({
        ...given,
        review: {
          ...{ state: 'approved', kind, paid: fen(105_300n), closedAt: new Date('2026-09-10T09:00:00+08:00') },
          why: { zh: '有能力履行义务的法定义务人', en: 'there is an able legal obligor' },
          proposal: {
            ...{ kind: 'leave', personId: 'p', ground: 'able-obligor', why: '儿子回来了' },
            ...{ amount: amount === null ? null : fen(amount), from: month('2026-10') },
          },
        },
        care: null,
        leaving: { name: '居民乙', ground: '有了有能力履行义务的法定义务人', source: '特困人员认定办法' },
        ...{ views: [views('agreed')], head: '居民乙' },
      })
    const whole = of('end', null)
    expect(whole.title).toBe('最低生活保障终止决定书')
    for (const said of [
      ...['居民乙：', '终止居民乙的供养', '终止的情形：有了有能力履行义务的法定义务人（依据：特困人员认定办法）'],
      ...['儿子回来了', '有能力履行义务的法定义务人', '最后发放 2026 年 9 月', '60 日内申请行政复议'],
    ])
      expect(text(whole), said).toContain(said)
    expect(text(of('reported', null)).match(/有能力履行义务的法定义务人/g)).toHaveLength(1)
    expect(text(of('end', 52_650n))).toContain('一家其余的人以后每月')
  })

  it('照料护理定档：谁、哪一档、几项做不到、依据；原来没有领的写明没有领', () => {
    const of = (paid: bigint) =>
      adjustmentSheet({
        ...given,
        review: {
          ...{ state: 'approved', kind: 'care', paid: fen(paid), closedAt: new Date('2026-09-10T09:00:00+08:00') },
          why: { zh: '报来自理能力有变化', en: 'self-care has changed' },
          proposal: { kind: 'care', personId: 'p', amount: fen(45_000n), from: month('2026-10'), why: '两人上门评估' },
        },
        care: { name: '居民乙', level: '部分丧失生活自理能力', says: '6 项日常生活里有 2 项做不到（依据：某办法）。' },
        ...{ leaving: null, views: [], head: '居民乙' },
      })
    for (const said of [
      ...['定档决定书', '每月领最低生活保障 150.00 元。评估以后', '每月发给改为 450.00 元', '肆佰伍拾元整'],
      ...['居民乙的自理能力：部分丧失生活自理能力。6 项日常生活里有 2 项做不到（依据：某办法）', '两人上门评估'],
    ])
      expect(text(of(15_000n)), said).toContain(said)
    expect(text(of(0n))).toContain('您家现在没有领最低生活保障')
  })
})

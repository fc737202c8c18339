import { describe, expect, it } from 'vitest'
import { month } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import { leftReason, lineKind, raiseBegins } from './adjustment.ts'

describe('新标准对在发的一份待遇是什么', () => {
  it.each([
    ['照老标准发着，新标准多一分：调高', 500_00, 500_00, 500_01, 'raise'],
    ['少一分：会降低', 500_00, 500_00, 499_99, 'falls'],
    ['现在发的和老标准差一分：先核实', 499_99, 500_00, 510_00, 'paid-differs'],
    ['已经是新标准的数：没有要办的', 510_00, 500_00, 510_00, null],
    ['说不准', 500_00, 500_00, null, 'uncertain'],
  ] as const)('%s', (_, paid, before, after, kind) => {
    expect(lineKind({ paid: fen(paid), before: fen(before), after: after === null ? null : fen(after) })).toBe(kind)
  })
})

describe('从哪个月调起，以前的月份动不动', () => {
  const reached = month('2026-02')
  it.each([
    ['现在的数从更早起：从够得着的头一个月调，没有不动的', '2025-11', '2026-02', null],
    ['现在的数正好从那个月起：也没有不动的', '2026-02', '2026-02', null],
    ['晚一个月起：那一个月不动', '2026-03', '2026-03', '2026-02'],
    ['晚三个月起：从够得着的头一个月起都不动', '2026-05', '2026-05', '2026-02'],
  ] as const)('%s', (_, since, fromMonth, leftFrom) => {
    expect(raiseBegins({ reached, rate: { since: month(since), version: 3 } })).toEqual({
      ...{ fromMonth, leftFrom, leftVersion: leftFrom === null ? null : 3 },
    })
  })
  it('理由写明从哪月起、哪天、谁、为什么，中英文都有', () => {
    const { zh, en } = leftReason({ fromMonth: '2026-03', why: '收入复核', byName: '张三', on: '2026-03-05' })
    for (const said of [zh, en])
      for (const part of ['2026-03', '收入复核', '张三', '2026-03-05']) expect(said).toContain(part)
    expect(zh).toContain('单独核算')
  })
})

import { describe, expect, it } from 'vitest'
import type { WhyLine } from '#design/why-tree/index.ts'
import { sumChanges } from './sum-changes.ts'

const line = (id: string, fen: string | null, lines: readonly WhyLine[] = []): WhyLine => ({
  id,
  kind: 'input',
  zh: id,
  en: id,
  operator: null,
  amount: fen === null ? null : { unit: 'fen', value: fen },
  from: [],
  law: [],
  parameter: null,
  source: null,
  lines,
})
const pairs = (before: readonly WhyLine[], after: readonly WhyLine[]) =>
  sumChanges(before, after).map((change) => [change.id, change.before, change.after])

describe('新旧两份算式', () => {
  it('一样就一行也不列', () => {
    expect(
      pairs([line('group', null, [line('wages', '150000')])], [line('group', null, [line('wages', '150000')])]),
    ).toEqual([])
  })
  it('里层的行变了也找得到', () => {
    expect(
      pairs([line('group', null, [line('wages', '150000')])], [line('group', null, [line('wages', '90000')])]),
    ).toEqual([['wages', '150000', '90000']])
  })
  it('不知道不是零', () => {
    expect(pairs([line('rent', null)], [line('rent', '0')])).toEqual([['rent', null, '0']])
  })
  it('新添的在原处，没有了的排最后', () => {
    expect(pairs([line('old', '100'), line('sum', '100')], [line('new', '200'), line('sum', '200')])).toEqual([
      ['new', null, '200'],
      ['sum', '100', '200'],
      ['old', '100', null],
    ])
  })
  it('只换了说法不算变', () => {
    expect(pairs([line('wages', '1')], [{ ...line('wages', '1'), zh: '换个说法' }])).toEqual([])
  })
})

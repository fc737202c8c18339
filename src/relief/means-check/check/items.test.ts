import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { readCatalogue } from '../departments/catalogue.ts'
import type { AnswerItem } from '../connector/protocol.ts'
import { readItems } from './items.ts'

const today = day('2026-03-02')
const { items: asked } = readCatalogue().departments.find(({ code }) => code === 'social-insurance')!
const base = (more: Partial<Extract<AnswerItem, { outcome: 'found' }>>): AnswerItem => ({
  ...{ code: 'contribution-base', outcome: 'found', unit: 'fen-per-month', value: '230000', dataOn: '2026-03-01' },
  ...more,
})

describe('部门的回复照目录读', () => {
  it('读得懂的原样收下', () => {
    expect(readItems(asked, [base({})], today)).toEqual([
      {
        ...{ code: 'contribution-base', outcome: 'found', dataOn: '2026-03-01' },
        value: { unit: 'fen-per-month', value: '230000' },
      },
    ])
  })
  it.each([
    ['单位不对', base({ unit: 'fen-per-year' })],
    ['负数', base({ value: '-1' })],
    ['小数', base({ value: '2300.00' })],
    ['数字前面带零', base({ value: '0230000' })],
    ['数太大', base({ value: '9'.repeat(13) })],
    ['金额写成数字类型', base({ value: 230_000 })],
    ['数据来自将来', base({ dataOn: '2026-03-03' })],
    ['没有问过的项', base({ code: 'criminal-record' })],
  ])('%s：整个回复不用', (_, item) => expect(readItems(asked, [item], today)).toBeNull())
  it('同一项说了两遍：不用', () => expect(readItems(asked, [base({}), base({})], today)).toBeNull())
})

import { describe, expect, it } from 'vitest'
import type { HouseholdFile } from './file-call.ts'
import { receives } from './receives.ts'

/** What the head of a file says is received: the right, and beside it what was stated, never one for the other. */

type File = Pick<HouseholdFile, 'standing' | 'stated'>
const right = (programme: string, amount: string | null, since = '2024-05'): File['standing'][number] => ({
  ...{ programme, amount, since, words: { zh: programme, en: programme } },
})
const stated = (programme: string, amount: string | null): File['stated'][number] => ({
  ...{ programme, amount, since: '2023-12-01' },
  source: { kind: 'listed', zh: '名单第 12 行', on: '2026-03-01' },
})

describe('档案抬头：领多少', () => {
  it('有待遇的，写待遇的数；名单写的是别的数，写出差多少、从哪来', () => {
    expect(receives({ standing: [right('dibao', '56000')], stated: [stated('dibao', '66000')] })).toMatchObject({
      ...{ by: 'right', amount: 56_000n, since: '2024-05' },
      differing: [{ amount: '66000', more: 10_000n, source: { zh: '名单第 12 行', on: '2026-03-01' } }],
    })
    expect(receives({ standing: [right('dibao', '66000')], stated: [stated('dibao', '56000')] })).toMatchObject({
      differing: [{ more: -10_000n }],
    })
  })
  it('一样的，不说第二遍；名单没写数的，没有差', () => {
    for (const amount of ['56000', null])
      expect(receives({ standing: [right('dibao', '56000')], stated: [stated('dibao', amount)] }).differing).toEqual([])
  })
  it('没有待遇的，写名单写的数，不当作待遇', () => {
    expect(receives({ standing: [], stated: [stated('dibao', '66000')] })).toMatchObject({
      ...{ by: 'stated', amount: 66_000n, since: '2023-12-01' },
      differing: [{ more: null }],
    })
  })
  it('另一样名单上有、没有待遇的，不加进待遇里', () => {
    const file = { standing: [right('dibao', '56000')], stated: [stated('elder-allowance', '10000')] }
    expect(receives(file)).toMatchObject({ amount: 56_000n, differing: [{ programme: 'elder-allowance', more: null }] })
  })
  it('只有身份的，没有钱数；什么都没说的，不知道，不是零', () => {
    expect(receives({ standing: [right('margin', null)], stated: [] })).toMatchObject({
      ...{ by: 'unknown', amount: null, names: [{ zh: 'margin' }] },
    })
    expect(receives({ standing: [], stated: [] })).toMatchObject({ by: 'unknown', amount: null, names: [] })
  })
  it('两样待遇加在一起；不是同一个月起的，不写从哪个月起', () => {
    const both = [right('dibao', '56000'), right('elder-allowance', '10000', '2025-01')]
    expect(receives({ standing: both, stated: [] })).toMatchObject({ amount: 66_000n, since: null })
  })
})

import { describe, expect, it } from 'vitest'
import type { HouseholdFile } from './file-call.ts'
import { receives } from './receives.ts'

/** What the head of a file says is received: the right, and beside it what was stated, never one for the other. */

type File = Pick<HouseholdFile, 'standing' | 'stated'>
const got = (file: File, factsOn = '2026-03-11') => receives({ ...file, factsOn })
const right = (programme: string, amount: string | null, since = '2024-05'): File['standing'][number] => ({
  ...{ programme, amount, since, words: { zh: programme, en: programme } },
})
const stated = (programme: string, amount: string | null): File['stated'][number] => ({
  ...{ programme, amount, since: '2023-12-01' },
  source: { kind: 'listed', zh: '名单第 12 行', on: '2026-03-01' },
})

describe('档案抬头：领多少', () => {
  it('有待遇的，写待遇的数；名单写的是别的数，写出差多少、从哪来', () => {
    expect(got({ standing: [right('dibao', '56000')], stated: [stated('dibao', '66000')] })).toMatchObject({
      ...{ by: 'right', amount: 56_000n, since: '2024-05' },
      differing: [{ amount: '66000', more: 10_000n, source: { zh: '名单第 12 行', on: '2026-03-01' } }],
    })
    expect(got({ standing: [right('dibao', '66000')], stated: [stated('dibao', '56000')] })).toMatchObject({
      differing: [{ more: -10_000n }],
    })
  })
  it('一样的，不说第二遍；名单没写数的，没有差', () => {
    for (const amount of ['56000', null])
      expect(got({ standing: [right('dibao', '56000')], stated: [stated('dibao', amount)] }).differing).toEqual([])
  })
  it('没有待遇的，写名单写的数，不当作待遇', () => {
    expect(got({ standing: [], stated: [stated('dibao', '66000')] })).toMatchObject({
      ...{ by: 'stated', amount: 66_000n, since: '2023-12-01' },
      differing: [{ more: null }],
    })
  })
  it('另一样名单上有、没有待遇的，不加进待遇里', () => {
    const file = { standing: [right('dibao', '56000')], stated: [stated('elder-allowance', '10000')] }
    expect(got(file)).toMatchObject({ amount: 56_000n, differing: [{ programme: 'elder-allowance', more: null }] })
  })
  it('只有身份的，没有钱数；什么都没说的，不知道，不是零', () => {
    expect(got({ standing: [right('margin', null)], stated: [] })).toMatchObject({
      ...{ by: 'unknown', amount: null, names: [{ zh: 'margin' }] },
    })
    expect(got({ standing: [], stated: [] })).toMatchObject({ by: 'unknown', amount: null, names: [] })
  })
  it('两样待遇加在一起；不是同一个月起的，不写从哪个月起', () => {
    const both = [right('dibao', '56000'), right('elder-allowance', '10000', '2025-01')]
    expect(got({ standing: both, stated: [] })).toMatchObject({ amount: 66_000n, since: null })
  })
  it('定了还没开始的，不算进现在的数，另写从哪个月起；到了那个月才加进去', () => {
    const file = { standing: [right('tekun', '105300'), right('tekun-care', '90000', '2026-04')], stated: [] }
    expect(got(file, '2026-03-31')).toMatchObject({
      ...{ amount: 105_300n, names: [{ zh: 'tekun' }] },
      upcoming: [{ programme: 'tekun-care', amount: 90_000n, since: '2026-04' }],
    })
    expect(got(file, '2026-04-01')).toMatchObject({ amount: 195_300n, upcoming: [] })
  })
  it('只有还没开始的，写它从哪个月起', () => {
    const file = { standing: [right('tekun', '105300', '2026-04')], stated: [] }
    expect(got(file)).toMatchObject({ by: 'right', amount: 105_300n, since: '2026-04', upcoming: [] })
  })
})

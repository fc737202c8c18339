import { describe, expect, it } from 'vitest'
import { keptBackWords, movementWords } from './labels.ts'
import { whyWords } from './written-why.ts'

describe('程序写的理由，英文页上是英文', () => {
  it.each([
    ['确认决定 QH-DB-2026-000412', 'decision on case QH-DB-2026-000412'],
    ['重新审查，决定 QH-2026-12', 'looked at again, decision QH-2026-12'],
    ['动态管理复核：降低', 'review: a cut'],
    ['动态监测：成员去世，等复核', 'monitoring: a member has died, a review is due'],
    ['批准以后待遇变了：动态管理复核：停止', 'the right changed after approval: review: an end'],
    ['变动已撤回', 'the change was taken back'],
    ['账号不存在（E01）', 'no such account (E01)'],
    ['收款账户已更正', 'the account has been corrected'],
  ])('%s', (why, en) => {
    expect(whyWords(why)).toEqual({ zh: why, en })
    expect(en).not.toMatch(/\p{Script=Han}/u)
  })
  it('文件的名字照写，别的话是英文', () => {
    expect(whyWords('原已享受，依据：青低〔2024〕3号').en).toBe('paid before it was kept here, by 青低〔2024〕3号')
  })
  it('人写的照原样', () => {
    expect(whyWords('社区来电：可能搬走了')).toEqual({ zh: '社区来电：可能搬走了', en: '社区来电：可能搬走了' })
  })
  it('名单上、留下没送的，说的也是英文', () => {
    const joined = movementWords('joined', { month: '2026-03', why: '确认决定 QH-1' })
    expect(joined).toEqual({ zh: '本月新进：确认决定 QH-1', en: 'New this month: decision on case QH-1' })
    const kept = keptBackWords({ kind: 'end', from: '2026-04', fen: null, why: '动态管理复核：停止' })
    expect(kept.en).toContain('after approval: review: an end.')
    expect(kept.zh).toContain('动态管理复核：停止')
  })
})

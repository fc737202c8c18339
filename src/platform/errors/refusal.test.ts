import { describe, expect, it } from 'vitest'
import { Refusal, defineRefusals } from './index.ts'

const { gone } = defineRefusals('shelf', { gone: { status: 404, zh: '“{book}”不在架上', en: '“{book}” is gone' } })

describe('拒绝', () => {
  it('自己的类认得，别的错误不认', () => {
    expect(gone({ book: '甲' })).toBeInstanceOf(Refusal)
    for (const other of [new Error('甲'), null, undefined, '拒绝', { code: 'shelf.gone' }])
      expect(other instanceof Refusal).toBe(false)
  })

  it('自己站得住的部分带着同一个记号，也认得；但不是下一级的类', () => {
    class Elsewhere extends Error {
      readonly [key: symbol]: unknown
    }
    const marked = Object.assign(new Elsewhere('不行'), { [Symbol.for('zhulian.refusal')]: true })
    class Narrower extends Refusal {}
    expect(marked instanceof Refusal).toBe(true)
    expect(marked instanceof Narrower).toBe(false)
    expect(gone({ book: '甲' }) instanceof Narrower).toBe(false)
    expect(new Narrower({ code: 'a.b', status: 400, zh: '不', en: 'no' }, {})).toBeInstanceOf(Narrower)
  })
})

import { describe, expect, it } from 'vitest'
import { askedAnswers, askedPapers, askedSignatures } from './loop-asked.ts'

describe('请家里办的事', () => {
  it('没有要办的就不说；材料一样说一次，看病的只说几样', () => {
    expect([
      askedPapers([]),
      askedSignatures([{ state: 'valid' }]),
      askedAnswers(null),
      askedAnswers({ open: 0 }),
    ]).toEqual([[], [], [], []])
    const book = { kind: 'household-booklet', words: { zh: '户口簿', en: 'household register' } }
    const ill = { kind: 'something-unknown', words: { zh: '诊断证明', en: 'diagnosis' } }
    const says = askedPapers([book, book, ill]).map(({ words }) => words.zh)
    expect(says.join()).toContain('1 样')
    expect(says.join()).not.toContain('诊断')
  })
  it('没签的说几个人，不说是谁；不一样的说几处，不说是什么', () => {
    expect(askedSignatures([{ state: 'missing' }, { state: 'ended' }, { state: 'valid' }])[0]!.words.zh).toContain(
      '2 个人',
    )
    expect(askedAnswers({ open: 3 })[0]!.words.zh).toContain('3 处')
  })
})

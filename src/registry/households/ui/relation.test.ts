import { describe, expect, it } from 'vitest'
import { sayIn } from '#design/console/language.tsx'
import { inReadersWords } from './relation.ts'

describe('家庭关系用读者的语言', () => {
  it.each([
    ['户主 居**01', 'head 居**01'],
    ['孙子女', 'grandchild'],
    ['户主家的亲戚', '户主家的亲戚'],
    ['', ''],
  ])('%s', (text, english) => {
    expect(inReadersWords(text, sayIn('en'))).toBe(english)
    expect(inReadersWords(text, sayIn('zh'))).toBe(text)
  })
})

import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Letter } from '#relief/papers/index.ts'
import { sampleLetter } from '#relief/papers/testing.ts'
import { Decided } from './decided.tsx'

const english = {
  sum: ['Dibao standard a head and month', '× a household of 3', 'Less the household’s income', 'A month'].map(
    (text) => ({
      text,
      amount: '930.00',
    }),
  ),
  plain: ['The difference is 930.00.'],
  reasons: ['The household’s income is below the line for 3', null],
  status: null,
}
const written = { text: '老人另有负担，酌情照顾', article: '合成标准 第一条' }
const letterWith = (change: Partial<Letter['content']>): Letter => {
  const content = sampleLetter('decision')
  return { content: { ...content, reasons: [...content.reasons, written], ...change } } as Letter
}
const drawn = (letter: Letter, language: 'zh' | 'en'): string =>
  renderToStaticMarkup(<Decided letter={letter} language={language} />)
/** Without what is marked as Chinese: articles, and what a person wrote. */
const spoken = (html: string): string => html.replaceAll(/<(\w+)[^>]*lang="zh-CN"[^>]*>[^<]*<\/\1>/g, '')

describe('家里看到的决定', () => {
  it('中文页照通知书，一句不少', () => {
    const html = drawn(letterWith({ english }), 'zh')
    for (const said of ['怎么算的', '低保标准，每人每月', '1,500.00', '差的部分补上', written.text])
      expect(html).toContain(said)
    expect(html).not.toContain('Dibao')
  })
  it('英文页的算式、大白话、理由都是英文；人写的那句标明是中文', () => {
    const html = drawn(letterWith({ english }), 'en')
    for (const said of ['How it was worked out', 'Dibao standard', 'The difference is', 'below the line for 3'])
      expect(html).toContain(said)
    expect(html).toContain(`<q lang="zh-CN">${written.text}</q>`)
    expect(spoken(html)).not.toMatch(/[\u3400-\u9fff]/)
  })
  it('没有英文的老通知书，英文页说写在哪里，不露中文', () => {
    const html = drawn(letterWith({}), 'en')
    expect(html).toContain('stands in the letter, which is in Chinese')
    expect(html).not.toMatch(/[\u3400-\u9fff]/)
  })
  it('只认身份的，英文页说的是英文的身份', () => {
    const status = { amount: null, status: '刚性支出困难家庭', sum: [], plain: [], reasons: [] }
    const said = {
      ...english,
      sum: [],
      plain: [],
      reasons: [],
      status: 'household with hardship from rigid expenditure',
    }
    expect(drawn(letterWith({ ...status, english: said }), 'en')).toContain('Confirmed: household with hardship')
    const html = drawn(letterWith(status), 'en')
    expect(html).toContain('Confirmed: the status the letter names.')
    expect(html).not.toMatch(/[\u3400-\u9fff]/)
  })
})

import { describe, expect, it } from 'vitest'
import { leadOf } from './lead.ts'
import { wordsOf } from './question.ts'
import { demonstrationArticles, demonstrationFigures } from './seed.ts'

describe('演示新闻', () => {
  const articles = demonstrationArticles()
  const ofColumn = (name: string) => articles.filter(({ column }) => column === name)

  it('一条事实一条新闻：12 条工作动态、6 篇摘要加 11 市、16 条要闻、淄博 1 条', () => {
    expect(ofColumn('work-updates')).toHaveLength(12)
    expect(ofColumn('features')).toHaveLength(6 + 11)
    expect(ofColumn('daily-digest')).toHaveLength(16)
    expect(ofColumn('authoritative')).toHaveLength(1)
    expect(new Set(articles.map(({ slug }) => slug)).size).toBe(articles.length)
  })
  it('工作动态从 2024-09-20 到 2024-10-11', () => {
    const days = ofColumn('work-updates').map(({ publishedOn }) => publishedOn)
    expect(days.toSorted().at(0)).toBe('2024-09-20')
    expect(days.toSorted().at(-1)).toBe('2024-10-11')
  })
  it('两种文字都写了，中文里没有英文标点，都写了出处', () => {
    for (const { body, title, source } of articles) {
      expect(body.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(title.zh).not.toMatch(/[;!?]/)
      expect(body.en).not.toMatch(/[，。；]/)
      expect(source.zh.length).toBeGreaterThan(4)
    }
  })
  it('每个报道的数字都有它的新闻', () => {
    const slugs = new Set(articles.map(({ slug }) => slug))
    for (const { article } of demonstrationFigures()) expect(slugs.has(article), article).toBe(true)
  })
})

describe('导语', () => {
  it('短的不截', () => expect(leadOf('够不够条件。', 20)).toBe('够不够条件。'))
  it('在标点处截，不截在词里', () => {
    expect(leadOf('重阳节前，四路走访百岁老人和困难老人，问起居', 10)).toBe('重阳节前……')
    expect(leadOf('Four routes to the oldest of the district', 18)).toBe('Four routes to the…')
  })
  it('不截在数字里', () => {
    expect(leadOf('镇江全市城乡网格3,449个都有人', 12)).toBe('镇江全市城乡网格……')
    expect(leadOf('有3,449个网格', 4)).toBe('有……')
  })
})

describe('搜索的词', () => {
  it('3449、3,449、３４４９ 是同一个词', () => {
    expect(wordsOf('3449')).toEqual(['3449'])
    expect(wordsOf('3,449')).toEqual(['3449'])
    expect(wordsOf('３４４９')).toEqual(['3449'])
  })
  it('大小写一样，空格分开，重复的只算一次，最多六个', () => {
    expect(wordsOf('  Grid　grid 救助 ')).toEqual(['grid', '救助'])
    expect(wordsOf('a b c d e f g h')).toHaveLength(6)
    expect(wordsOf('   ')).toEqual([])
  })
})

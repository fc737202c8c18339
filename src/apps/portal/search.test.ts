import { describe, expect, it } from 'vitest'
import type { PolicyPage } from '#relief/eligibility/contract.ts'
import { openFigures, writeReported } from './figures.ts'
import { headStandard, inOrder, writeValidity } from './policies.ts'
import { excerptOf, languageOf, searchPolicies, type Hit } from './search.ts'

const standard = (changes: Partial<PolicyPage['standards'][number]> = {}): PolicyPage['standards'][number] => ({
  key: 'dibao.standard',
  zh: '低保标准',
  en: 'Dibao standard',
  value: '810.00',
  unit: '元/人/月',
  tier: null,
  regions: ['330400'],
  validFrom: '2018-11-01',
  validTo: null,
  knownUntil: null,
  document: '样例文件',
  article: null,
  status: 'in-force',
  ...changes,
})
const policy = (changes: Partial<PolicyPage> = {}): PolicyPage => ({
  id: 'sample-dibao',
  programme: 'dibao',
  region: '330400',
  place: { zh: '嘉兴市', en: 'Jiaxing' },
  title: { zh: '嘉兴市最低生活保障', en: 'Dibao in Jiaxing' },
  says: { zh: '差多少补多少。', en: 'The difference is paid.' },
  status: 'in-force',
  versions: [],
  standards: [standard()],
  need: null,
  notSupplied: [],
  rules: [],
  ...changes,
})

describe('搜政策和标准', () => {
  it('政策按标题、说明、地方找，标准按数和文件找，每个词都要有', () => {
    expect(searchPolicies('嘉兴 补多少', [policy()]).map(({ kind }) => kind)).toEqual(['policy'])
    expect(searchPolicies('810', [policy()]).map(({ kind }) => kind)).toEqual(['standard'])
    expect(searchPolicies('jiaxing', [policy()]).map(({ kind }) => kind)).toEqual(['policy', 'standard'])
    expect(searchPolicies('嘉兴 淄博', [policy()])).toEqual([])
    expect(searchPolicies('  ', [policy()])).toEqual([])
  })
  it('词只在另一种文字里，就给那一种看，才标得出来', () => {
    const hit: Hit = {
      kind: 'news',
      href: '/news/a',
      title: { zh: '网格', en: 'Grid' },
      text: { zh: '三千个网格', en: 'three thousand grids' },
    }
    expect(languageOf(hit, ['grid'], 'zh')).toBe('en')
    expect(languageOf(hit, ['网格'], 'zh')).toBe('zh')
    expect(languageOf(hit, ['网格'], 'en')).toBe('zh')
  })
  it('摘录里看得见命中的地方，带逗号的数也看得见', () => {
    const text = `${'前面的话。'.repeat(30)}镇江有 3,449 个网格。${'后面的话。'.repeat(30)}`
    expect(excerptOf(text, ['3449'], 60)).toContain('3,449')
    expect(excerptOf(text, ['3449'], 60).length).toBeLessThan(90)
    expect(excerptOf(text, ['网格'], 60)).toContain('网格')
    expect(excerptOf('短的', ['3449'], 60)).toBe('短的')
    expect(excerptOf(text, ['(.*'], 60)).toContain('前面的话')
  })
})

describe('政策的次序和第一个数', () => {
  it('本县在前，有效的在前，草案最后', () => {
    const list = [
      policy({ id: 'draft', status: 'draft', region: '330100' }),
      policy({ id: 'other' }),
      policy({ id: 'own', region: '999901', status: 'synthetic' }),
    ]
    expect(inOrder(list, '999901').map(({ id }) => id)).toEqual(['own', 'other', 'draft'])
  })
  it.each([
    ['2025-06-30', '780.00'],
    ['2025-07-01', '810.00'],
  ])('%s 用当天有效的 %s', (today, value) => {
    const standards = [
      standard({ value: '780.00', validFrom: '2024-01-01', validTo: '2025-07-01' }),
      standard({ value: '810.00', validFrom: '2025-07-01' }),
      standard({ key: 'dibao.property.homes-max', unit: '套', value: '1', validFrom: '2026-01-01' }),
    ]
    expect(headStandard(policy({ standards }), today)?.value).toBe(value)
  })
  it('有效期写清从哪天到哪天，到期那天不算在内', () => {
    expect(writeValidity(standard({ validTo: '2025-07-01' }), 'zh')).toBe('2018-11-01 起，到 2025-07-01 前')
    expect(writeValidity(standard({ knownUntil: '2019-12-31' }), 'zh')).toBe('2018-11-01 起（有据可查到 2019-12-31）')
  })
})

describe('公开数字', () => {
  const figure = {
    code: 'HZ-02',
    value: '97050000000',
    qualifier: '≥',
    unit: { zh: '元', en: 'yuan' },
    what: { zh: '样例', en: 'sample' },
    place: { zh: '杭州', en: 'Hangzhou' },
    period: { zh: '2024 年', en: '2024' },
    article: 'hz-02',
    source: { zh: '样例来源', en: 'sample source' },
    publishedOn: '2024-10-10',
    note: null,
    homeOrder: 1,
  } as unknown as Parameters<typeof writeReported>[0]

  it('限定词跟着数走，大数也不丢位', () => {
    expect(writeReported(figure, 'zh')).toBe('超过 97,050,000,000')
    expect(writeReported(figure, 'en')).toBe('more than 97,050,000,000')
  })
  it('首页最多五个，写明是报道的，不上首页的不上', () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ ...figure, code: `F-${index}` }))
    expect(openFigures([], many, 'zh')).toHaveLength(5)
    expect(openFigures([], [{ ...figure, homeOrder: null }], 'zh')).toEqual([])
    expect(openFigures([], [figure], 'zh')[0]).toMatchObject({ kind: 'reported', from: '杭州 · 2024 年' })
  })
})

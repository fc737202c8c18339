import { describe, expect, it } from 'vitest'
import type { SurveyAnswer } from './calls.ts'
import { blocksOf, isSigned, lacksNow, slotsOf, toggled, wireOf, type FieldAnswer } from './form-state.ts'

const field = (name: string, more: Partial<FieldAnswer> = {}): FieldAnswer => ({
  ...{ name, zh: `${name}？`, en: `${name}?`, hint: null, kind: 'text', perMember: false },
  ...{ options: [], isRequired: false, fact: null },
  ...more,
})
const hardship = field('hardship', {
  kind: 'choices',
  isRequired: true,
  options: ['illness', 'study', 'care'].map((value) => ({ value, zh: value, en: value })),
})
const survey: SurveyAnswer = {
  ...{ id: 's', number: 1, state: 'draft', startedOn: '2026-03-02', startedBy: '经办人甲', finishedOn: null },
  ...{
    investigators: [],
    afterObjection: false,
    caseId: 'c',
    caseNumber: 'QH-DB-2026-000001',
    version: 1,
    place: '',
    me: 'o',
  },
  members: ['甲', '乙'].map((one) => ({ id: one, name: `居民${one}0001`, relation: 'other' })),
  sections: [
    {
      ...{ name: 'income', zh: '收入', en: 'Income', takesPhotos: false },
      fields: [
        field('lives-here', { kind: 'choice', perMember: true, isRequired: true }),
        field('wages', { kind: 'yuan', perMember: true }),
        hardship,
      ],
    },
  ],
  ...{ answers: { 'lives-here@甲': 'yes' }, photos: [], paper: null, findings: [], mayWrite: true, isOvertaken: false },
  family: { state: 'open', name: null, reason: null, signedAt: null, onPaper: false },
  lacks: [
    { at: 'hardship', zh: '旧话', en: 'stale' },
    { at: 'people:investigators', zh: '调查人至少 2 位，现在 0 位', en: 'two at least' },
  ],
}

describe('一题一题问', () => {
  it('问人的题一个人一个人地问，问家里的题只问一次', () => {
    expect(blocksOf(survey.sections[0]!).map(({ fields }) => fields.map(({ name }) => name))).toEqual([
      ['lives-here', 'wages'],
      ['hardship'],
    ])
    expect(slotsOf(survey).map(({ key }) => key)).toEqual([
      'lives-here@甲',
      'wages@甲',
      'lives-here@乙',
      'wages@乙',
      'hardship',
    ])
  })
  it('多选照表上的顺序，再点一下就拿掉', () => {
    expect(toggled(hardship, 'care', 'illness')).toBe('illness,care')
    expect(toggled(hardship, 'illness,care', 'care')).toBe('illness')
    expect(toggled(hardship, 'illness', 'illness')).toBe('')
  })
})

describe('填的怎么送出去', () => {
  it.each([
    ['yuan', '１，２３４.5元', '1234.50'],
    ['yuan', '0', '0.00'],
    ['yuan', '', ''],
    ['yuan', '1.234', null],
    ['yuan', '-5', null],
    ['number', '３', '3'],
    ['number', ' ', ''],
    ['number', '三', null],
    ['text', ' 种地 ', '种地'],
  ] as const)('%s 填“%s”', (kind, typed, wire) => expect(wireOf(kind, typed)).toBe(wire))
})

describe('还差什么', () => {
  const says = (pending: Record<string, string>, more: Partial<SurveyAnswer> = {}) =>
    lacksNow({ ...survey, ...more }, pending).map(({ anchor }) => anchor)
  it('刚填的马上算，不等存好；人和签名照服务器说的', () => {
    expect(says({})).toEqual(['q-lives-here@乙', 'q-hardship', 'hs-investigators'])
    expect(says({ hardship: 'care' })).toEqual(['q-lives-here@乙', 'hs-investigators'])
    expect(says({ 'lives-here@甲': '' })).toContain('q-lives-here@甲')
  })
  it('有一个签名、一张纸表，改了就要重来', () => {
    expect(isSigned(survey)).toBe(false)
    expect(isSigned({ ...survey, family: { ...survey.family, state: 'signed' } })).toBe(true)
    expect(isSigned({ ...survey, family: { ...survey.family, state: 'refused' } })).toBe(false)
    expect(isSigned({ ...survey, paper: { name: 'x', href: '/x' } })).toBe(true)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { readRules } from './rules.ts'

const file = '000000/dibao/monitoring.yaml'
const text = readFileSync(new URL(`../../../policy/${file}`, import.meta.url), 'utf8')
const rules = readRules([{ file, text }])

describe('动态管理的规定', () => {
  it('法律施行前一天和当天不一样', () => {
    expect(rules.on('dibao', day('2026-06-30')).views.required).toBe(false)
    expect(rules.on('dibao', day('2026-07-01')).views).toMatchObject({
      required: true,
      source: { zh: '社会救助法第四十八条', en: 'Social Assistance Law, article 48' },
    })
  })
  it.each(['dibao', 'rigid-expenditure', 'tekun', 'tekun-care'])(
    '%s：页面上照念的一句话，英文页上是英文',
    (programme) => {
      const path = `000000/${programme}/monitoring.yaml`
      const written = readFileSync(new URL(`../../../policy/${path}`, import.meta.url), 'utf8')
      const all = readRules([{ file: path, text: written }])
      for (const on of ['2026-06-30', '2026-07-01'] as const) {
        const { views, grace } = all.on(programme, day(on))
        expect(views.source.en).not.toMatch(/\p{Script=Han}/u)
        // The name of a document nobody has put into English stays as it is; a sentence does not.
        if (grace.source.en !== grace.source.zh) expect(grace.source.en).not.toMatch(/\p{Script=Han}/u)
        expect(grace.source.zh).not.toBe('')
      }
    },
  )
  it('没有规定的日子和待遇说没有，不猜', () => {
    expect(() => rules.on('dibao', day('2021-06-30'))).toThrow('没有“dibao”的动态管理规定')
    expect(() => rules.on('margin', day('2026-03-02'))).toThrow('margin')
    expect(rules.find('margin', day('2026-03-02'))).toBeNull()
  })
  it.each([
    ['缺来源', text.replace('source: 民发〔2021〕57号', '')],
    ['多了不认得的', `${text}\nmore: 1`],
    ['同一天两个版本', text.replace('from: 2026-07-01', 'from: 2021-07-01')],
    ['月数不是数', text.replace('stable-months: 12', 'stable-months: 一年')],
  ])('%s：说清楚哪个文件哪里', (_, wrong) => expect(() => readRules([{ file, text: wrong }])).toThrow(file))

  it('特困：没有查到多久复核一次，就没有；怎么终止、哪几种情形写明依据', () => {
    const tekun = '000000/tekun/monitoring.yaml'
    const shipped = readFileSync(new URL(`../../../policy/${tekun}`, import.meta.url), 'utf8')
    const { recheck, ending, minors } = readRules([{ file: tekun, text: shipped }]).on('tekun', day('2026-03-02'))
    expect(recheck).toBeNull()
    expect(minors).toEqual({ fact: 'tekun.supported-as-minor', under: 18, source: '特困人员认定办法' })
    expect(ending).toMatchObject({ source: '特困人员认定办法', objection: { days: 15, source: '特困人员认定办法' } })
    expect(ending!.grounds.map(({ name, restsOn }) => [name, restsOn.kind])).toEqual([
      ['death', 'death'],
      ['declared-dead-or-missing', 'statement'],
      ['labour-capacity', 'reasons'],
      ['prison', 'statement'],
      ['income-or-property', 'reasons'],
      ['able-obligor', 'reasons'],
      ['voluntary', 'statement'],
    ])
    expect(ending!.endsAlso).toEqual(['tekun-care'])
    expect(rules.on('dibao', day('2026-03-02'))).toMatchObject({ ending: null, care: null, minors: null })
  })

  it('照料护理：六项、十个工作日，写明依据；不每月重算', () => {
    const care = '000000/tekun-care/monitoring.yaml'
    const shipped = readFileSync(new URL(`../../../policy/${care}`, import.meta.url), 'utf8')
    const read = readRules([
      { file, text },
      { file: care, text: shipped },
    ])
    expect(read.on('tekun-care', day('2026-03-02'))).toMatchObject({
      review: { days: 10, source: '特困人员认定办法' },
      care: { support: 'tekun', fact: 'tekun.adl-failed', source: '特困人员认定办法' },
    })
    expect(read.on('tekun-care', day('2026-03-02')).care!.items).toHaveLength(6)
    expect(read.programmes).toEqual(['dibao'])
  })
})

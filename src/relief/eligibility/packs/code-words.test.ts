import { beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../assessment.ts'
import { patience, shippedPacks } from '../testing-packs.ts'
import { CasesFile, disagreements, type WorkedCase } from './cases.ts'
import { codeWordsOf } from './code-words.ts'
import { readYaml, type Pack } from './pack.ts'

let packs: readonly Pack[]
beforeAll(async () => void (packs = await shippedPacks()), patience)
const silent = { reasons: [], missing: [], warnings: [], possible: [] } as unknown as Assessment
const casesOf = ({ id, files }: Pack): readonly WorkedCase[] =>
  files['cases.yaml'] === undefined ? [] : readYaml(`${id}/cases.yaml`, files['cases.yaml'], CasesFile).cases

describe('算例里的代码，检查的时候说成话', () => {
  it('随软件带来的算例写到的每一个代码，中文、英文都有话，英文里没有中文', () => {
    let count = 0
    for (const pack of packs) {
      const words = codeWordsOf(silent, pack, packs)
      for (const { expect: said } of casesOf(pack)) {
        const all = [
          ...(said.reasons ?? []).map(words.reason),
          ...(said.missing ?? []).map(words.missing),
          ...(said.warnings ?? []).map(words.warning),
        ]
        count += all.length
        for (const { zh, en } of all) {
          expect(zh).toMatch(/\p{Script=Han}/u)
          expect(zh).not.toMatch(/没有这个代码|[{}]|[a-z]+-[a-z]+/)
          expect(en).not.toMatch(/\p{Script=Han}|no such code|[{}]|[a-z]+\.[a-z]+/u)
        }
      }
    }
    expect(count).toBeGreaterThan(100)
  })

  const said = (expectation: Partial<WorkedCase['expect']>, answer: Partial<Assessment>) => {
    const whole = {
      ...silent,
      outcome: 'not-entitled',
      amount: null,
      class: null,
      per: 'month',
      ...answer,
    } as Assessment
    const dibao = packs.find(({ region, programme }) => region === '999901' && programme === 'dibao')!
    const [one] = casesOf(dibao)
    const wanted = { ...one!, expect: { outcome: whole.outcome, ...expectation } } as WorkedCase
    return disagreements(wanted, whole, codeWordsOf(whole, dibao, packs))
  }

  it('理由不一样：应当的和算出的都说成话，算出的带着数', () => {
    const computed = {
      code: 'deposits-over-limit',
      zh: '存款 9 元，超过限额 8 元',
      en: 'Deposits 9 are over 8',
      article: '',
    }
    expect(said({ reasons: ['income-not-below-line'] }, { reasons: [computed] })).toEqual([
      {
        zh: '理由应为“一家每月收入 … 元，不低于 … 口人的线 … 元（要“低于”，等于也不算）”，算出“存款 9 元，超过限额 8 元”',
        en: 'reasons: “Income … a month is not below the line of …, … (equal does not qualify)” expected, “Deposits 9 are over 8” computed',
      },
    ])
  })
  it('缺的提醒、缺的事实', () => {
    expect(said({ warnings: ['synthetic-values'], missing: ['member:1.incomes.wages'] }, {})).toEqual([
      {
        zh: '缺少应为“第 1 个人的工资性收入没有填”，算出没有',
        en: 'missing: “wages of person 1 not stated” expected, none computed',
      },
      { zh: '应有提醒“用了合成的数”，没有', en: 'the warning “synthetic values took part” is lacking' },
    ])
  })
  it('写错的代码照样写出来，说没有这个代码', () => {
    expect(said({ reasons: ['income-not-bellow'] }, {})[0]).toEqual({
      zh: '理由应为“income-not-bellow（没有这个代码）”，算出没有',
      en: 'reasons: “income-not-bellow (no such code)” expected, none computed',
    })
  })
})

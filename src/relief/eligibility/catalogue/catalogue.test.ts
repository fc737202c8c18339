import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import type { Situation } from '#registry/households/facts.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import { readYaml } from '../packs/pack.ts'
import {
  eligibilityOf,
  fact,
  household,
  patience,
  person,
  policyFolder,
  shippedPacks,
  withWages,
} from '../testing-packs.ts'
import { catalogueFor, loadCatalogues } from './load.ts'
import { definitionsOf, matchCatalogue, withAnswers, type Matched, type StatedAnswer } from './match.ts'
import { CatalogueFile, type Catalogue } from './shape.ts'

const shipped: { eligibility: Eligibility; catalogue: Catalogue | null } = {
  eligibility: eligibilityOf([]),
  catalogue: null,
}
beforeAll(async () => {
  shipped.eligibility = eligibilityOf(await shippedPacks())
  shipped.catalogue = catalogueFor(await loadCatalogues(policyFolder), '999901101', shipped.eligibility.placesAbove)
}, patience)

const on = day('2026-03-02')
const here = { registeredAt: fact('999901') }
const three = household([
  withWages(person('1', { ...here, disability: fact({ kind: 'limb' as const, grade: 2 as const }) }), '1500'),
  person('2', { ...here, disability: fact('none' as const), seriousIllness: fact(false) }),
  person('3', {
    ...here,
    disability: fact('none' as const),
    relation: 'child',
    bornOn: fact(day('2011-05-01')),
    fullTimeStudy: fact(true),
  }),
])
const match = (situation: Situation = three, answers: readonly StatedAnswer[] = []): Matched => {
  const catalogue = shipped.catalogue!
  const definitions = definitionsOf(catalogue, shipped.eligibility)
  const known = withAnswers(situation, answers, { definitions, on })
  return matchCatalogue(catalogue, { region: '999901', on, situation: known }, shipped.eligibility)
}
const classOf = (matched: Matched, id: string) => matched.items.find((one) => one.id === id)?.class
const dibao = [{ path: 'household.stated.aid.class', value: '低保' }]

describe('AC-029 六十项政策对一户', () => {
  it('六十项，十个以上部门，每一项正好在一类里，三类加起来还是六十', () => {
    const { items } = match()
    expect(items).toHaveLength(60)
    expect(new Set(items.map(({ department }) => department.zh)).size).toBeGreaterThanOrEqual(10)
    const counts = Map.groupBy(items, (one) => one.class)
    const numbers = (['fits', 'does-not-fit', 'open'] as const).map((one) => counts.get(one)?.length ?? 0)
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(60)
    expect(Math.min(...numbers)).toBeGreaterThan(0)
  })
  it('不符合的说出为什么，待定的说出差什么，符合的两样都没有', () => {
    for (const { class: kind, reasons, missing } of match(three, dibao).items) {
      expect(reasons.length > 0, kind).toBe(kind === 'does-not-fit')
      expect(missing.length > 0, kind).toBe(kind === 'open')
    }
  })
  it('有规则包的照规则包算，别的标明只是条件', () => {
    const { items } = match()
    expect(items.find(({ id }) => id === 'dibao')).toMatchObject({ by: 'pack', class: 'fits', amount: 93_000n })
    const byPack = items.filter(({ by }) => by === 'pack').length
    expect([byPack, items.length - byPack]).toEqual([21, 39])
  })
  it('答了一个事实，只有等它的项目动，别的一项不动', () => {
    const [before, after] = [match(), match(three, dibao)]
    const question = before.questions.find(({ path }) => path === 'household.stated.aid.class')
    expect(question?.items).toBeGreaterThan(10)
    const moved = before.items.filter((one) => classOf(after, one.id) !== one.class)
    expect(moved.length).toBeGreaterThan(5)
    for (const { id, missing } of moved)
      expect(
        missing.map(({ path }) => path),
        id,
      ).toContain('household.stated.aid.class')
    expect(after.questions.map(({ path }) => path)).not.toContain('household.stated.aid.class')
    expect([classOf(before, 'pension-premium'), classOf(after, 'pension-premium')]).toEqual(['open', 'fits'])
    expect([classOf(before, 'margin'), classOf(after, 'margin')]).toEqual(['open', 'does-not-fit'])
  })
  it('同一个人的一件事，答了只动他的项目；答成别的，就说为什么不符合', () => {
    const care = { path: 'member:1.stated.disability.long-care', value: '是' }
    expect(classOf(match(three, [...dibao, care]), 'disability-nursing')).toBe('fits')
    expect(classOf(match(three, [...dibao, { ...care, value: '否' }]), 'disability-nursing')).toBe('does-not-fit')
  })
  it('条件的话由条件自己生成：条件改了，话跟着改', () => {
    const catalogue = shipped.catalogue!
    const item = catalogue.items.find(({ id }) => id === 'pension-premium')!
    const said = match().items.find(({ id }) => id === item.id)?.rule.zh
    expect(said).toBe('家庭已经认定的救助类别是特困、低保')
    const changed = {
      ...catalogue,
      items: [
        {
          ...item,
          needs: [
            { fact: 'aid.class', is: ['低保边缘'] },
            { fact: 'any.elder-60', is: ['否'] },
          ],
        },
      ],
    }
    const [one] = matchCatalogue(changed, { region: '999901', on, situation: three }, shipped.eligibility).items
    expect(one?.rule.zh).toBe('家庭已经认定的救助类别是低保边缘；家里没有 60 岁以上的人')
    expect(match().items.find(({ id }) => id === 'dibao')?.rule.zh).toContain('收入、财产、户籍')
  })
  it('这里没有规则的项目不算“不符合”，说这里没有录入', () => {
    const one = match().items.find(({ id }) => id === 'virtual-post')
    expect(one).toMatchObject({ class: 'open', missing: [{ path: 'rule:no-rule-in-force' }] })
  })
})

describe('填的话要认得', () => {
  it.each([
    ['没有这个选项', { path: 'household.stated.aid.class', value: '富裕' }],
    ['没有这个事实', { path: 'household.stated.no.such', value: '是' }],
    ['没有这个人', { path: 'member:99.stated.disability.long-care', value: '是' }],
    ['不是填的事实', { path: 'household.deposits', value: '0' }],
  ])('%s', (_, answer) => expect(() => match(three, [answer])).toThrow('不能是'))
  it('目录里写错部门、事实、选项，或者又写规则包又写条件，都不装', () => {
    const catalogue = shipped.catalogue!
    const broken = (item: object): string => JSON.stringify({ ...catalogue, items: [item] })
    const good = { id: 'a', zh: '甲', en: 'a', department: 'civil' }
    const read = (item: object) => readYaml('catalogue.yaml', broken(item), CatalogueFile)
    const needs = [{ fact: 'aid.class', is: ['低保'] }]
    expect(read({ ...good, needs }).items).toHaveLength(1)
    expect(() => read({ ...good, department: 'nobody', needs })).toThrow('没有部门')
    expect(() => read({ ...good, needs: [{ fact: 'aid.class', is: ['富裕'] }] })).toThrow('没有这个事实或选项')
    expect(() => read({ ...good, needs, programme: 'dibao' })).toThrow('不能都有')
    expect(() => read(good)).toThrow('不能都有或都没有')
  })
})

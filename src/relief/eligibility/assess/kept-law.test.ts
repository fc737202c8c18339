import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { packFromFiles, type Pack } from '../packs/pack.ts'
import { nation, placesAboveByCode } from '../packs/places.ts'
import { readModel } from '../packs/read-model.ts'
import { fact, household, patience, person, requestFor, shippedPacks, withWages } from '../testing-packs.ts'
import { canonicalAnswer, eligibilityOfLaw } from './replay.ts'

const shipped: { packs: readonly Pack[] } = { packs: [] }
beforeAll(async () => {
  shipped.packs = await shippedPacks()
}, patience)

/** A law as it was kept before packs said where their answer stands: a shape, no words, no facts of its own. */
const asKept = (pack: Pack, shape: string): Record<string, string> => {
  const { 'words.yaml': _, ...files } = pack.files
  const said = (files['pack.yaml'] ?? '').replace(/^answer: .*$/m, `shape: ${shape}`)
  expect(said).toContain(`shape: ${shape}`)
  return { ...files, 'pack.yaml': said }
}
const lawOf = (parts: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  eligibilityOfLaw({ parts, readModel, placesAbove: placesAboveByCode })
const filesOf = (id: string): Pack => {
  const found = shipped.packs.find((pack) => pack.id === id)
  if (!found) throw new Error(`no ${id}`)
  return found
}

describe('从前留下的规则，写的是样子不是答案在哪里，重算还是一样', () => {
  it('低保：符合、不符合、说不准，理由、缺的、数，都一样', async () => {
    const [model, values] = [filesOf('cn-dibao'), filesOf('shizhong-dibao')]
    const kept = await lawOf({
      [`${nation}/dibao`]: asKept(model, 'difference'),
      '370402/dibao': values.files,
    })
    const today = await lawOf({ [`${nation}/dibao`]: model.files, '370402/dibao': values.files })
    const here = { registeredAt: fact('370402') }
    const households = [
      household([withWages(person('1', here), '500')]),
      household([withWages(person('1', here), '824')], { deposits: fact(1n as never) }),
      household([person('1', { ...here, incomes: { ...person('1').incomes, wages: null } })], { homes: null }),
      household([person('1', { ...here, urbanRural: null })]),
    ]
    for (const situation of households) {
      const request = requestFor(situation, { region: '370402', on: '2025-03-01' })
      const [then, now] = [kept.assess(request), today.assess(request)]
      expect(canonicalAnswer(request, then)).toBe(canonicalAnswer(request, now))
      expect(then.tree.at(-1)?.lines.at(-1)?.kind).toBe('result')
    }
    expect(
      new Set(households.map((one) => kept.assess(requestFor(one, { region: '370402', on: '2025-03-01' })).outcome))
        .size,
    ).toBe(3)
  })
  it('发布以后才有的单位检查，不拦从前发布的规则；重新发布要拦', async () => {
    const pack = filesOf('cn-dibao')
    const said = (pack.files['pack.yaml'] ?? '').replace(/(key: dibao\.standard,.*unit: )元\/人\/月/, '$1元/人/年')
    const files = { ...pack.files, 'pack.yaml': said }
    expect((await lawOf({ [`${nation}/dibao`]: files })).library.packs).toHaveLength(1)
    await expect(packFromFiles(`${nation}/dibao`, files, readModel)).rejects.toThrow('单位对不上')
  })
  it('高龄补贴：每个人照户籍地的数，相加', async () => {
    const pack = filesOf('hangzhou-elder-allowance')
    const kept = await lawOf({ '330100/elder-allowance': asKept(pack, 'age-allowance') })
    const today = await lawOf({ '330100/elder-allowance': pack.files })
    const elder = (id: string, born: string, registered: string) =>
      person(id, { bornOn: fact(day(born)), registeredAt: fact(registered) })
    const situation = household([
      elder('1', '1939-01-01', '330102'),
      elder('2', '1960-01-01', '330102'),
      elder('3', '1930-01-01', '330111'),
    ])
    const request = requestFor(situation, { region: '330100', programme: 'elder-allowance', on: '2024-10-10' })
    const [then, now] = [kept.assess(request, { simulate: true }), today.assess(request, { simulate: true })]
    expect(canonicalAnswer(request, then)).toBe(canonicalAnswer(request, now))
    expect(then.amount).toBe(4000n)
  })
})

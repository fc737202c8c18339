import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, day, monthOf, type Day } from '#platform/clock/index.ts'
import { chanceOf } from '#platform/decisions/testing/chance.ts'
import { countyToday } from '#registry/demo-county/index.ts'
import type { HouseholdEntry, Situation } from '#registry/households/contract.ts'
import { shippedDirectory, syntheticCounty } from '#registry/regions/index.ts'
import { fen } from '#platform/money/index.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import { answerMany, rememberFacts } from '../caseload.ts'
import { answerOf, type Pack } from '../packs/pack.ts'
import { eligibilityOf, patience, shippedPacks } from '../testing-packs.ts'
import { inColumns } from './in-columns.ts'
import { randomHouseholds } from './testing-households.ts'

const law: { packs: readonly Pack[]; eligibility: Eligibility } = { packs: [], eligibility: eligibilityOf([]) }
beforeAll(async () => {
  law.packs = await shippedPacks()
  law.eligibility = eligibilityOf(law.packs)
}, patience)

type Question = Parameters<typeof answerMany>[1]

const questionOf = ({ region, programme }: Pick<Pack, 'region' | 'programme'>, on: Day): Question => ({
  ...{ region, programme, factsOn: on, lawOn: on, month: monthOf(on) },
})
const oneByOne = (question: Question, situations: readonly Situation[]) =>
  situations.map((situation) => {
    const { outcome, amount } = law.eligibility.assess({ ...question, situation })
    return { outcome, amount }
  })
const columnsFor = (question: Question, situations: readonly Situation[]) => {
  const picked = law.eligibility.library.pick({ ...question, simulate: false, overlay: [] })
  if (picked.kind === 'no-rule' || answerOf(picked.rules.pack).asks !== 'household') return null
  const { placesAbove } = law.eligibility
  return inColumns({ rules: picked.rules, placesAbove, request: question, remembered: rememberFacts() }, situations)
}
const columnsAsk = (pack: Pack, on: Day): boolean => {
  const picked = law.eligibility.library.pick({ ...questionOf(pack, on), simulate: false, overlay: [] })
  return picked.kind === 'found' && answerOf(picked.rules.pack).asks === 'household'
}
/** Days on which a place's own law or its model is another. */
const daysOf = (pack: Pack): Day[] => {
  const question = questionOf(pack, day('2026-11-26'))
  const picked = law.eligibility.library.pick({ ...question, simulate: false, overlay: [] })
  const models = picked.kind === 'found' ? picked.rules.pack.models : pack.models
  const begins = [...models.map(({ from }) => from), ...pack.rows.map(({ validFrom }) => validFrom)].toSorted()
  return [...new Set([addDays(day(begins.at(-1) ?? '2026-09-01'), 20), day('2026-03-02')])]
}

describe('整批算出来的，和一户一户测算的一样', () => {
  const columnar = new Set<string>()

  it('每一个规则包：随机的户，缺这缺那的、装不进列的都有', () => {
    for (const [at, pack] of law.packs.entries()) {
      const chance = chanceOf(7_000 + at)
      const facts = law.packs.filter(({ programme }) => programme === pack.programme).flatMap((one) => one.facts)
      const places = [pack.region, `${pack.region}100`, '110101', '370402', '999901100']
      for (const on of daysOf(pack)) {
        // Who asks member by member is never decided in columns; a few households show that, too.
        const count = columnsAsk(pack, on) ? 110 : 30
        const situations = [0.02, 0.2].flatMap((missing) => randomHouseholds({ chance, count, facts, places, missing }))
        const question = questionOf(pack, on)
        const name = `${pack.region}/${pack.programme} ${on}`
        expect(answerMany(law.eligibility, question, situations), name).toEqual(oneByOne(question, situations))
        const columns = columnsFor(question, situations)
        if (columns?.some((answer) => answer !== null && answer.outcome !== 'no-rule')) columnar.add(pack.programme)
      }
    }
  }, 600_000)

  it('低保、边缘、渐退这些是按列算的，不是悄悄一户一户算的', () => {
    expect([...columnar]).toEqual(expect.arrayContaining(['dibao', 'margin', 'dibao-grace']))
  })
})

describe('演示县的每一户', () => {
  const county = (): Situation[] => {
    const standards = [{ from: day('2024-01-01'), perMonth: fen(81_000) }]
    return countyToday({ directory: shippedDirectory(), standards }).map(situationOf)
  }

  it.each(['2025-06-01', '2026-03-02', '2026-09-01'])(
    '%s 的低保：按列算的和测算的一样，绝大多数是按列算的',
    (on) => {
      const situations = county()
      const question = questionOf({ region: syntheticCounty, programme: 'dibao' }, day(on))
      const columns = columnsFor(question, situations)!
      const expected = oneByOne(question, situations)
      expect(answerMany(law.eligibility, question, situations)).toEqual(expected)
      const inside = columns.flatMap((answer, index) => (answer === null ? [] : [[answer, expected[index]] as const]))
      for (const [answer, other] of inside) expect(answer).toEqual(other)
      expect(inside.length / situations.length).toBeGreaterThan(0.9)
      expect(new Set(expected.map(({ outcome }) => outcome)).size).toBeGreaterThan(1)
    },
    120_000,
  )
})

describe('两部法律、几个月接着算', () => {
  it('记住的事实只给问同样事实的法律用', () => {
    const situations = randomHouseholds({
      chance: chanceOf(5),
      count: 230,
      facts: [],
      places: ['999901'],
      missing: 0.02,
    })
    const remembered = rememberFacts()
    for (const programme of ['dibao', 'margin', 'dibao', 'dibao-grace', 'elder-allowance', 'dibao-extra'])
      for (const on of ['2026-03-02', '2026-09-01', '2025-02-01']) {
        const question = questionOf({ region: syntheticCounty, programme }, day(on))
        const said = answerMany(law.eligibility, question, situations, remembered)
        expect(said, `${programme} ${on}`).toEqual(oneByOne(question, situations))
      }
  }, 120_000)

  it('别的一批户，不拿上一批的答案', () => {
    const wish = { count: 210, facts: [], places: ['999901'], missing: 0 }
    const remembered = rememberFacts()
    const question = questionOf({ region: syntheticCounty, programme: 'dibao' }, day('2026-03-02'))
    for (const seed of [1, 2]) {
      const situations = randomHouseholds({ ...wish, chance: chanceOf(seed) })
      expect(answerMany(law.eligibility, question, situations, remembered)).toEqual(oneByOne(question, situations))
    }
  })

  it('十几万户也分得开来，一户不错位', () => {
    const wish = { facts: [], places: ['999901'], missing: 0 }
    const some = randomHouseholds({ ...wish, count: 700, chance: chanceOf(9) }).filter(
      ({ members }) => members.length <= 3,
    )
    const many = Array.from({ length: 130_001 }, (_, index) => some[index % some.length]!)
    const question = questionOf({ region: syntheticCounty, programme: 'dibao' }, day('2026-03-02'))
    const expected = oneByOne(question, some)
    const said = answerMany(law.eligibility, question, many)
    expect(said.length).toBe(many.length)
    expect(said.findIndex((answer, index) => answer.amount !== expected[index % some.length]!.amount)).toBe(-1)
  }, 120_000)

  it('没有规则的地方，一户也没有数', () => {
    const situations = randomHouseholds({ chance: chanceOf(3), count: 3, facts: [], places: ['999901'], missing: 0 })
    const question = questionOf({ region: syntheticCounty, programme: 'nothing-like-it' }, day('2026-03-02'))
    expect(answerMany(law.eligibility, question, situations)).toEqual(oneByOne(question, situations))
  })
})

const situationOf = (entry: HouseholdEntry, index: number): Situation => ({
  householdId: `household-${index}`,
  number: entry.number,
  members: entry.members.map(({ document: _, ...member }, at) => ({ ...member, id: `${index}-${at}` })),
  ...{ deposits: entry.deposits, homes: entry.homes, vehicles: entry.vehicles, businesses: entry.businesses },
  ...{ propertyFinding: entry.propertyFinding, staffRelative: entry.staffRelative, paidNow: null },
})

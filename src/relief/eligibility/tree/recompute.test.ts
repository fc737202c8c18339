import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import { incomeKinds, type Fact, type Income, type MemberFacts, type Situation } from '#registry/households/facts.ts'
import type { TreeLine } from '../assessment.ts'
import { eligibilityOf, fact, household, person, requestFor, patience, shippedPacks } from '../testing-packs.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import { everyLine } from './lines.ts'
import { recompute } from './recompute.ts'

const shipped: { eligibility: Eligibility } = { eligibility: eligibilityOf([]) }
beforeAll(async () => {
  shipped.eligibility = eligibilityOf(await shippedPacks())
}, patience)

const amounts = fc.bigInt({ min: 0n, max: 500_000n }).map((value): Fen => fen(value))
const incomes: fc.Arbitrary<Fact<Income>> = fc.oneof(
  { weight: 6, arbitrary: amounts.map((amount) => fact({ amount, per: 'month' as const })) },
  { weight: 3, arbitrary: amounts.map((amount) => fact({ amount, per: 'year' as const })) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const zero = fact({ amount: fen(0), per: 'month' as const })
const members = (id: string): fc.Arbitrary<MemberFacts> =>
  fc
    .record({
      kinds: fc.tuple(
        ...incomeKinds.map(() =>
          fc.oneof({ weight: 5, arbitrary: fc.constant(zero) }, { weight: 2, arbitrary: incomes }),
        ),
      ),
      deduction: fc.oneof(fc.constant(zero), incomes),
      counted: fc.constantFrom('counted', 'counted', 'counted', 'in-prison', 'declared-missing'),
      registered: fc.constantFrom('999901', '999901102201', '330402', null),
    })
    .map(({ kinds, deduction, counted, registered }) =>
      person(id, {
        incomes: Object.fromEntries(
          incomeKinds.map((kind, index) => [kind, kinds[index] ?? null]),
        ) as MemberFacts['incomes'],
        deduction,
        counted: fact(counted as 'counted'),
        registeredAt: registered === null ? null : fact(registered),
      }),
    )
const orUnknown = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 6, arbitrary: arbitrary.map((value) => fact(value)) }, { weight: 1, arbitrary: fc.constant(null) })
const households: fc.Arbitrary<Situation> = fc
  .integer({ min: 1, max: 6 })
  .chain((count) =>
    fc.record({
      people: fc.tuple(...Array.from({ length: count }, (_, index) => members(String(index + 1)))),
      deposits: orUnknown(fc.oneof(fc.constant(fen(0)), amounts)),
      homes: orUnknown(fc.integer({ min: 0, max: 2 })),
      vehicles: orUnknown(fc.integer({ min: 0, max: 1 })),
      businesses: orUnknown(fc.integer({ min: 0, max: 1 })),
      finding: fc.constantFrom('meets', 'fails', 'not-determined', null),
    }),
  )
  .map(({ people, finding, ...property }) =>
    household(people, { ...property, propertyFinding: finding === null ? null : fact(finding as 'meets') }),
  )

describe('算式自己证明自己', () => {
  it.each([
    ['999901', '2026-03-02'],
    ['999901', '2026-09-01'],
    ['330400', '2019-08-01'],
  ])(
    '%s 在 %s：不管哪一家，从上面的行加一遍，就是最后一行，也就是答案',
    (region, on) => {
      fc.assert(
        fc.property(households, (situation) => {
          const answer = shipped.eligibility.assess(requestFor(situation, { region, on }))
          expect(recompute(answer.tree)).toEqual({ amount: answer.amount, faults: [] })
          const said = { entitled: answer.amount !== null && answer.amount > 0n, 'not-entitled': answer.amount === 0n }
          if (answer.outcome === 'entitled' || answer.outcome === 'not-entitled')
            expect(said[answer.outcome]).toBe(true)
          else expect(answer.missing.length).toBeGreaterThan(0)
          if (answer.outcome === 'not-entitled')
            expect(answer.reasons.every(({ article }) => article !== '')).toBe(true)
        }),
        { numRuns: 150 },
      )
    },
    patience,
  )

  it(
    '补差就是标准乘人数减收入，一分不差（另写一遍来比）',
    () => {
      fc.assert(
        fc.property(fc.array(amounts, { minLength: 1, maxLength: 8 }), (wages) => {
          const people = wages.map((amount, index) => {
            const one = person(String(index + 1), { registeredAt: fact('999901') })
            return { ...one, incomes: { ...one.incomes, wages: fact({ amount, per: 'month' as const }) } }
          })
          const answer = shipped.eligibility.assess(
            requestFor(household(people), { region: '999901', on: '2026-03-02' }),
          )
          const difference = 81_000n * BigInt(wages.length) - wages.reduce((total, one) => total + one, 0n)
          expect(answer.amount).toBe(difference > 0n ? difference : 0n)
        }),
        { numRuns: 150 },
      )
    },
    patience,
  )

  it('改掉任何一个数，都查得出来', () => {
    const situation = household([
      {
        ...person('1', { registeredAt: fact('999901') }),
        incomes: { ...person('1').incomes, business: fact({ amount: fen(1_000_000), per: 'year' as const }) },
      },
      person('2', { registeredAt: fact('999901'), bornOn: fact(day('1975-01-01')) }),
    ])
    const { tree } = shipped.eligibility.assess(requestFor(situation, { region: '999901', on: '2026-03-02' }))
    const sums = everyLine(tree).filter(({ kind, amount }) => (kind === 'sum' || kind === 'result') && amount !== null)
    expect(sums.length).toBeGreaterThan(6)
    for (const { id } of sums) expect(recompute(tree.map((one) => tampered(one, id))).faults).toContain(id)
    // A rule somebody drafts may be one the drawing cannot follow: that is a finding, never a crash.
    for (const { id } of sums) expect(recompute(tree.map((one) => tampered(one, id, () => '1.5'))).faults).toContain(id)
  })
})

const oneMore = (value: string): string => String(BigInt(value) + 1n)
const tampered = (one: TreeLine, id: string, change = oneMore): TreeLine => ({
  ...one,
  amount: one.id === id && one.amount ? { ...one.amount, value: change(one.amount.value) } : one.amount,
  lines: one.lines.map((line) => tampered(line, id, change)),
})

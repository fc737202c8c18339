import { fileURLToPath } from 'node:url'
import { day, month } from '#platform/clock/index.ts'
import { fen, yuan, type Fen } from '#platform/money/index.ts'
import type { Fact, Income, MemberFacts, Situation } from '#registry/households/facts.ts'
import { shippedDirectory } from '#registry/regions/index.ts'
import type { AssessmentRequest } from './assessment.ts'
import { createEligibility, type Eligibility } from './assess/eligibility.ts'
import { loadPacks } from './packs/library.ts'
import type { Pack } from './packs/pack.ts'
import { placesAboveFrom } from './packs/places.ts'
import { readModel } from './packs/read-model.ts'

/** The packs as shipped and households typed by hand, for tests of this module and of those that stand on it. */

/** Reading every model and the region tree takes a second or two, more on a busy machine. */
export const patience = 60_000

export const policyFolder = fileURLToPath(new URL('../../../policy', import.meta.url))
export const shippedPacks = (): Promise<readonly Pack[]> => loadPacks(policyFolder, readModel)

export const eligibilityOf = (packs: readonly Pack[]): Eligibility => {
  const tree = shippedDirectory()
  return createEligibility({
    packs,
    placesAbove: placesAboveFrom(() => tree),
    placeName: (code) => tree.find(code)?.name ?? code,
  })
}

const known = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'declared', zh: '本人申报', on: day('2018-11-08') },
})
export const monthly = (amount: Fen): Fact<Income> => known({ amount, per: 'month' })
export const yearly = (amount: Fen): Fact<Income> => known({ amount, per: 'year' })

export const person = (id: string, parts: Partial<MemberFacts> = {}): MemberFacts => ({
  id,
  name: `居民甲${id.padStart(4, '0')}`,
  relation: id === '1' ? 'head' : 'spouse',
  bornOn: known(day('1972-05-01')),
  sex: null,
  registeredAt: known('330400'),
  residesAt: null,
  urbanRural: known('rural' as const),
  maritalStatus: null,
  labourCapacity: null,
  disability: null,
  seriousIllness: null,
  fullTimeStudy: null,
  counted: known('counted' as const),
  incomes: {
    wages: monthly(fen(0)),
    business: monthly(fen(0)),
    property: monthly(fen(0)),
    transfers: monthly(fen(0)),
    other: monthly(fen(0)),
  },
  deduction: monthly(fen(0)),
  ...parts,
})

export const withWages = (member: MemberFacts, amount: string): MemberFacts => ({
  ...member,
  incomes: { ...member.incomes, wages: monthly(yuan(amount)) },
})

export const household = (members: readonly MemberFacts[], parts: Partial<Situation> = {}): Situation => ({
  householdId: '01930000-0000-7000-8000-000000000412',
  number: 'QH-0412',
  members,
  deposits: known(fen(0)),
  homes: known(0),
  vehicles: known(0),
  businesses: known(0),
  propertyFinding: null,
  staffRelative: null,
  paidNow: null,
  ...parts,
})

export const requestFor = (
  situation: Situation,
  parts: Partial<AssessmentRequest> & { readonly on?: string } = {},
): AssessmentRequest => {
  const on = day(parts.on ?? '2018-11-26')
  const { on: _, ...rest } = parts
  return {
    region: '330400',
    programme: 'dibao',
    factsOn: on,
    lawOn: on,
    month: month(on.slice(0, 7)),
    situation,
    ...rest,
  }
}

export const fact = known

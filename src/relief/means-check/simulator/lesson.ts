import { householdSubject } from '../check/declared.ts'
import type { DeclaredValue } from '../check/declared.ts'
import type { ReportRecord } from '../check/report-store.ts'
import type { DeclaredPerson } from './declared-person.ts'

/** What the simulator is told about the people of a report: their own file, and that of the household with its head. */
export function lessonOf(
  { people, declared, householdId }: Pick<ReportRecord, 'people' | 'declared' | 'householdId'>,
  numbers: ReadonlyMap<string, string | null>,
): DeclaredPerson[] {
  const known = people.filter(({ id }) => (numbers.get(id) ?? null) !== null)
  // Without the head among those who signed, the first of them holds what belongs to all.
  const holder = known.find(({ relation }) => relation === 'head') ?? known[0]
  return known.map((person) => ({
    idNumber: numbers.get(person.id) ?? '',
    household: householdId,
    isHead: person === holder,
    facts: {
      ...factsOf(declared[person.id] ?? {}),
      ...(person === holder ? factsOf(declared[householdSubject] ?? {}) : {}),
    },
  }))
}

const factsOf = (facts: Readonly<Record<string, DeclaredValue>>): DeclaredPerson['facts'] =>
  Object.fromEntries(
    Object.entries(facts).map(([name, { value, source }]) => [
      name,
      { value: textOf(value), isTrue: source.kind === 'found' || source.kind === 'surveyed' },
    ]),
  )

/** Money a month as it is, a year by its twelfth where that is whole: `120000/month`, `1618700/year`. */
function textOf(value: DeclaredValue['value']): string {
  switch (value.kind) {
    case 'money':
      return `${value.fen}/${value.per}`
    case 'count':
      return String(value.count)
    case 'day':
      return value.day
    case 'region':
      return value.code
  }
}

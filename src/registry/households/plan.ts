import type { Day } from '#platform/clock/index.ts'
import type { PlaceId } from '#platform/db/index.ts'
import { stateFact, type FactRow, type KnownFact } from './fact-history.ts'
import type { Relation } from './facts.ts'
import { isCurrent, type HashedEntry, type KnownHousehold, type KnownMembership, type Match } from './matching.ts'
import { householdRefusals } from './refusals.ts'
import { factsOfHousehold, factsOfMember, type StatedFact } from './stored-fact.ts'

export interface PlannedPerson {
  readonly id: string
  readonly isNew: boolean
  /** The number is new to us: it has to be sealed and hashed. */
  readonly numberIsNew: boolean
  readonly nameIsNew: boolean
  readonly member: HashedEntry['members'][number]
}

export interface MembershipRow {
  readonly personId: string
  readonly relation: Relation
  readonly validFrom: Day
  readonly validTo: Day | null
}

export interface PlannedFact extends FactRow {
  /** Null: about the household itself. */
  readonly personId: string | null
}

/** Everything one entry changes. */
export interface Plan {
  readonly householdId: string
  readonly isNew: boolean
  readonly number: string
  readonly placeId: PlaceId
  readonly matchedBy: 'number' | 'id-number' | null
  readonly entry: HashedEntry
  readonly persons: readonly PlannedPerson[]
  readonly membershipsClosed: readonly string[]
  readonly membershipsAdded: readonly MembershipRow[]
  /** Persons who are members of no household any more. */
  readonly left: readonly string[]
  readonly joined: readonly string[]
  readonly factsClosed: readonly string[]
  readonly factsAdded: readonly PlannedFact[]
  readonly references: readonly { readonly system: string; readonly kind: string; readonly number: string }[]
  /** Facts as they stand afterwards, open-ended, for what the list shows. */
  readonly standing: ReadonlyMap<string, StatedFact>
}

export const changesSomething = (plan: Plan): boolean =>
  plan.isNew ||
  plan.persons.some(({ isNew, numberIsNew, nameIsNew }) => isNew || numberIsNew || nameIsNew) ||
  plan.membershipsClosed.length + plan.membershipsAdded.length > 0 ||
  plan.factsClosed.length + plan.factsAdded.length + plan.references.length > 0

export interface PlanNeeds {
  readonly match: Match
  readonly placeId: PlaceId
  readonly newId: () => string
  /** Memberships that other entries of the same act end. */
  readonly ending: ReadonlySet<string>
  /** Everybody on file as a member of this household. */
  readonly memberships: readonly KnownMembership[]
}

/** @throws noHead, memberElsewhere */
export function planEntry(hashed: HashedEntry, needs: PlanNeeds): Plan {
  const { entry, members } = hashed
  const { match, newId } = needs
  if (!entry.members.some(({ relation }) => relation === 'head'))
    throw householdRefusals.noHead({ number: entry.number })
  const householdId = match.household?.id ?? newId()
  const persons = members.map((member, index): PlannedPerson => {
    const found = match.persons[index] ?? null
    return {
      id: found?.id ?? newId(),
      isNew: found === null,
      numberIsNew: member.idHash !== null && found?.idHash !== member.idHash,
      nameIsNew: found !== null && found.name !== member.entry.name,
      member,
    }
  })
  return {
    householdId,
    isNew: match.household === null,
    number: match.household?.number ?? entry.number,
    placeId: match.household?.placeId ?? needs.placeId,
    matchedBy: match.by,
    entry: hashed,
    persons,
    ...planMemberships(hashed, householdId, persons, needs),
    ...planFacts(hashed, persons, match),
    references: newReferences(hashed, match.household),
  }
}

function planMemberships(
  { entry }: HashedEntry,
  householdId: string,
  persons: readonly PlannedPerson[],
  { match, memberships, ending }: PlanNeeds,
): Pick<Plan, 'membershipsClosed' | 'membershipsAdded' | 'left' | 'joined'> {
  const from = entry.validFrom
  const closed: string[] = []
  const added: MembershipRow[] = []
  const joined: string[] = []
  const close = (row: KnownMembership): void => {
    closed.push(row.id)
    if (row.validFrom < from) added.push({ ...row, validTo: from })
  }
  persons.forEach((person, index) => {
    const onFile = match.persons[index]?.memberships ?? []
    const { relation, name } = person.member.entry
    const now = onFile.find((row) => isCurrent(row, from) && !ending.has(row.id))
    if (now !== undefined && now.householdId !== householdId) throw householdRefusals.memberElsewhere({ name })
    if (now?.relation === relation) return
    const next = onFile.map(({ validFrom }) => validFrom).filter((begins) => begins > from)
    if (now === undefined) joined.push(person.id)
    else close(now)
    added.push({ personId: person.id, relation, validFrom: from, validTo: now?.validTo ?? next.toSorted()[0] ?? null })
  })
  const here = new Set(persons.map(({ id }) => id))
  const gone = memberships.filter((row) => isCurrent(row, from) && !here.has(row.personId))
  gone.forEach(close)
  return { membershipsClosed: closed, membershipsAdded: added, joined, left: gone.map(({ personId }) => personId) }
}

function planFacts(
  { entry, members }: HashedEntry,
  persons: readonly PlannedPerson[],
  match: Match,
): Pick<Plan, 'factsClosed' | 'factsAdded' | 'standing'> {
  const closed: string[] = []
  const added: PlannedFact[] = []
  const standing = new Map<string, StatedFact>()
  const state = (history: readonly KnownFact[], stated: readonly StatedFact[], personId: string | null): void => {
    for (const fact of stated) {
      const ofKind = history.filter(({ kind }) => kind === fact.kind)
      const changes = stateFact(ofKind, fact, entry.validFrom)
      closed.push(...changes.closed)
      added.push(...changes.added.map((row) => ({ ...row, personId })))
      // A list of an earlier day says nothing about today when a later one is on file.
      const isLast = ofKind.every(({ validFrom }) => validFrom <= entry.validFrom)
      if (personId === null && isLast) standing.set(fact.kind, fact)
    }
  }
  for (const fact of match.household?.facts ?? []) if (fact.validTo === null) standing.set(fact.kind, fact)
  state(match.household?.facts ?? [], factsOfHousehold(entry), null)
  members.forEach((member, index) =>
    state(match.persons[index]?.facts ?? [], factsOfMember(member.entry), persons[index]!.id),
  )
  return { factsClosed: closed, factsAdded: added, standing }
}

/** A household that was found through a member keeps its own number; the list's number becomes a reference. */
function newReferences({ entry }: HashedEntry, household: KnownHousehold | null): Plan['references'] {
  const own = household !== null && household.number !== entry.number
  const stated = [
    ...entry.references,
    ...(own ? [{ system: 'list', kind: 'household-number', number: entry.number }] : []),
  ]
  const onFile = new Set(household?.references)
  return stated.filter(({ system, kind, number }) => !onFile.has(`${system}/${kind}/${number}`))
}

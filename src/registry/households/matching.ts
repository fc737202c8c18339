import type { Day } from '#platform/clock/index.ts'
import type { PlaceId } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { HouseholdEntry, MemberEntry } from './contract.ts'
import type { KnownFact } from './fact-history.ts'
import type { Relation } from './facts.ts'
import { householdRefusals } from './refusals.ts'

/** A membership as known now. */
export interface KnownMembership {
  /** Id of the row. */
  readonly id: string
  readonly householdId: string
  readonly personId: string
  readonly relation: Relation
  readonly validFrom: Day
  readonly validTo: Day | null
}

export interface KnownPerson {
  readonly id: string
  readonly name: string
  /** Keyed hash of the ID number, hexadecimal; null when no number is on file. */
  readonly idHash: string | null
  readonly memberships: readonly KnownMembership[]
  readonly facts: readonly KnownFact[]
}

export interface KnownHousehold {
  readonly id: string
  readonly number: string
  readonly placeId: PlaceId
  readonly headName: string
  readonly facts: readonly KnownFact[]
  /** `system/kind/number` of each. */
  readonly references: readonly string[]
}

/** All that is on file about the households and persons of some entries. */
export interface Known {
  readonly byNumber: ReadonlyMap<string, KnownHousehold>
  readonly byId: ReadonlyMap<string, KnownHousehold>
  readonly personByHash: ReadonlyMap<string, KnownPerson>
  /** Persons of a household on file, members at any time. */
  readonly personsOf: ReadonlyMap<string, readonly KnownPerson[]>
}

/** An entry's member with the hash of the number, so that the matching needs no keys. */
export interface HashedMember {
  readonly entry: MemberEntry
  readonly idHash: string | null
}
export interface HashedEntry {
  readonly entry: HouseholdEntry
  readonly members: readonly HashedMember[]
}

export interface Match {
  readonly household: KnownHousehold | null
  readonly by: 'number' | 'id-number' | null
  /** Persons on file, in the order of the entry's members; null for somebody new. */
  readonly persons: readonly (KnownPerson | null)[]
}

export const isCurrent = ({ validFrom, validTo }: KnownMembership, on: Day): boolean =>
  validFrom <= on && (validTo === null || on < validTo)

/** The household a person belongs to on a day. */
const householdOf = (person: KnownPerson | undefined, on: Day): string | undefined =>
  person?.memberships.find((membership) => isCurrent(membership, on))?.householdId

/**
 * Finds the household by its number, then by the ID number of any member; then its persons: by ID number, and within the
 * household by name for those who have none.
 * @param answersAnother a household found through a member that another entry is about: whoever leaves it under a number
 * of their own is a household of their own
 * @throws numberTaken when the number is on file and not a single person fits
 */
function match(
  { entry, members }: HashedEntry,
  known: Known,
  answersAnother: (household: KnownHousehold) => boolean,
): Match {
  const byHash = members.map(({ idHash }) => (idHash === null ? undefined : known.personByHash.get(idHash)))
  const byNumber = known.byNumber.get(entry.number)
  const through = byHash.map((person) => householdOf(person, entry.validFrom)).find((id) => id !== undefined)
  const throughMember = through === undefined ? undefined : known.byId.get(through)
  const household =
    byNumber ?? (throughMember === undefined || answersAnother(throughMember) ? undefined : throughMember)
  if (household === undefined) return { household: null, by: null, persons: byHash.map((person) => person ?? null) }
  const persons = withinHousehold(members, byHash, known.personsOf.get(household.id) ?? [])
  const isStranger = persons.every(
    (person) => !person?.memberships.some(({ householdId }) => householdId === household.id),
  )
  if (byNumber !== undefined && isStranger) throw householdRefusals.numberTaken({ number: entry.number })
  return { household, by: byNumber === undefined ? 'id-number' : 'number', persons }
}

/** Those without a number on either side are the same person when name and household are. */
function withinHousehold(
  members: readonly HashedMember[],
  byHash: readonly (KnownPerson | undefined)[],
  onFile: readonly KnownPerson[],
): (KnownPerson | null)[] {
  const taken = new Set(byHash.map((person) => person?.id))
  return members.map(({ entry, idHash }, index) => {
    const found = byHash[index]
    if (found !== undefined) return found
    const named = onFile.find(
      (person) => !taken.has(person.id) && person.name === entry.name && (idHash === null || person.idHash === null),
    )
    if (named !== undefined) taken.add(named.id)
    return named ?? null
  })
}

/**
 * What each entry is about, or why that cannot be told. One household on file answers one entry: the one with its number
 * before all others, else the first that names a member.
 * @param listed every number of the list these entries are a part of
 */
export function matchAll(
  entries: readonly HashedEntry[],
  known: Known,
  listed: ReadonlySet<string>,
): readonly (Match | Refusal)[] {
  const answered = new Set<string>()
  return entries.map((one) => {
    const found = orRefusal(() => match(one, known, ({ id, number }) => listed.has(number) || answered.has(id)))
    if (!(found instanceof Refusal) && found.household !== null) answered.add(found.household.id)
    return found
  })
}

/** A refusal as an answer, so that the other entries are still looked at. */
export function orRefusal<Result>(work: () => Result): Result | Refusal {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

import { v7 } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Box, Vault } from '#platform/crypto/index.ts'
import { refusing, type Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { addFen, type Fen } from '#platform/money/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import type { HouseholdEntry, Preview, Recorded } from './contract.ts'
import {
  addChanges,
  addFacts,
  addMemberships,
  addReferences,
  closeKnown,
  releasePersons,
  saveHouseholds,
  savePersons,
  type SavedHousehold,
  type SavedPerson,
} from './household-store.ts'
import { birthAndTail, canonicalIdNumber } from './id-number.ts'
import { readKnown } from './known-store.ts'
import {
  isCurrent,
  matchAll,
  orRefusal,
  type HashedEntry,
  type Known,
  type KnownMembership,
  type Match,
} from './matching.ts'
import { soundsOfName } from './person-sounds.ts'
import { changesSomething, planEntry, type Plan } from './plan.ts'
import { householdRefusals } from './refusals.ts'
import { benefitsFrom } from './stored-fact.ts'

export interface RecordNeeds {
  readonly clock: Clock
  readonly vault: Vault
  readonly audit: Audit
  readonly regions: Regions
  /** Ids of new rows; the demonstration hands in its own so that a seed gives the same county each time. */
  readonly newId?: () => string
}

/** Larger acts are audited once, with the list of households; each household's own change row says the rest. */
const auditedSinglyMax = 20
const entriesAtOnce = 500

/** Load, plan, save, announce. @throws memberElsewhere, numberTaken, unknownRegion, noHead */
export const createRecord =
  (needs: RecordNeeds) =>
  async (
    tx: Tx,
    who: Caller,
    entries: readonly HouseholdEntry[],
    listed: ReadonlySet<string> = numbersOf(entries),
  ): Promise<readonly Recorded[]> => {
    const recorded: Recorded[] = []
    const box = await needs.vault.boxOf(who.tenant)
    for (let at = 0; at < entries.length; at += entriesAtOnce) {
      const plans = (await planAll(tx, who, { entries: entries.slice(at, at + entriesAtOnce), listed }, needs)).map(
        (one) => {
          if ('refusal' in one) throw one.refusal
          return one.plan
        },
      )
      const changing = plans.filter(changesSomething)
      await refusing(
        {
          member_of_one_household: () => householdRefusals.memberElsewhere({ name: '其中一位' }),
          household_number_is_its_own: () => householdRefusals.justRecorded(),
          person_is_one: () => householdRefusals.memberElsewhere({ name: '其中一位' }),
        },
        save(tx, who, changing, box, needs),
      )
      recorded.push(...plans.map(recordedFrom))
    }
    await note(tx, who, recorded, entries, needs.audit)
    return recorded
  }

const numbersOf = (entries: readonly HouseholdEntry[]): ReadonlySet<string> =>
  new Set(entries.map(({ number }) => number))

const recordedFrom = (plan: Plan): Recorded => ({
  householdId: plan.householdId,
  number: plan.number,
  outcome: plan.isNew ? 'new' : changesSomething(plan) ? 'changed' : 'unchanged',
  matchedBy: plan.matchedBy,
  memberIds: plan.persons.map(({ id }) => id),
})

/** A plan, or why there is none. */
type Attempt = { readonly number: string; readonly plan: Plan } | { readonly number: string; readonly refusal: Refusal }

async function planAll(
  tx: Tx,
  who: Caller,
  { entries, listed }: { readonly entries: readonly HouseholdEntry[]; readonly listed: ReadonlySet<string> },
  { vault, regions, newId = v7 }: RecordNeeds,
): Promise<Attempt[]> {
  const hashed = entries.map((entry): HashedEntry => ({
    entry,
    members: entry.members.map((member) => ({
      entry: member,
      idHash: hashOf(vault, member.document.number)?.toString('hex') ?? null,
    })),
  }))
  const known = await readKnown(tx, who.tenant, hashed)
  const matches = matchAll(hashed, known, listed)
  const ending = endingIn(hashed, matches, known)
  const directory = regions.directory()
  return hashed.map((one, index): Attempt => {
    const { number, place } = one.entry
    const planned = orRefusal(() => {
      const found = matches[index]!
      if (found instanceof Refusal) throw found
      const { placeId } = directory.get(place)
      if (who.places !== 'all' && !who.places.includes(placeId)) throw householdRefusals.notFound()
      return planEntry(one, { match: found, placeId, newId, ending, memberships: membershipsOf(found, known) })
    })
    return planned instanceof Refusal ? { number, refusal: planned } : { number, plan: planned }
  })
}

/** Everybody on file as a member of the household that was found, at any time. */
const membershipsOf = ({ household }: Match, known: Known): KnownMembership[] =>
  household === null
    ? []
    : (known.personsOf.get(household.id) ?? []).flatMap(({ memberships }) =>
        memberships.filter(({ householdId }) => householdId === household.id),
      )

/** Memberships that these entries end: whoever they name elsewhere may go there in the same act. */
function endingIn(
  entries: readonly HashedEntry[],
  matches: readonly (Match | Refusal)[],
  known: Known,
): ReadonlySet<string> {
  const ids = entries.flatMap(({ entry }, index) => {
    const found = matches[index]!
    if (found instanceof Refusal) return []
    const staying = new Set(found.persons.map((person) => person?.id))
    return membershipsOf(found, known)
      .filter((row) => isCurrent(row, entry.validFrom) && !staying.has(row.personId))
      .map(({ id }) => id)
  })
  return new Set(ids)
}

/** What recording would do, without doing it. */
export const createPreview =
  (needs: RecordNeeds) =>
  async (
    tx: Tx,
    who: Caller,
    entries: readonly HouseholdEntry[],
    listed: ReadonlySet<string> = numbersOf(entries),
  ): Promise<readonly Preview[]> =>
    (await planAll(tx, who, { entries, listed }, needs)).map((one) => {
      if ('refusal' in one)
        return { number: one.number, householdId: null, outcome: 'unchanged', matchedBy: null, refusal: one.refusal }
      const { householdId, number, outcome, matchedBy } = recordedFrom(one.plan)
      return { number, householdId: one.plan.isNew ? null : householdId, outcome, matchedBy, refusal: null }
    })

const hashOf = (vault: Vault, number: string | null): Buffer | null =>
  number === null ? null : vault.lookup('id-number', canonicalIdNumber(number))

async function save(tx: Tx, who: Caller, plans: readonly Plan[], box: Box, needs: RecordNeeds): Promise<void> {
  if (plans.length === 0) return
  const { tenant } = who
  const newId = needs.newId ?? v7
  const now = needs.clock.now()
  const joining = new Set(plans.flatMap(({ joined }) => joined))
  await saveHouseholds(tx, tenant, now, plans.map(householdFrom))
  await closeKnown(tx, tenant, now, {
    memberships: plans.flatMap(({ membershipsClosed }) => membershipsClosed),
    facts: plans.flatMap(({ factsClosed }) => factsClosed),
  })
  await releasePersons(
    tx,
    tenant,
    plans.flatMap(({ left }) => left.filter((id) => !joining.has(id))),
  )
  await savePersons(
    tx,
    tenant,
    plans.flatMap((plan) => personsFrom(plan, box, needs.vault)),
  )
  await addMemberships(
    tx,
    tenant,
    now,
    plans.flatMap((plan) => plan.membershipsAdded.map((row) => ({ ...row, ...owned(plan), id: newId() }))),
  )
  await addFacts(
    tx,
    tenant,
    now,
    plans.flatMap((plan) => plan.factsAdded.map((row) => ({ ...row, ...owned(plan), id: newId() }))),
  )
  await addReferences(
    tx,
    tenant,
    plans.flatMap((plan) => plan.references.map((row) => ({ ...row, ...owned(plan), id: newId() }))),
  )
  await addChanges(
    tx,
    tenant,
    now,
    plans.map((plan) => ({
      ...owned(plan),
      id: newId(),
      byId: who.id,
      byName: who.name,
      kind: plan.isNew ? ('recorded' as const) : ('changed' as const),
      reason: plan.entry.entry.reason,
      summary: {
        joined: plan.joined.length,
        left: plan.left.length,
        facts: [...new Set(plan.factsAdded.map(({ kind }) => kind))].toSorted(),
      },
    })),
  )
}

const owned = ({ placeId, householdId }: Plan): { placeId: number; householdId: string } => ({ placeId, householdId })

function householdFrom(plan: Plan): SavedHousehold {
  const { members } = plan.entry
  const head = members.find(({ entry }) => entry.relation === 'head')
  const benefits = benefitsFrom(plan.standing)
  const amounts = benefits.flatMap(({ amount }) => (amount === null ? [] : [amount]))
  return {
    ...owned(plan),
    isNew: plan.isNew,
    number: plan.number,
    headName: head?.entry.name ?? '',
    memberCount: members.length,
    urbanRural: head?.entry.urbanRural?.value ?? null,
    programmes: benefits.map(({ programme }) => programme),
    paid: amounts.length === 0 ? null : amounts.reduce((sum: Fen, amount) => addFen(sum, amount)),
    paidSince: benefits[0]?.since ?? null,
  }
}

/** Only those of whom something has to be written: sealing a number and spelling a name cost time. */
function personsFrom(plan: Plan, box: Box, vault: Vault): SavedPerson[] {
  const joined = new Set(plan.joined)
  const restated = new Set(plan.factsAdded.map(({ personId }) => personId))
  return plan.persons
    .filter((one) => one.isNew || one.nameIsNew || one.numberIsNew || joined.has(one.id) || restated.has(one.id))
    .map(({ id, isNew, numberIsNew, member: { entry } }) => {
      const number = numberIsNew && entry.document.number !== null ? canonicalIdNumber(entry.document.number) : null
      const { whole, initials } = soundsOfName(entry.name)
      return {
        ...owned(plan),
        id,
        isNew,
        isMember: true,
        name: entry.name,
        pinyin: whole,
        initials,
        documentKind: entry.document.kind,
        idNumber: number === null ? null : box.seal(number, sealedUse(id)),
        idHash: hashOf(vault, number),
        tailHash: number === null || number.length !== 18 ? null : vault.lookup('birth-and-tail', birthAndTail(number)),
        bornOn: entry.bornOn?.value ?? null,
        sex: entry.sex?.value ?? null,
        registeredAt: entry.registeredAt?.value ?? null,
      }
    })
}

/** Ties the ciphertext to its row: moved to another person it does not open. */
export const sealedUse = (personId: string): string => `households.person.id-number:${personId}`

async function note(
  tx: Tx,
  who: Caller,
  recorded: readonly Recorded[],
  entries: readonly HouseholdEntry[],
  audit: Audit,
): Promise<void> {
  const changed = recorded.flatMap((one, index) =>
    one.outcome === 'unchanged' ? [] : [{ ...one, reason: entries[index]!.reason }],
  )
  if (changed.length > auditedSinglyMax) {
    await audit.record(tx, who, {
      action: 'households.recorded-many',
      about: { kind: 'tenant', id: String(who.tenant) },
      after: changed.map(({ householdId, outcome }) => [householdId, outcome]),
      reason: changed[0]!.reason,
    })
    return
  }
  for (const { householdId, outcome, reason } of changed) {
    await audit.record(tx, who, {
      action: outcome === 'new' ? 'households.recorded' : 'households.changed',
      about: { kind: 'household', id: householdId },
      reason,
    })
  }
}

import { v7 } from 'uuid'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Death, Households, Statement } from './contract.ts'
import { stateFact, type FactChanges, type KnownFact } from './fact-history.ts'
import { addChanges, addFacts, closeKnown } from './household-store.ts'
import { readStanding } from './known-store.ts'
import type { RecordNeeds } from './record.ts'
import { householdRefusals } from './refusals.ts'
import { readFoundFacts } from './situation-view.ts'
import { correctionsOfHousehold, correctionsOfMember, type StatedFact } from './stored-fact.ts'

/** Some facts of one household, corrected or added: load, compare, save, announce nothing that is not new. */
export const createState =
  ({ clock, audit, newId = v7 }: RecordNeeds): Households['state'] =>
  async (tx, who, statement) => {
    const standing = await readStanding(tx, who.tenant, statement.householdId)
    if (standing === undefined) throw householdRefusals.notFound()
    const stranger = (statement.members ?? []).find(({ id }) => !standing.persons.has(id))
    if (stranger !== undefined) throw householdRefusals.notFound()
    const changes = changesOf(statement, standing.persons, standing.facts)
    const added = changes.flatMap(({ personId, change }) => change.added.map((row) => ({ ...row, personId })))
    if (added.length === 0) return { changed: false }
    const owned = { householdId: statement.householdId, placeId: standing.placeId }
    const now = clock.now()
    await closeKnown(tx, who.tenant, now, {
      memberships: [],
      facts: changes.flatMap(({ change }) => change.closed),
    })
    await addFacts(
      tx,
      who.tenant,
      now,
      added.map((row) => ({ ...row, ...owned, id: newId() })),
    )
    await addChanges(tx, who.tenant, now, [
      {
        ...{ ...owned, id: newId(), byId: who.id, byName: who.name, kind: 'changed', reason: statement.reason },
        summary: { joined: 0, left: 0, facts: [...new Set(added.map(({ kind }) => kind))].toSorted() },
      },
    ])
    await audit.record(tx, who, {
      action: 'households.changed',
      about: { kind: 'household', id: statement.householdId },
      reason: statement.reason,
    })
    return { changed: true }
  }

interface Changed {
  readonly personId: string | null
  readonly change: FactChanges
}

function changesOf(
  statement: Statement,
  persons: ReadonlyMap<string, readonly KnownFact[]>,
  own: readonly KnownFact[],
): Changed[] {
  const of = (history: readonly KnownFact[], stated: readonly StatedFact[], personId: string | null): Changed[] =>
    stated.map((fact) => ({
      personId,
      change: stateFact(
        history.filter(({ kind }) => kind === fact.kind),
        fact,
        statement.validFrom,
      ),
    }))
  return [
    ...of(own, correctionsOfHousehold(statement.household ?? {}), null),
    ...(statement.members ?? []).flatMap((member) =>
      of(persons.get(member.id) ?? [], correctionsOfMember(member), member.id),
    ),
  ]
}

/** Everybody of these persons of whom a death is known on a day. */
export async function readDeaths(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  { persons, factsOn, knownOn = null }: Parameters<Households['deathsOf']>[2],
): Promise<readonly Death[]> {
  const found = await readFoundFacts(tx, who.tenant, { households: [], persons }, { factsOn, knownOn })
  return persons.flatMap((personId) => {
    const fact = found.get(personId)?.get('died-on')
    return fact === undefined ? [] : [{ personId, diedOn: fact.value as Death['diedOn'], source: fact.source }]
  })
}

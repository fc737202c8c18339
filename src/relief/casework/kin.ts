import { v7 as uuid } from 'uuid'
import { refusing, type Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { maskName } from '#registry/households/index.ts'
import { endKinRow, insertKin, officersWithKin, readKin, type DeclaredKin } from './kin-store.ts'
import type { CaseNeeds } from './needs.ts'
import { caseRefusals } from './refusals.ts'

export type KinNeeds = Pick<CaseNeeds, 'clock' | 'audit' | 'households'>

/** Whether this officer has declared kin among these persons, wherever in the office it was declared. */
export const hasKinAmong = async (
  tx: Tx,
  who: Pick<Caller, 'id' | 'tenant'>,
  persons: readonly string[],
): Promise<boolean> => (await officersWithKin(tx, who.tenant, persons)).has(who.id)

/** By the exact number: whoever declares kin knows it from the family. @throws householdNotFound */
export async function findKin(tx: Tx, who: Caller, number: string, { households, audit }: KinNeeds) {
  const wanted = number.normalize('NFKC').toUpperCase()
  const { rows } = await households.list(tx, who, { text: wanted })
  const found = rows.find((row) => row.number.toUpperCase() === wanted)
  const identities = found === undefined ? null : await households.identitiesOf(tx, who.tenant, found.id)
  if (found === undefined || identities === null) throw caseRefusals.householdNotFound({}, 'number')
  const about = { kind: 'household', id: found.id }
  await audit.recordRead(tx, who, { act: 'read', action: 'casework.kin-looked-up', about })
  const members = identities.members.map(({ id, name }) => ({ id, name: maskName(name) }))
  return { householdId: found.id, number: found.number, members }
}

/** Everybody sees their own; the head of the office everybody's. */
export const listKin = (tx: Tx, who: Caller): Promise<DeclaredKin[]> =>
  readKin(tx, who.tenant, who.roles.includes('county-head') ? null : who.id)

/** An officer declares that somebody on file is kin: from now on the officer decides nothing for that household. */
export async function declareKin(
  tx: Tx,
  who: Caller,
  wish: { readonly householdId: string; readonly personId: string; readonly relation: string },
  { households, clock, audit }: KinNeeds,
): Promise<{ id: string }> {
  const identities = await households.identitiesOf(tx, who.tenant, wish.householdId)
  if (identities === null) throw caseRefusals.householdNotFound()
  const person = identities.members.find(({ id }) => id === wish.personId)
  if (person === undefined) throw caseRefusals.householdNotFound()
  const id = uuid()
  await refusing(
    { declared_kin_is_one: () => caseRefusals.kinTwice() },
    insertKin(tx, who.tenant, {
      ...{ id, officer: { id: who.id, name: who.name }, personId: person.id, personShown: maskName(person.name) },
      ...{ relation: wish.relation, declaredOn: clock.today(), declaredBy: who.id },
    }),
  )
  const about = { kind: 'person', id: person.id }
  await audit.record(tx, who, { action: 'casework.kin-declared', about, after: { officer: who.id } })
  return { id }
}

/** It ends; the row stays. @throws kinNotFound */
export async function endKin(tx: Tx, who: Caller, id: string, { clock, audit }: KinNeeds): Promise<{ id: string }> {
  const kin = (await listKin(tx, who)).find((row) => row.id === id)
  if (kin === undefined || !(await endKinRow(tx, who.tenant, { id, on: clock.today() })))
    throw caseRefusals.kinNotFound()
  const about = { kind: 'person', id: kin.personId }
  await audit.record(tx, who, { action: 'casework.kin-ended', about, before: { officer: kin.officer.id } })
  return { id }
}

import { v7 as uuid } from 'uuid'
import type { Vault } from '#platform/crypto/index.ts'
import { inScope, refusing, type Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { maskName } from '#registry/households/index.ts'
import { confirmKinEndings } from './access.ts'
import {
  endKinRow,
  insertKin,
  lockKin,
  officersWithKin,
  readKin,
  saveKinEnding,
  type DeclaredKin,
} from './kin-store.ts'
import type { CaseNeeds } from './needs.ts'
import { caseRefusals } from './refusals.ts'

export type KinNeeds = Pick<CaseNeeds, 'clock' | 'audit' | 'households'>
export type KinEndNeeds = Pick<CaseNeeds, 'clock' | 'audit'> & { readonly vault: Vault }

/** Whether this officer has declared kin among these persons, wherever in the office they are handled. */
export const hasKinAmong = async (
  tx: Tx,
  who: Pick<Caller, 'id' | 'tenant'>,
  persons: readonly string[],
): Promise<boolean> => (await officersWithKin(tx, who.tenant, persons)).has(who.id)

/**
 * Kin live where they live: declared is also who is handled by another town of the same office. Nothing but the number
 * and masked names comes back, and every look is written down.
 */
const overOffice = <Result>(tx: Tx, who: Caller, work: (tx: Tx, who: Caller) => Promise<Result>): Promise<Result> =>
  inScope(tx, { tenants: [who.tenant], places: 'all' }, (whole) => work(whole, { ...who, places: 'all' }))

/** By the exact number: whoever declares kin knows it from the family. @throws householdNotFound */
export const findKin = (tx: Tx, who: Caller, number: string, { households, audit }: KinNeeds) =>
  overOffice(tx, who, async (whole, anywhere) => {
    const { rows } = await households.list(whole, anywhere, { number })
    const [found] = rows
    const identities = found === undefined ? null : await households.identitiesOf(whole, who.tenant, found.id)
    if (found === undefined || identities === null) throw caseRefusals.householdNotFound({}, 'number')
    const about = { kind: 'household', id: found.id }
    await audit.recordRead(whole, who, { act: 'read', action: 'casework.kin-looked-up', about })
    const members = identities.members.map(({ id, name }) => ({ id, name: maskName(name) }))
    return { householdId: found.id, number: found.number, members }
  })

/** Everybody sees their own; whoever confirms an end those that wait for it; the head of the office everybody's. */
export const listKin = (tx: Tx, who: Caller): Promise<DeclaredKin[]> =>
  readKin(
    tx,
    who.tenant,
    who.roles.includes('county-head') ? 'everybody' : { officer: who.id, orWaiting: who.may(confirmKinEndings) },
  )

const isTheirs = (who: Caller, { officer }: DeclaredKin): boolean =>
  officer.id === who.id || who.roles.includes('county-head')

/** What this officer may do about a declaration now. */
export const kinActs = (who: Caller, kin: DeclaredKin) => ({
  ask: kin.ending === null && isTheirs(who, kin),
  confirm:
    kin.ending !== null && who.may(confirmKinEndings) && kin.officer.id !== who.id && kin.ending.by.id !== who.id,
})

/** An officer declares that somebody on file is kin: from now on the officer decides nothing for that household. */
export const declareKin = (
  tx: Tx,
  who: Caller,
  wish: { readonly householdId: string; readonly personId: string; readonly relation: string },
  { households, clock, audit }: KinNeeds,
): Promise<{ id: string }> =>
  overOffice(tx, who, async (whole) => {
    const identities = await households.identitiesOf(whole, who.tenant, wish.householdId)
    if (identities === null) throw caseRefusals.householdNotFound()
    const person = identities.members.find(({ id }) => id === wish.personId)
    if (person === undefined) throw caseRefusals.householdNotFound()
    const id = uuid()
    await refusing(
      { declared_kin_is_one: () => caseRefusals.kinTwice() },
      insertKin(whole, who.tenant, {
        ...{ id, officer: { id: who.id, name: who.name }, personId: person.id, personShown: maskName(person.name) },
        ...{ relation: wish.relation, declaredOn: clock.today(), declaredBy: who.id },
      }),
    )
    const about = { kind: 'person', id: person.id }
    await audit.record(whole, who, { action: 'casework.kin-declared', about, after: { officer: who.id } })
    return { id }
  })

const endingUse = (id: string): string => `casework.declared_kin.end_reason:${id}`

/** Says that it is over. Until a second person confirms, it stands. @throws kinNotFound, kinEndAsked */
export async function askKinEnd(
  tx: Tx,
  who: Caller,
  { id, reason }: { readonly id: string; readonly reason: string },
  { clock, audit, vault }: KinEndNeeds,
): Promise<{ id: string }> {
  const kin = await lockKin(tx, who.tenant, id)
  if (kin === undefined || !isTheirs(who, kin)) throw caseRefusals.kinNotFound()
  if (kin.ending !== null) throw caseRefusals.kinEndAsked()
  const sealed = (await vault.boxOf(who.tenant)).seal(reason, endingUse(id))
  await saveKinEnding(tx, who.tenant, id, { by: who, on: clock.today(), reason: sealed })
  const about = { kind: 'person', id: kin.personId }
  // Told in the sealed part of the entry: it speaks of a family.
  await audit.record(tx, who, {
    ...{ action: 'casework.kin-end-asked', about },
    after: { officer: kin.officer.id, reason },
  })
  return { id }
}

/**
 * The second person: neither the officer whose kin it is, nor whoever said that it is over. Refused, it stands as before
 * and the officer may ask again.
 *
 * @throws kinNotFound, kinEndNotAsked, kinEndByAnother
 */
export async function answerKinEnd(
  tx: Tx,
  who: Caller,
  { id, agrees, reason }: { readonly id: string; readonly agrees: boolean; readonly reason: string },
  { clock, audit }: KinEndNeeds,
): Promise<{ id: string }> {
  const kin = await lockKin(tx, who.tenant, id)
  if (kin === undefined) throw caseRefusals.kinNotFound()
  if (kin.ending === null) throw caseRefusals.kinEndNotAsked()
  if (!kinActs(who, kin).confirm) throw caseRefusals.kinEndByAnother()
  if (agrees) await endKinRow(tx, who.tenant, { id, on: clock.today(), by: who.id })
  else await saveKinEnding(tx, who.tenant, id, null)
  await audit.record(tx, who, {
    action: agrees ? 'casework.kin-ended' : 'casework.kin-end-refused',
    about: { kind: 'person', id: kin.personId },
    before: { officer: kin.officer.id, askedBy: kin.ending.by.id },
    after: { agrees, reason },
  })
  return { id }
}

/** Why it is said to be over, for whoever sees the declaration. */
export const reasonOf = async (who: Caller, { id, ending }: DeclaredKin, vault: Vault): Promise<string | null> =>
  ending === null ? null : (await vault.boxOf(who.tenant)).open(ending.reason, endingUse(id))

import { v7 } from 'uuid'
import { day, type Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { SafePaper } from '#registry/documents/index.ts'
import type { Case } from '#relief/casework/contract.ts'
import { findApplication } from './application-store.ts'
import { authorisationScope, signerOf, standing } from './authorisation.ts'
import {
  endAuthorisations,
  insertAuthorisation,
  readAuthorisations,
  type AuthorisationRecord,
} from './authorisation-store.ts'
import type { AuthorisationState, Signer } from './contract.ts'
import { guardianUse, type IntakeNeeds } from './needs.ts'
import { intakeRefusals } from './refusals.ts'
import { openStated } from './stated.ts'
import type { AuthorisationRow } from './wire.ts'

export interface SignWish {
  readonly personId: string
  readonly signer: Signer
  readonly how: 'paper' | 'drawn'
  readonly signedOn: string
  /** Empty: as long as the case and the aid last. */
  readonly validUntil: string
  readonly guardianName: string
  readonly guardianRelation: string
}

/** A member of the applying household as it is today, with who signs and what stands. */
interface Member {
  readonly id: string
  readonly name: string
  readonly signer: Signer
}

interface Family {
  readonly programme: string
  readonly householdId: string
  readonly members: readonly Member[]
}

/** The household today: whoever joined since needs a signature, whoever left needs none. @throws notFound */
async function familyOf(tx: Tx, who: Pick<Caller, 'tenant'>, caseId: string, needs: IntakeNeeds): Promise<Family> {
  const application = await findApplication(tx, who.tenant, caseId)
  if (application === undefined) throw intakeRefusals.notFound()
  const { parts, people } = await openStated(application, needs)
  const withoutCapacity = new Set(
    parts.members.members.filter(({ civilCapacity }) => civilCapacity === 'none').map(({ key }) => people[key]),
  )
  const on = needs.clock.today()
  const situation = await needs.households.situationOf(tx, who.tenant, application.householdId, { factsOn: on })
  return {
    ...{ programme: application.programme, householdId: application.householdId },
    members: situation.members.map(({ id, name, bornOn }) => ({
      ...{ id, name },
      signer: signerOf({ bornOn: bornOn?.value ?? null, hasCapacity: !withoutCapacity.has(id) }, on),
    })),
  }
}

/** @throws notFound */
export async function authorisationsOf(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  caseId: string,
  needs: IntakeNeeds,
): Promise<readonly AuthorisationState[]> {
  return (await signatures(tx, who, caseId, needs)).map(({ member, record, isValid, why, programme }) => ({
    ...{ personId: member.id, name: member.name, signer: member.signer, why, programme },
    state: record === undefined ? 'missing' : isValid ? 'valid' : 'ended',
    authorisationId: record?.id ?? null,
    scope: record?.scope ?? [],
    signedOn: record?.signedOn ?? null,
  }))
}

interface Signature {
  readonly member: Member
  readonly record: AuthorisationRecord | undefined
  readonly isValid: boolean
  readonly why: AuthorisationState['why']
  readonly programme: string
}

async function signatures(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  caseId: string,
  needs: IntakeNeeds,
  on: Day = needs.clock.today(),
): Promise<Signature[]> {
  const { members, programme } = await familyOf(tx, who, caseId, needs)
  const records = await readAuthorisations(tx, who.tenant, caseId)
  const ids = members.map(({ id }) => id)
  return members.map((member) => {
    const own = records.filter(({ personId }) => personId === member.id)
    const judged = own.map((record) => ({ record, ...standing(record, { on, members: ids, signer: member.signer }) }))
    const best = judged.find(({ isValid }) => isValid) ?? judged.at(-1)
    return {
      ...{ member, programme, record: best?.record, isValid: best?.isValid ?? false, why: best?.why ?? null },
    }
  })
}

/** The same, as the pages show it. */
export async function authorisationRows(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  caseId: string,
  needs: IntakeNeeds,
): Promise<AuthorisationRow[]> {
  const box = await needs.vault.boxOf(who.tenant)
  return (await signatures(tx, who, caseId, needs)).map(({ member, record, isValid, why }) => ({
    ...{ personId: member.id, name: member.name, signer: member.signer, why },
    state: record === undefined ? 'missing' : isValid ? 'valid' : 'ended',
    ...{ authorisationId: record?.id ?? null, documentId: record?.documentId ?? null, how: record?.how ?? null },
    ...{ signedOn: record?.signedOn ?? null, validUntil: record?.validUntil ?? null },
    guardian:
      record === undefined || record.guardian === null ? null : box.open(record.guardian, guardianUse(record.id)),
  }))
}

/** For the means check: who may be asked about on a day. */
export async function standingAuthorisations(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  question: { readonly caseId: string; readonly persons: readonly string[]; readonly on: Day },
  needs: IntakeNeeds,
) {
  if ((await findApplication(tx, who.tenant, question.caseId)) === undefined) return []
  return (await signatures(tx, who, question.caseId, needs, question.on)).flatMap(({ record, isValid, member }) =>
    record === undefined || !isValid || !question.persons.includes(member.id)
      ? []
      : [
          {
            ...{ id: record.id, personId: member.id, signedOn: record.signedOn, endsOn: record.validUntil },
            byGuardian: record.signer === 'guardian',
          },
        ],
  )
}

/**
 * Takes a signature with its paper; an earlier one of the same person ends with it.
 *
 * @throws notFound, aidNotPaid, notAMember, guardianNeeded, signsAlone, signedLater, endsBeforeSigning, authorisationOver
 */
export async function sign(
  tx: Tx,
  who: Caller,
  caseId: string,
  { wish, paper }: { readonly wish: SignWish; readonly paper: SafePaper },
  needs: IntakeNeeds,
): Promise<AuthorisationRow[]> {
  const family = await familyOf(tx, who, caseId, needs)
  // The row of the case: two signatures of one person come one after the other.
  const one = await needs.cases.hold(tx, who, caseId)
  if (!maySign(one)) throw intakeRefusals.aidNotPaid()
  const { signedOn, validUntil } = mayStand(wish, family, needs.clock.today())
  const kept = await needs.documents.keep(tx, who, {
    ...{ householdId: family.householdId, place: one.placeId, retention: 'case', archiveNumber: null },
    ...{ kind: wish.how === 'drawn' ? 'signature' : 'authorisation', name: paper.name },
    ...{ mediaType: paper.mediaType, bytes: paper.bytes },
  })
  await record(tx, who, { caseId, family, wish, documentId: kept.id, signedOn, validUntil, place: one.placeId }, needs)
  return authorisationRows(tx, who, caseId, needs)
}

/** While the case is open, and as long as its aid may be paid: an authorisation lasts as long as the aid. */
export const maySign = ({ outcome }: Pick<Case, 'outcome'>): boolean => outcome === null || outcome === 'confirmed'

interface Recording {
  readonly caseId: string
  readonly family: Family
  readonly wish: SignWish
  readonly documentId: string
  readonly signedOn: Day
  readonly validUntil: Day | null
  readonly place: Awaited<ReturnType<IntakeNeeds['cases']['get']>>['placeId']
}

async function record(tx: Tx, who: Caller, made: Recording, needs: IntakeNeeds): Promise<void> {
  const { caseId, family, wish, signedOn, validUntil } = made
  await endAuthorisations(
    tx,
    who.tenant,
    { caseId, personId: wish.personId },
    { on: needs.clock.today(), why: 'signed-again' },
  )
  const id = v7()
  const box = await needs.vault.boxOf(who.tenant)
  const guardian = wish.guardianName === '' ? wish.guardianRelation : `${wish.guardianName}（${wish.guardianRelation}）`
  await insertAuthorisation(tx, who.tenant, {
    ...{ id, caseId, householdId: family.householdId, placeId: made.place, personId: wish.personId },
    ...{ programme: family.programme, scope: authorisationScope, signer: wish.signer, how: wish.how },
    guardian: wish.signer === 'guardian' ? box.seal(guardian, guardianUse(id)) : null,
    ...{ documentId: made.documentId, members: family.members.map((member) => member.id) },
    ...{ signedOn, validUntil, by: who.name },
  })
  await needs.audit.record(tx, who, {
    action: 'intake.authorisation-signed',
    about: { kind: 'person', id: wish.personId },
    after: { caseId, signer: wish.signer, how: wish.how, signedOn, validUntil },
  })
}

/** Whether this signature may stand at all, each refusal at its field. */
function mayStand(wish: SignWish, { members }: Family, today: Day): { signedOn: Day; validUntil: Day | null } {
  const member = members.find(({ id }) => id === wish.personId)
  if (member === undefined) throw intakeRefusals.notAMember({}, 'personId')
  const { name } = member
  if (member.signer === 'self' && wish.signer === 'guardian') throw intakeRefusals.signsAlone({ name }, 'signer')
  if (member.signer === 'guardian' && (wish.signer === 'self' || wish.guardianName === ''))
    throw intakeRefusals.guardianNeeded({ name }, 'guardianName')
  const signedOn = day(wish.signedOn)
  if (signedOn > today) throw intakeRefusals.signedLater({}, 'signedOn')
  const validUntil = wish.validUntil === '' ? null : day(wish.validUntil)
  if (validUntil !== null && validUntil < signedOn) throw intakeRefusals.endsBeforeSigning({}, 'validUntil')
  if (validUntil !== null && validUntil < today)
    throw intakeRefusals.authorisationOver({ until: validUntil, name }, 'validUntil')
  return { signedOn, validUntil }
}

/** @throws authorisationGone */
export async function withdrawAuthorisation(
  tx: Tx,
  who: Caller,
  { caseId, id }: { readonly caseId: string; readonly id: string },
  needs: IntakeNeeds,
): Promise<AuthorisationRow[]> {
  const ended = await endAuthorisations(tx, who.tenant, { caseId, id }, { on: needs.clock.today(), why: 'withdrawn' })
  if (ended === 0) throw intakeRefusals.authorisationGone()
  await needs.audit.record(tx, who, {
    ...{ action: 'intake.authorisation-withdrawn', about: { kind: 'case', id: caseId }, after: { authorisation: id } },
  })
  return authorisationRows(tx, who, caseId, needs)
}

/** A signed authorisation that was scanned back by its code: recorded as signed on the day it came back. */
export async function noteSigned(
  tx: Tx,
  who: Caller,
  scan: { readonly caseId: string; readonly personId: string; readonly documentId: string },
  needs: IntakeNeeds,
): Promise<void> {
  if ((await findApplication(tx, who.tenant, scan.caseId)) === undefined) return
  const family = await familyOf(tx, who, scan.caseId, needs)
  const member = family.members.find(({ id }) => id === scan.personId)
  if (member === undefined) return
  const one = await needs.cases.hold(tx, who, scan.caseId)
  // The paper is filed all the same; a signature for a case without aid opens no department.
  if (!maySign(one)) return
  const today = needs.clock.today()
  const wish: SignWish = {
    ...{ personId: member.id, signer: member.signer, how: 'paper', signedOn: today, validUntil: '' },
    // The paper names the guardian; the scan does not tell us.
    ...{ guardianName: '', guardianRelation: '见扫描件' },
  }
  await record(
    tx,
    who,
    {
      ...{ caseId: scan.caseId, family, wish, documentId: scan.documentId },
      signedOn: today,
      validUntil: null,
      place: one.placeId,
    },
    needs,
  )
}

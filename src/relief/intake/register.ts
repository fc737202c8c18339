import { yearOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { given, Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { InputRefusal } from '#platform/http/index.ts'
import type { FactSource, HouseholdEntry } from '#registry/households/contract.ts'
import { householdRefusals } from '#registry/households/index.ts'
import type { Region } from '#registry/regions/index.ts'
import type { Case } from '#relief/casework/contract.ts'
import {
  findApplicationForUpdate,
  insertApplication,
  nextHouseholdNumber,
  type ApplicationRecord,
} from './application-store.ts'
import { readApplication, type Application } from './application.ts'
import { endDraft, findDraftForUpdate, type DraftRecord } from './draft-store.ts'
import { partsOf } from './drafts.ts'
import type { Parts } from './form.ts'
import { withUrbanRural } from './member.ts'
import { statedUse, type IntakeNeeds } from './needs.ts'
import { givePapersToCase, readDraftPapers, saveDocumentOf } from './paper-store.ts'
import { intakeRefusals } from './refusals.ts'
import { rulesFor } from './rules-of.ts'
import { withoutNumbers, type StatedRecord } from './stated.ts'

export interface Registered {
  readonly case: Case
  readonly application: ApplicationRecord
}

/**
 * The application becomes a case: household recorded as declared today, case opened, papers given to it, what was typed
 * kept sealed. All in the transaction of the caller, so that it happens whole or not at all.
 *
 * @throws draftNotFound, registeredAlready, InputRefusal, ownOffice, onFileElsewhere, and what the register refuses
 */
export async function register(tx: Tx, who: Caller, draftId: string, needs: IntakeNeeds): Promise<Registered> {
  const draft = await findDraftForUpdate(tx, who.tenant, draftId)
  if (draft === undefined || draft.state === 'dropped') throw intakeRefusals.draftNotFound()
  if (draft.caseId !== null) {
    const { number } = await needs.cases.get(tx, who, draft.caseId)
    throw intakeRefusals.registeredAlready({ number })
  }
  const parts = await partsOf(tx, draft, needs)
  const reading = await readDraft(who, draft, parts, needs)
  if (reading.kind === 'problems') throw new InputRefusal(reading.problems)
  const { application } = reading
  const { rules } = await rulesFor(who, draft.programme, needs)
  const family = await recordFamily(
    tx,
    who,
    { parts, application, form: rules.form, source: declaredOn(rules.zh, needs.clock.today()) },
    needs,
  )
  const one = await openCase(tx, who, draft, family, needs)
  const people = Object.fromEntries(application.keys.map((key, index) => [key, family.memberIds[index] ?? '']))
  const stated: StatedRecord = {
    ...{ parts: withoutNumbers(parts), people, speaker: application.speaker, clerk: who.name },
  }
  const box = await needs.vault.boxOf(who.tenant)
  await insertApplication(tx, {
    ...{ tenant: who.tenant, caseId: one.id, placeId: one.placeId, draftId, householdId: one.householdId },
    ...{ programme: draft.programme, registeredOn: needs.clock.today() },
    stated: box.seal(JSON.stringify(stated), statedUse(one.id)),
  })
  await givePapers(tx, who, draft, one, needs)
  await endDraft(tx, draft, { state: 'registered', caseId: one.id, at: needs.clock.now() })
  if (draft.leadId !== null) await turnLead(tx, who, draft.leadId, one, needs)
  await needs.audit.record(tx, who, {
    action: 'intake.registered',
    about: { kind: 'case', id: one.id },
    // Both names: who wrote and who spoke (代办).
    after: { clerk: who.name, speaker: application.speaker, programme: draft.programme },
  })
  return { case: one, application: given(await findApplicationForUpdate(tx, who.tenant, one.id), 'the application') }
}

/** Reads a draft strictly, without keeping anything. */
export async function readDraft(who: Caller, draft: DraftRecord, parts: Parts, needs: IntakeNeeds) {
  const { rules, version } = await rulesFor(who, draft.programme, needs)
  const directory = needs.regions.directory()
  const today = needs.clock.today()
  return readApplication(parts, {
    ...{ today, form: rules.form, source: declaredOn(rules.zh, today), promise: version.quotes?.promise ?? null },
    isKnownPlace: (code) => directory.find(code) !== undefined,
    isKnownArea: (area) => directory.find(area) !== undefined,
  })
}

const declaredOn = (programme: string, on: FactSource['on']): FactSource => ({
  ...{ kind: 'declared', zh: `窗口申请${programme}时家里说的`, on },
})

interface Family {
  readonly householdId: string
  /** In the order of the members typed. */
  readonly memberIds: readonly string[]
  readonly applicantId: string
}

interface ToRecord {
  readonly parts: Parts
  readonly application: Application
  readonly form: 'full' | 'short'
  readonly source: FactSource
}

async function recordFamily(tx: Tx, who: Caller, wish: ToRecord, needs: IntakeNeeds): Promise<Family> {
  const { parts, application, form } = wish
  const region = placeOfFamily(who, application, needs)
  const { householdId } = parts.family
  if (form === 'short' && householdId !== '')
    // Help first: the short form names whom it is for, not the whole family, so the file stays as it is.
    return {
      ...{ householdId, memberIds: application.keys },
      applicantId: given(application.keys[application.applicantIndex], 'the applicant'),
    }
  const number = householdId === '' ? await freshNumber(tx, who, needs) : parts.family.householdNumber
  const entry = entryOf(wish, region, number)
  if (householdId === '') {
    const [known] = await needs.households.preview(tx, who, [entry])
    if (known?.householdId !== null && known?.householdId !== undefined)
      throw intakeRefusals.inRegister({ number: known.number }, 'members')
  }
  const recorded = await atFields(needs.households.record(tx, who, [entry]), application)
  const { householdId: id, memberIds } = given(recorded[0], 'the household just recorded')
  return {
    ...{ householdId: id, memberIds },
    applicantId: given(memberIds[application.applicantIndex], 'the applicant as recorded'),
  }
}

const freshNumber = (tx: Tx, who: Caller, { clock }: IntakeNeeds): Promise<string> =>
  nextHouseholdNumber(tx, who.tenant, yearOf(clock.today()))

/** @throws ownOffice, at the field of the place */
function placeOfFamily(who: Caller, { place }: Application, { regions }: IntakeNeeds): Region {
  const region = regions.directory().get(place)
  if (who.places !== 'all' && !who.places.includes(region.placeId)) throw intakeRefusals.ownOffice({}, 'family.place')
  return region
}

function entryOf({ parts, application, source }: ToRecord, region: Region, number: string): HouseholdEntry {
  const { property, members } = application
  return {
    ...{ number, place: region.code, validFrom: source.on, reason: '窗口申请' },
    members: members.map((member) => withUrbanRural(member, parts.family.urbanRural, source)),
    ...property,
    ...{ propertyFinding: null, benefits: [], references: [] },
  }
}

/** What the register refuses is said at the field it is about. */
async function atFields<Result>(work: Promise<Result>, { members }: Application): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'households.memberElsewhere') {
      const name = error.slots['name'] ?? ''
      const index = members.findIndex((member) => member.name === name)
      throw householdRefusals.memberElsewhere({ name }, index < 0 ? 'members' : `members.${index}.idNumber`)
    }
    if (error.code === 'households.notFound') throw intakeRefusals.ownOffice({}, 'family.place')
    throw error
  }
}

async function openCase(
  tx: Tx,
  who: Caller,
  draft: DraftRecord,
  { householdId, applicantId }: Family,
  { cases }: IntakeNeeds,
): Promise<Case> {
  try {
    return await cases.open(tx, who, { programme: draft.programme, householdId, applicantId, leadId: draft.leadId })
  } catch (error) {
    // Never where: another town or county is nobody's business here.
    if (error instanceof Refusal && error.code === 'casework.alreadyOpen')
      throw intakeRefusals.onFileElsewhere({}, 'members')
    throw error
  }
}

async function givePapers(tx: Tx, who: Caller, draft: DraftRecord, one: Case, needs: IntakeNeeds): Promise<void> {
  const papers = await readDraftPapers(tx, who.tenant, draft.id)
  const to = { householdId: one.householdId, place: one.placeId }
  const attached = new Set(
    await needs.documents.attach(
      tx,
      who.tenant,
      papers.map(({ documentId }) => documentId),
      to,
    ),
  )
  // The same sheet was handed in by another family too and is theirs: this family gets its own.
  for (const { id, documentId } of papers.filter((paper) => !attached.has(paper.documentId))) {
    const { row, bytes } = await needs.documents.open(tx, who, documentId)
    const { kind, name, mediaType, retention, archiveNumber } = row
    const kept = await needs.documents.keep(tx, who, { ...to, kind, name, mediaType, bytes, retention, archiveNumber })
    await saveDocumentOf(tx, who.tenant, id, kept.id)
  }
  await givePapersToCase(tx, who.tenant, { draftId: draft.id, caseId: one.id, placeId: one.placeId })
}

/** A lead that was closed or joined meanwhile does not stand in the family's way. */
async function turnLead(tx: Tx, who: Caller, leadId: string, one: Case, { leads }: IntakeNeeds): Promise<void> {
  const lead = await leads.get(tx, who, leadId)
  if (lead.state !== 'new' && lead.state !== 'in-hand') return
  await leads.turn(tx, who, leadId, { caseId: one.id, caseNumber: one.number, householdId: one.householdId })
}

import { v7 } from 'uuid'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { given, Refusal } from '#platform/errors/index.ts'
import { maskName } from '#registry/households/index.ts'
import type { Region } from '#registry/regions/index.ts'
import {
  endDraft,
  findDraft,
  findDraftForUpdate,
  findPart,
  insertDraft,
  openDrafts,
  readParts,
  savePartOver,
  type DraftRecord,
  type PartRecord,
} from './draft-store.ts'
import { emptyParts, partShapes, type PartName, type Parts } from './form.ts'
import { partWords } from './labels.ts'
import { partUse, type IntakeNeeds } from './needs.ts'
import { deleteDraftPapers } from './paper-store.ts'
import { partsFromHousehold } from './from-register.ts'
import { intakeRefusals } from './refusals.ts'
import { regionsAbove, rulesFor } from './rules-of.ts'
import { papersOfDraft } from './take-paper.ts'
import type * as wire from './wire.ts'

export interface Drafts {
  readonly choices: (tx: Tx, who: Caller) => Promise<wire.IntakeChoices>
  readonly list: (
    tx: Tx,
    who: Caller,
    asked: { readonly page: number; readonly size: number },
  ) => Promise<wire.DraftPage>
  /** @throws unknownProgramme, and what opening the lead or the household refuses */
  readonly start: (
    tx: Tx,
    who: Caller,
    wish: {
      readonly programme: string
      readonly leadId?: string | undefined
      readonly householdId?: string | undefined
    },
  ) => Promise<wire.Draft>
  /** @throws draftNotFound */
  readonly open: (tx: Tx, who: Caller, id: string) => Promise<wire.Draft>
  /** @throws draftNotFound, changedElsewhere, tooLong */
  readonly save: (
    tx: Tx,
    who: Caller,
    id: string,
    part: { readonly name: PartName; readonly version: number; readonly value: unknown },
  ) => Promise<{ version: number; savedAt: string }>
  /** @throws draftNotFound, notFound of the household */
  readonly takeHousehold: (tx: Tx, who: Caller, id: string, householdId: string) => Promise<wire.Draft>
  /** @throws draftNotFound */
  readonly drop: (tx: Tx, who: Caller, id: string) => Promise<null>
}

export const createDrafts = (needs: IntakeNeeds): Drafts => ({
  choices: async (tx, who) => {
    const { regions, papers, clock } = needs
    const directory = regions.directory()
    const served = directory.under(await needs.regionOf(who)).filter((region) => isHandled(who, region))
    return {
      ...{ today: clock.today(), clerk: who.name },
      programmes: papers
        .at(await regionsAbove(who, needs))
        .map(({ programme, zh, en, form }) => ({ code: programme, zh, en, form })),
      places: served.map(({ code }) => ({ code, label: directory.label(code, 'town') })),
    }
  },
  list: (tx, who, asked) => listDrafts(tx, who, asked, needs),
  start: async (tx, who, { programme, leadId, householdId }) => {
    await rulesFor(who, programme, needs)
    const id = v7()
    const at = needs.clock.now()
    const draft = { id, tenant: who.tenant, placeId: windowOf(who, needs), programme, leadId: leadId ?? null }
    await insertDraft(tx, { ...draft, by: who, at })
    const record = given(await findDraft(tx, who.tenant, id), 'the draft just made')
    if (leadId !== undefined) await fillFromLead(tx, who, record, leadId, needs)
    if (householdId !== undefined) await fillFromHousehold(tx, who, record, householdId, needs)
    await note(tx, who, id, 'intake.draft-started', needs)
    return draftOf(tx, who, record, needs)
  },
  open: async (tx, who, id) => {
    const draft = await getOpen(tx, who, id)
    await needs.audit.recordRead(tx, who, {
      ...{ act: 'read', action: 'intake.draft-opened', about: { kind: 'application-draft', id } },
    })
    return draftOf(tx, who, draft, needs)
  },
  save: (tx, who, id, part) => save(tx, who, id, part, needs),
  takeHousehold: async (tx, who, id, householdId) => {
    const draft = await getOpen(tx, who, id)
    await fillFromHousehold(tx, who, draft, householdId, needs)
    return draftOf(tx, who, draft, needs)
  },
  drop: async (tx, who, id) => {
    const draft = await findDraftForUpdate(tx, who.tenant, id)
    if (draft?.state !== 'open') throw intakeRefusals.draftNotFound()
    await deleteDraftPapers(tx, who.tenant, id)
    await endDraft(tx, draft, { state: 'dropped', caseId: null, at: needs.clock.now() })
    await note(tx, who, id, 'intake.draft-dropped', needs)
    return null
  },
})

const isHandled = (who: Caller, { level, placeId }: Region): boolean =>
  (level === 'village' || level === 'town') && (who.places === 'all' || who.places.includes(placeId))

/** The window is where the clerk works: the town, or the only village. */
function windowOf(who: Caller, { regions }: IntakeNeeds): DraftRecord['placeId'] {
  const directory = regions.directory()
  const all = who.places === 'all' ? [] : who.places.flatMap((place) => directory.ofPlace(place) ?? [])
  const place = all.find(({ level }) => level === 'town') ?? all[0]
  if (place === undefined) throw intakeRefusals.ownOffice()
  return place.placeId
}

/** @throws draftNotFound: not there, not theirs, or not open any more */
export async function getOpen(tx: Tx, who: Caller, id: string): Promise<DraftRecord> {
  const draft = await findDraft(tx, who.tenant, id)
  if (draft?.state !== 'open') throw intakeRefusals.draftNotFound()
  return draft
}

async function save(
  tx: Tx,
  who: Caller,
  id: string,
  { name, version, value }: { readonly name: PartName; readonly version: number; readonly value: unknown },
  needs: IntakeNeeds,
): Promise<{ version: number; savedAt: string }> {
  const draft = await getOpen(tx, who, id)
  const read = partShapes[name].safeParse(value)
  if (!read.success) throw intakeRefusals.tooLong({ part: partWords[name].zh }, name)
  const text = JSON.stringify(read.data)
  const box = await needs.vault.boxOf(who.tenant)
  const at = needs.clock.now()
  const typed = box.seal(text, partUse(id, name))
  if (await savePartOver(tx, draft, { name, over: version, typed, at, by: who.name }))
    return { version: version + 1, savedAt: at.toISOString() }
  // The answer to the same save may have been lost on its way: then nothing has changed, and that is no conflict.
  const now = await findPart(tx, who.tenant, { draftId: id, name })
  if (now !== undefined && box.open(now.typed, partUse(id, name)) === text)
    return { version: now.version, savedAt: now.savedAt.toISOString() }
  throw intakeRefusals.changedElsewhere({ part: partWords[name].zh, by: now?.savedBy ?? '' }, name)
}

/** Fills a group in, over whatever stands there. */
async function fill<Name extends PartName>(
  tx: Tx,
  who: Caller,
  draft: DraftRecord,
  { name, value }: { readonly name: Name; readonly value: Parts[Name] },
  needs: IntakeNeeds,
): Promise<void> {
  const box = await needs.vault.boxOf(who.tenant)
  const now = await findPart(tx, who.tenant, { draftId: draft.id, name })
  const typed = box.seal(JSON.stringify(value), partUse(draft.id, name))
  const wish = { name, over: now?.version ?? 0, typed, at: needs.clock.now(), by: who.name }
  if (!(await savePartOver(tx, draft, wish)))
    throw intakeRefusals.changedElsewhere({ part: partWords[name].zh, by: '' }, name)
}

async function fillFromLead(tx: Tx, who: Caller, draft: DraftRecord, leadId: string, needs: IntakeNeeds) {
  const lead = await needs.leads.get(tx, who, leadId)
  const said = await needs.leads.wordsOf(tx, who, leadId)
  const empty = emptyParts()
  await fill(
    tx,
    who,
    draft,
    { name: 'family', value: { ...empty.family, place: said.place, phone: said.phone } },
    needs,
  )
  await fill(tx, who, draft, { name: 'statement', value: { ...empty.statement, reason: said.sentence } }, needs)
  if (lead.householdId !== null) await fillFromHousehold(tx, who, draft, lead.householdId, needs)
}

async function fillFromHousehold(tx: Tx, who: Caller, draft: DraftRecord, householdId: string, needs: IntakeNeeds) {
  const now = await partsOf(tx, draft, needs)
  const found = await partsFromHousehold(tx, who, householdId, needs)
  await fill(tx, who, draft, { name: 'family', value: { ...now.family, ...found.family } }, needs)
  await fill(tx, who, draft, { name: 'members', value: found.members }, needs)
}

/** Every group of a draft, opened; a group nobody typed in is empty. */
export async function partsOf(tx: Tx, draft: DraftRecord, needs: Pick<IntakeNeeds, 'vault'>): Promise<Parts> {
  return opened(draft, await readParts(tx, draft.tenant, [draft.id]), needs)
}

async function opened(
  draft: DraftRecord,
  records: readonly PartRecord[],
  { vault }: Pick<IntakeNeeds, 'vault'>,
): Promise<Parts> {
  const box = await vault.boxOf(draft.tenant)
  const parts: Record<string, unknown> = { ...emptyParts() }
  for (const { name, typed, draftId } of records)
    if (draftId === draft.id) parts[name] = partShapes[name].parse(JSON.parse(box.open(typed, partUse(draftId, name))))
  return parts as unknown as Parts
}

async function draftOf(tx: Tx, who: Caller, draft: DraftRecord, needs: IntakeNeeds): Promise<wire.Draft> {
  const records = await readParts(tx, who.tenant, [draft.id])
  const parts = await opened(draft, records, needs)
  const { rules, version } = await rulesFor(who, draft.programme, needs)
  const lead = draft.leadId === null ? null : await leadOf(tx, who, draft.leadId, needs)
  const directory = needs.regions.directory()
  const part = <Name extends PartName>(name: Name) => {
    const record = records.find((one) => one.name === name)
    return { version: record?.version ?? 0, savedAt: record?.savedAt.toISOString() ?? null, value: parts[name] }
  }
  return {
    ...{ id: draft.id, leadId: draft.leadId, leadNumber: lead?.number ?? null, clerk: who.name },
    programme: { code: rules.programme, zh: rules.zh, en: rules.en, form: rules.form },
    parts: {
      ...{ family: part('family'), members: part('members'), incomes: part('incomes') },
      ...{ property: part('property'), statement: part('statement') },
    },
    placeLabel: directory.find(parts.family.place) === undefined ? null : directory.label(parts.family.place, 'town'),
    papers: await papersOfDraft(tx, who, draft.id),
    quotes: version.quotes ?? null,
  }
}

/** A lead that has moved out of sight since then is not named. */
async function leadOf(tx: Tx, who: Caller, id: string, { leads }: IntakeNeeds) {
  try {
    return await leads.get(tx, who, id)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

async function listDrafts(
  tx: Tx,
  who: Caller,
  asked: { readonly page: number; readonly size: number },
  needs: IntakeNeeds,
): Promise<wire.DraftPage> {
  const { rows: drafts, count } = await openDrafts(tx, who.tenant, asked)
  const records = await readParts(
    tx,
    who.tenant,
    drafts.map(({ id }) => id),
  )
  const directory = needs.regions.directory()
  const library = needs.papers.at(await regionsAbove(who, needs))
  const rows: wire.DraftRow[] = []
  for (const draft of drafts) {
    const { members, family } = await opened(draft, records, needs)
    const head = members.members.find(({ relation }) => relation === 'head') ?? members.members[0]
    const programme = library.find((one) => one.programme === draft.programme)
    const place = directory.find(family.place)
    rows.push({
      ...{ id: draft.id, createdBy: draft.createdByName, savedAt: draft.savedAt.toISOString(), papers: draft.papers },
      programme: programme === undefined ? { zh: draft.programme, en: draft.programme } : wordsOf(programme),
      family: head === undefined || head.name.trim() === '' ? null : maskName(head.name.trim()),
      place: place === undefined ? null : directory.label(place.code, 'town'),
      members: members.members.length,
    })
  }
  return { rows, count }
}

const wordsOf = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh, en })

const note = (
  tx: Tx,
  who: Caller,
  id: string,
  action: 'intake.draft-started' | 'intake.draft-dropped',
  { audit }: IntakeNeeds,
): Promise<void> => audit.record(tx, who, { action, about: { kind: 'application-draft', id } })

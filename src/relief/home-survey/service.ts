import type { Audit } from '#platform/audit/contract.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/contract.ts'
import type { Db, PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Documents } from '#registry/documents/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/contract.ts'
import type { Case, Cases } from '#relief/casework/contract.ts'
import { withAnswers, type Answers, type AskedMember } from './answers.ts'
import { findingsOf, statementOf } from './findings.ts'
import type { Form, FormFor } from './form.ts'
import { insertRecorded, readRecorded } from './photo-store.ts'
import { surveyRefusals } from './refusals.ts'
import { isOvertaken, lacksOf, wentBefore } from './survey.ts'
import {
  closeSurvey,
  findSurvey,
  findSurveyForUpdate,
  readSurveysOf,
  saveDraftAnswers,
  saveInvestigators,
  type SurveyRow,
} from './survey-store.ts'

export interface Colleague {
  readonly id: string
  readonly name: string
  readonly post: string
}

export interface SurveyNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
  readonly audit: Audit
  readonly households: Pick<Households, 'situationOf' | 'state'>
  readonly documents: Pick<Documents, 'keep' | 'open' | 'ofHousehold'>
  /** Late: casework and this module know each other through the assembly. */
  readonly cases: () => Cases
  readonly formFor: FormFor
  readonly directory: () => RegionDirectory
  readonly regionOf: (who: { readonly tenant: TenantId }) => Promise<string>
  /** Those who serve this place, its town or its county in a role that may go along. */
  readonly colleagues: (tx: Tx, who: Caller, place: PlaceId) => Promise<readonly Colleague[]>
}

export const answersUse = (id: string): string => `home_survey.survey.answers:${id}`

/** The place itself, then upwards; the office's own county where the place is unknown. */
async function placesOf(needs: SurveyNeeds, who: { readonly tenant: TenantId }, place: PlaceId) {
  const directory = needs.directory()
  const code = directory.ofPlace(place)?.code ?? (await needs.regionOf(who))
  return directory.ancestors(code).map((region) => region.code)
}

/** The form and its rules for a case, as in force today. @throws noRule */
export const formOf = async (
  needs: SurveyNeeds,
  who: Caller,
  { placeId, programme }: Pick<Case, 'placeId' | 'programme'>,
): Promise<Form> => needs.formFor(await placesOf(needs, who, placeId), { on: needs.clock.today(), programme })

/** Who belongs to the household today: the questions per member go by them. */
export async function membersOf(
  needs: SurveyNeeds,
  tx: Tx,
  who: { readonly tenant: TenantId },
  one: Pick<SurveyRow, 'householdId' | 'finishedOn'>,
): Promise<readonly (AskedMember & { readonly relation: string })[]> {
  const factsOn = one.finishedOn ?? needs.clock.today()
  const { members } = await needs.households.situationOf(tx, who.tenant, one.householdId, { factsOn })
  return members.map(({ id, name, relation }) => ({ id, name, relation }))
}

/** The case has an objection that is being looked into: since when. */
export async function objectedAt(needs: SurveyNeeds, tx: Tx, who: Caller, one: Case): Promise<Date | null> {
  if (one.stage !== 'objection') return null
  const steps = await needs.cases().stepsOf(tx, who, one.id)
  return steps.findLast(({ move }) => move === 'raise-objection')?.at ?? null
}

/** Who may not go along because an objection asks for others; nobody where there is none. */
export async function barredFrom(needs: SurveyNeeds, tx: Tx, who: Caller, one: Case): Promise<ReadonlySet<string>> {
  const since = await objectedAt(needs, tx, who, one)
  return since === null ? new Set() : wentBefore(await readSurveysOf(tx, who.tenant, one.id), since)
}

/** @throws wentBefore with the names */
async function mustBeOthers(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { caseId, chosen }: { readonly caseId: string; readonly chosen: readonly Colleague[] },
): Promise<void> {
  const barred = await barredFrom(needs, tx, who, await needs.cases().get(tx, who, caseId))
  const again = chosen.filter(({ id }) => barred.has(id)).map(({ name }) => name)
  if (again.length > 0) throw surveyRefusals.wentBefore({ names: again.join('、') }, 'ids')
}

/** @throws notFound */
export async function getSurvey(tx: Tx, who: Caller, id: string): Promise<SurveyRow> {
  const row = await findSurvey(tx, who.tenant, id)
  if (row === null) throw surveyRefusals.notFound()
  return row
}

/** Locked, and still a draft. @throws notFound, finished */
export async function getDraft(tx: Tx, who: Caller, id: string): Promise<SurveyRow> {
  const row = await findSurveyForUpdate(tx, who.tenant, id)
  if (row === null) throw surveyRefusals.notFound()
  if (row.state !== 'draft') throw surveyRefusals.finished()
  return row
}

export async function openAnswers(needs: SurveyNeeds, who: { readonly tenant: TenantId }, row: SurveyRow) {
  const box = await needs.vault.boxOf(who.tenant)
  return JSON.parse(box.open(row.answers, answersUse(row.id))) as Answers
}

/** Saved while typing; the same again changes nothing. @throws notFound, finished, unknownField, badAnswer */
export async function saveAnswers(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, answers }: { readonly id: string; readonly answers: Answers },
): Promise<number> {
  const row = await getDraft(tx, who, id)
  const before = await openAnswers(needs, who, row)
  const after = withAnswers(row.form, await membersOf(needs, tx, who, row), before, answers)
  if (JSON.stringify(sorted(after)) === JSON.stringify(sorted(before))) return row.version
  const box = await needs.vault.boxOf(who.tenant)
  return saveDraftAnswers(tx, who.tenant, id, box.seal(JSON.stringify(after), answersUse(id)))
}

const sorted = (answers: Answers) => Object.entries(answers).toSorted(([one], [other]) => one.localeCompare(other))

/** @throws notFound, finished, unknownColleague, wentBefore */
export async function chooseInvestigators(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, ids }: { readonly id: string; readonly ids: readonly string[] },
): Promise<number> {
  const row = await getDraft(tx, who, id)
  const known = new Map((await needs.colleagues(tx, who, row.placeId)).map((one) => [one.id, one]))
  const found = [...new Set(ids)].map((one) => known.get(one))
  const chosen = found.filter((one) => one !== undefined)
  if (chosen.length < found.length) throw surveyRefusals.unknownColleague({}, 'ids')
  await mustBeOthers(needs, tx, who, { caseId: row.caseId, chosen })
  await saveInvestigators(tx, who.tenant, id, chosen)
  return row.version
}

/**
 * Finished for good.
 *
 * @throws notFound, finished, changedMeanwhile, overtaken by an objection, incomplete with the first that is missing
 */
export async function finishSurvey(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  const { clock, audit } = needs
  const row = await getDraft(tx, who, id)
  if (row.version !== version) throw surveyRefusals.changedMeanwhile()
  const since = await objectedAt(needs, tx, who, await needs.cases().get(tx, who, row.caseId))
  if (isOvertaken(row, since)) throw surveyRefusals.overtaken()
  const [lack] = lacksOf({
    form: row.form,
    members: await membersOf(needs, tx, who, row),
    answers: await openAnswers(needs, who, row),
    investigators: row.investigators.map(({ name, signedAt }) => ({ name, hasSigned: signedAt !== null })),
    family: row.familyState,
  })
  if (lack) throw surveyRefusals.incomplete({ what: lack.zh, whatEn: lack.en }, lack.at ?? undefined)
  await closeSurvey(tx, who.tenant, id, { state: 'finished', at: clock.now(), on: clock.today() })
  await audit.record(tx, who, {
    action: 'home-survey.finished',
    about: { kind: 'home-survey', id },
    after: { caseNumber: row.caseNumber, number: row.number, investigators: row.investigators.length },
  })
}

/** @throws notFound, finished */
export async function discardSurvey(needs: SurveyNeeds, tx: Tx, who: Caller, id: string): Promise<void> {
  const row = await getDraft(tx, who, id)
  await closeSurvey(tx, who.tenant, id, { state: 'discarded', at: needs.clock.now(), on: needs.clock.today() })
  await needs.audit.record(tx, who, {
    action: 'home-survey.discarded',
    about: { kind: 'home-survey', id },
    reason: row.caseNumber,
  })
}

/** The chosen findings become facts, each with source “surveyed”. @throws notFound, notFinished, unknownFinding */
export async function recordFindings(
  needs: SurveyNeeds,
  tx: Tx,
  who: Caller,
  { id, names }: { readonly id: string; readonly names: readonly string[] },
): Promise<boolean> {
  const row = await findSurveyForUpdate(tx, who.tenant, id)
  if (row === null) throw surveyRefusals.notFound()
  if (row.state !== 'finished' || row.finishedOn === null) throw surveyRefusals.notFinished()
  const members = await membersOf(needs, tx, who, row)
  const found = findingsOf(row.form, members, await openAnswers(needs, who, row))
  const chosen = found.filter(({ key }) => names.includes(key))
  if (chosen.length !== new Set(names).size) throw surveyRefusals.unknownFinding()
  const done = new Set((await readRecorded(tx, who.tenant, id)).map(({ name }) => name))
  const fresh = chosen.filter(({ key }) => !done.has(key))
  if (fresh.length === 0) return false
  const { householdId, caseNumber, number, finishedOn } = row
  const { changed } = await needs.households.state(
    tx,
    who,
    statementOf(fresh, { householdId, caseNumber, number, on: finishedOn }),
  )
  await insertRecorded(tx, who.tenant, id, {
    names: fresh.map(({ key }) => key),
    on: needs.clock.today(),
    by: who.id,
  })
  await needs.audit.record(tx, who, {
    action: 'home-survey.findings-recorded',
    about: { kind: 'home-survey', id },
    after: { count: fresh.length, changed },
  })
  return changed
}

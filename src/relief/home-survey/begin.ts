import { v7 as uuid } from 'uuid'
import type { Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fittingAnswers, type Answers } from './answers.ts'
import { surveyRefusals } from './refusals.ts'
import {
  answersUse,
  barredFrom,
  discardSurvey,
  formOf,
  membersOf,
  objectedAt,
  openAnswers,
  type SurveyNeeds,
} from './service.ts'
import { isOvertaken } from './survey.ts'
import { findSurveyForUpdate, insertSurvey, readSurveysOf, saveInvestigators, type SurveyRow } from './survey-store.ts'

/**
 * Begins a draft, or answers with the one that is open. One that an objection has overtaken gives way to a new one,
 * which takes over what was typed; photos and signatures are made anew. @throws notFound of the case, closed
 */
export async function startSurvey(needs: SurveyNeeds, tx: Tx, who: Caller, caseId: string): Promise<string> {
  const { clock, vault, audit } = needs
  const one = await needs.cases().get(tx, who, caseId)
  if (one.outcome !== null) throw surveyRefusals.closed()
  const since = await objectedAt(needs, tx, who, one)
  const open = async (): Promise<SurveyRow | null> =>
    (await readSurveysOf(tx, who.tenant, caseId)).find(({ state }) => state === 'draft') ?? null
  const before = await open()
  if (before !== null && !isOvertaken(before, since)) return before.id
  const typed = before === null ? {} : await setAside(needs, tx, who, before.id)
  // Somebody set it aside and began at the same moment: theirs is the draft.
  const other = before === null ? null : await open()
  if (other !== null) return other.id
  const [id, form, on] = [uuid(), await formOf(needs, who, one), clock.today()]
  const members = await membersOf(needs, tx, who, { householdId: one.householdId, finishedOn: null })
  const box = await vault.boxOf(who.tenant)
  const isFirst = await insertSurvey(tx, who.tenant, {
    ...{ id, caseId, caseNumber: one.number, householdId: one.householdId, placeId: one.placeId },
    ...{ afterObjection: since !== null, form },
    answers: box.seal(JSON.stringify(fittingAnswers(form, members, typed)), answersUse(id)),
    ...{ at: clock.now(), on, by: who },
  })
  // Somebody began at the same moment: theirs is the draft.
  if (!isFirst) return (await open())?.id ?? id
  const me = (await needs.colleagues(tx, who, one.placeId)).find((colleague) => colleague.id === who.id)
  if (me && !(await barredFrom(needs, tx, who, one)).has(me.id)) await saveInvestigators(tx, who.tenant, id, [me])
  await audit.record(tx, who, {
    action: 'home-survey.started',
    about: { kind: 'home-survey', id },
    after: { caseNumber: one.number, ...(before === null ? {} : { takenFrom: before.number }) },
  })
  return id
}

/** Discards a draft and gives what was typed into it; nothing where somebody was faster. */
async function setAside(needs: SurveyNeeds, tx: Tx, who: Caller, id: string): Promise<Answers> {
  const row = await findSurveyForUpdate(tx, who.tenant, id)
  if (row?.state !== 'draft') return {}
  const typed = await openAnswers(needs, who, row)
  await discardSurvey(needs, tx, who, id)
  return typed
}

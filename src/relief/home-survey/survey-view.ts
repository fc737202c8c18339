import { createCalendar } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import { recordFindings, writeSurveys } from './access.ts'
import { answerInWords, slotsOf } from './answers.ts'
import type { HomeSurveys, SurveyStanding } from './contract.ts'
import { findingsOf } from './findings.ts'
import type { Form, FormField } from './form.ts'
import { familyUse } from './papers.ts'
import { readPhotos, readRecorded } from './photo-store.ts'
import { formOf, getSurvey, membersOf, objectedAt, openAnswers, type SurveyNeeds } from './service.ts'
import { isOvertaken, lacksOf, startHint, surveyObstacle } from './survey.ts'
import { readSurveysOf, type SurveyRow } from './survey-store.ts'
import type { CaseSurveys, Section, Survey, SurveyRow as SurveyCard } from './wire.ts'

const factWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  homes: { zh: '住房套数', en: 'homes' },
  vehicles: { zh: '机动车', en: 'vehicles' },
  businesses: { zh: '经营主体', en: 'businesses' },
  deposits: { zh: '存款', en: 'savings' },
  labourCapacity: { zh: '劳动能力', en: 'ability to work' },
  'income.wages': { zh: '工资性收入', en: 'wages' },
  'income.business': { zh: '经营净收入', en: 'business income' },
  'income.property': { zh: '财产净收入', en: 'property income' },
  'income.transfers': { zh: '转移净收入', en: 'transfers' },
  'income.other': { zh: '其他收入', en: 'other income' },
}

/** The stored copy has forgotten in which order its options stand (jsonb sorts keys): the form in force still knows. */
function optionsOf(field: FormField, inForce: Form): Section['fields'][number]['options'] {
  const living = inForce.sections.flatMap(({ fields }) => fields).find(({ name }) => name === field.name)
  const order = Object.keys(living?.options ?? {})
  const placeOf = (value: string): number => (order.includes(value) ? order.indexOf(value) : order.length)
  return Object.entries(field.options)
    .map(([value, words]) => ({ value, ...words }))
    .toSorted((one, other) => placeOf(one.value) - placeOf(other.value))
}

const sectionsOf = (form: Form, inForce: Form): Section[] =>
  form.sections.map(({ name, zh, en, photos, fields }) => ({
    ...{ name, zh, en, takesPhotos: photos },
    fields: fields.map((field) => ({
      ...{ name: field.name, zh: field.zh, en: field.en, kind: field.kind, hint: field.hint ?? null },
      ...{ perMember: field['per-member'], isRequired: field.required },
      options: optionsOf(field, inForce),
      fact: field.fact === undefined ? null : (factWords[field.fact] ?? null),
    })),
  }))

const cardOf = (row: SurveyRow): SurveyCard => ({
  ...{ id: row.id, number: row.number, state: row.state, startedOn: row.startedOn, startedBy: row.startedByName },
  ...{ finishedOn: row.finishedOn, afterObjection: row.afterObjection },
  investigators: [...row.investigators],
})

/** The surveys of a case, and by when the first has to begin. */
export async function readCaseSurveys(needs: SurveyNeeds, tx: Tx, who: Caller, caseId: string): Promise<CaseSurveys> {
  const one = await needs.cases().get(tx, who, caseId)
  const rows = await readSurveysOf(tx, who.tenant, one.id)
  const form = await formOf(needs, who, one)
  const since = await objectedAt(needs, tx, who, one)
  const isAsked = one.acceptedOn !== null && one.outcome === null && rows.length === 0
  const within = form['start-within']
  const hint =
    one.acceptedOn === null || !isAsked || within === null
      ? null
      : startHint(
          { acceptedOn: one.acceptedOn, today: needs.clock.today(), hasBegun: false },
          within,
          await createCalendar({ db: tx, clock: needs.clock }).now(),
        )
  const { least } = form.investigators
  return {
    ...{ caseId: one.id, caseNumber: one.number, surveys: rows.map(cardOf), hint },
    mayWrite: who.may(writeSurveys) && one.outcome === null,
    mayRecordFacts: who.may(recordFindings),
    needsOthers: since !== null && surveyObstacle(rows, { least, objectedAt: since }) !== null,
  }
}

/** One form, whole, as this reader may see it; the look is written down. @throws notFound */
export async function readSurvey(needs: SurveyNeeds, tx: Tx, who: Caller, id: string): Promise<Survey> {
  const row = await getSurvey(tx, who, id)
  const members = await membersOf(needs, tx, who, row)
  const answers = await openAnswers(needs, who, row)
  const [photos, recorded] = [await readPhotos(tx, who.tenant, id), await readRecorded(tx, who.tenant, id)]
  const recordedOn = new Map(recorded.map(({ name, on }) => [name, on]))
  const one = await needs.cases().get(tx, who, row.caseId)
  const region = needs.directory().ofPlace(row.placeId)
  const href = (photo: string): string => `/api/surveys/${id}/photos/${photo}`
  await needs.audit.recordRead(tx, who, {
    act: 'read',
    action: 'home-survey.opened',
    about: { kind: 'home-survey', id },
  })
  return {
    ...cardOf(row),
    ...{ caseId: row.caseId, caseNumber: row.caseNumber, version: row.version, members: [...members], answers },
    me: who.id,
    place: region ? needs.directory().label(region.code, 'town') : '',
    sections: sectionsOf(row.form, await formOf(needs, who, one)),
    photos: photos.map((photo) => ({
      ...{ id: photo.id, section: photo.section, name: photo.name, href: href(photo.id) },
    })),
    family: await familyOf(needs, who, row),
    paper: row.paper === null ? null : { name: `${row.caseNumber}-入户调查表`, href: href(row.paper) },
    lacks:
      row.state === 'draft'
        ? [
            ...lacksOf({
              ...{ form: row.form, members, answers, family: row.familyState },
              investigators: row.investigators.map(({ name, signedAt }) => ({ name, hasSigned: signedAt !== null })),
            }),
          ]
        : [],
    findings: findingsOf(row.form, members, answers).map(({ key, slot, zh, en }) => ({
      name: key,
      zh: slot.member === null ? slot.field.zh : `${slot.member.name} · ${slot.field.zh}`,
      en: slot.member === null ? slot.field.en : `${slot.member.name} · ${slot.field.en}`,
      value: who.language === 'en' ? en : zh,
      recordedOn: recordedOn.get(key) ?? null,
    })),
    mayWrite: who.may(writeSurveys) && row.state === 'draft',
    isOvertaken: row.state === 'draft' && isOvertaken(row, await objectedAt(needs, tx, who, one)),
  }
}

async function familyOf(needs: SurveyNeeds, who: Caller, row: SurveyRow): Promise<Survey['family']> {
  const box = await needs.vault.boxOf(who.tenant)
  const words = row.familyWords === null ? null : box.open(row.familyWords, familyUse(row.id))
  return {
    state: row.familyState,
    name: row.familyState === 'signed' ? words : null,
    reason: row.familyState === 'refused' ? words : null,
    signedAt: row.familyAt?.toISOString() ?? null,
    onPaper: row.familyOnPaper,
  }
}

const standingOf = (row: SurveyRow, familyRefusal: string | null): SurveyStanding => ({
  ...{ id: row.id, caseId: row.caseId, number: row.number, state: row.state },
  ...{ startedOn: row.startedOn, finishedOn: row.finishedOn, finishedAt: row.finishedAt },
  investigators: row.investigators.map(({ id, name, signedAt }) => ({ id, name, hasSigned: signedAt !== null })),
  familySigned: row.familyState === 'signed',
  familyRefusal,
})

/** What the rest of the house may ask. */
export const createHomeSurveys = (needs: SurveyNeeds): HomeSurveys => ({
  ruleOf: async (who, one) => (await formOf(needs, who, one)).investigators,
  ofCase: async (tx, tenant, caseId) => {
    const rows = await readSurveysOf(tx, tenant, caseId)
    const box = await needs.vault.boxOf(tenant)
    return rows.map((row) =>
      standingOf(
        row,
        row.familyState === 'refused' && row.familyWords !== null ? box.open(row.familyWords, familyUse(row.id)) : null,
      ),
    )
  },
  linesOf: async (tx, who, surveyId) => {
    const row = await getSurvey(tx, who, surveyId)
    const answers = await openAnswers(needs, who, row)
    const about = { kind: 'home-survey', id: surveyId }
    await needs.audit.recordRead(tx, who, { act: 'read', action: 'home-survey.opened', about })
    const family = await familyOf(needs, who, row)
    return {
      survey: standingOf(row, family.reason),
      lines: slotsOf(row.form, await membersOf(needs, tx, who, row)).flatMap((slot) => {
        const answer = answers[slot.key]
        if (answer === undefined) return []
        const { field, member, section } = slot
        const of = (words: string): string => (member === null ? words : `${member.name}：${words}`)
        return [
          {
            section: { zh: section.zh, en: section.en },
            label: { zh: of(field.zh), en: of(field.en) },
            ...answerInWords(slot, answer),
          },
        ]
      }),
    }
  },
})

import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels between the phone form and the server. */

const ById = z.object({ id: z.uuid() })
const Words = z.object({ zh: z.string(), en: z.string() })

/** One question of the form. The form itself is data: `home-survey.yaml` of a policy folder. */
export const Field = z.object({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  hint: Words.nullable(),
  kind: z.enum(['choice', 'choices', 'text', 'number', 'yuan']),
  /** One answer per member of the household. */
  perMember: z.boolean(),
  options: z.array(Words.extend({ value: z.string() })),
  isRequired: z.boolean(),
  /** The fact of the register it can become, in words; null when it stays in the form. */
  fact: Words.nullable(),
})
export type Field = z.output<typeof Field>
export const Section = z.object({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  fields: z.array(Field),
  takesPhotos: z.boolean(),
})
export type Section = z.output<typeof Section>

/** By field name; a field per member is `name@memberId`. Choices are joined by `,`; yuan as typed. */
export const Answers = z.record(z.string().max(120), z.string().max(2000))
export type Answers = z.output<typeof Answers>

export const Investigator = z.object({
  id: z.string(),
  name: z.string(),
  post: z.string(),
  signedAt: z.string().nullable(),
  /** On the scanned sheet, not with their own account. */
  onPaper: z.boolean(),
})
export type Investigator = z.output<typeof Investigator>

export const SurveyRow = z.object({
  id: z.string(),
  number: z.number(),
  state: z.enum(['draft', 'finished', 'discarded']),
  startedOn: z.string(),
  startedBy: z.string(),
  finishedOn: z.string().nullable(),
  investigators: z.array(Investigator),
  afterObjection: z.boolean(),
})
export type SurveyRow = z.output<typeof SurveyRow>

/** By when the survey has to begin; a light, not a lock. */
export const StartHint = z.object({
  dueOn: z.string(),
  leftDays: z.number(),
  light: z.enum(['green', 'amber', 'red', 'done']),
  source: z.string(),
})
export type StartHint = z.output<typeof StartHint>

export const CaseSurveys = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  surveys: z.array(SurveyRow),
  hint: StartHint.nullable(),
  mayWrite: z.boolean(),
  mayRecordFacts: z.boolean(),
  /** Whether an objection asks for a new survey by other people. */
  needsOthers: z.boolean(),
})
export type CaseSurveys = z.output<typeof CaseSurveys>

export const Photo = z.object({ id: z.string(), section: z.string(), name: z.string(), href: z.string() })
export const Survey = SurveyRow.extend({
  caseId: z.string(),
  caseNumber: z.string(),
  version: z.number(),
  place: z.string(),
  /** Who reads: an investigator signs with their own account only. */
  me: z.string(),
  members: z.array(z.object({ id: z.string(), name: z.string(), relation: z.string() })),
  sections: z.array(Section),
  answers: Answers,
  photos: z.array(Photo),
  family: z.object({
    state: z.enum(['open', 'signed', 'refused']),
    name: z.string().nullable(),
    reason: z.string().nullable(),
    signedAt: z.string().nullable(),
    onPaper: z.boolean(),
  }),
  /** The signed sheet, scanned: it stands for those who were named when it was handed in. */
  paper: z.object({ name: z.string(), href: z.string() }).nullable(),
  /** What still stands in the way of finishing, in sentences. */
  lacks: z.array(Words.extend({ at: z.string().nullable() })),
  /** Findings that could become facts of the register, with the value in words. */
  findings: z.array(Words.extend({ name: z.string(), value: z.string(), recordedOn: z.string().nullable() })),
  mayWrite: z.boolean(),
  /** A draft begun before an objection: finishing it would not count; beginning anew takes over what was typed. */
  isOvertaken: z.boolean(),
})
export type Survey = z.output<typeof Survey>

export const listSurveys = endpoint({
  verb: 'GET',
  path: '/api/cases/:id/surveys',
  params: ById,
  answers: CaseSurveys,
})
/** A draft that is open already is the answer; one that an objection has overtaken gives way to a new one. */
export const startSurvey = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/surveys',
  params: ById,
  answers: z.object({ id: z.string() }),
  key: 'once',
})
export const readSurvey = endpoint({ verb: 'GET', path: '/api/surveys/:id', params: ById, answers: Survey })
export const listColleagues = endpoint({
  verb: 'GET',
  path: '/api/surveys/:id/colleagues',
  params: ById,
  answers: z.array(z.object({ id: z.string(), name: z.string(), post: z.string() })),
})
/** Saved while typing: only what changed is sent. Whatever was signed before has to be signed again. */
export const saveAnswers = endpoint({
  verb: 'PUT',
  path: '/api/surveys/:id/answers',
  params: ById,
  body: z.object({ answers: Answers }),
  answers: z.object({ version: z.number() }),
})
export const chooseInvestigators = endpoint({
  verb: 'PUT',
  path: '/api/surveys/:id/investigators',
  params: ById,
  body: z.object({ ids: z.array(z.uuid()).max(6).meta({ title: '调查人', en: 'investigators' }) }),
  answers: z.object({ version: z.number() }),
})
/** 15 MB: a photo of a good phone. */
export const photoBytesMax = 15 * 1024 * 1024
export const addPhoto = endpoint({
  verb: 'POST',
  path: '/api/surveys/:id/photos',
  params: ById,
  body: z.object({ section: z.string().max(60) }),
  answers: z.object({ id: z.string() }),
  key: 'once',
  uploadBytesMax: photoBytesMax,
})
export const openPhoto = endpoint({
  verb: 'GET',
  path: '/api/surveys/:id/photos/:photo',
  params: z.object({ id: z.uuid(), photo: z.uuid() }),
  answers: 'file',
})
export const removePhoto = endpoint({
  verb: 'DELETE',
  path: '/api/surveys/:id/photos/:photo',
  params: z.object({ id: z.uuid(), photo: z.uuid() }),
  answers: z.null(),
})
/**
 * `who`: the investigator who is signed in, or `family` with the name of who signs. Nobody signs for a colleague. The
 * drawing is a PNG as data.
 */
export const sign = endpoint({
  verb: 'POST',
  path: '/api/surveys/:id/signatures',
  params: ById,
  body: z.object({
    version: z.number().int().min(0),
    who: z.string().max(60).meta({ title: '签名的人', en: 'who signs' }),
    name: z.string().trim().max(60).default('').meta({ title: '姓名', en: 'name' }),
    png: z.string().max(400_000).meta({ title: '签名', en: 'signature' }),
  }),
  answers: z.null(),
  key: 'once',
})
export const refuseToSign = endpoint({
  verb: 'POST',
  path: '/api/surveys/:id/family-refusal',
  params: ById,
  body: z.object({ reason: z.string().trim().min(1).max(500).meta({ title: '不签的原因', en: 'reason' }) }),
  answers: z.null(),
  key: 'once',
})
/** The printed form, scanned or photographed, and who signed on it: what is not named is not signed. */
export const addPaper = endpoint({
  verb: 'POST',
  path: '/api/surveys/:id/paper',
  params: ById,
  body: z.object({
    /** Ids of investigators, joined by `,`. */
    signers: z.string().max(400).default('').meta({ title: '在纸上签了的调查人', en: 'investigators on the sheet' }),
    /** Who of the family signed; empty: nobody did. */
    family: z.string().trim().max(60).default('').meta({ title: '家里签名的人', en: 'who of the family signed' }),
  }),
  answers: z.object({ id: z.string() }),
  key: 'once',
  uploadBytesMax: photoBytesMax,
})
export const finishSurvey = endpoint({
  verb: 'POST',
  path: '/api/surveys/:id/finish',
  params: ById,
  body: z.object({ version: z.number().int().min(0) }),
  answers: z.null(),
  key: 'once',
})
export const discardSurvey = endpoint({
  verb: 'DELETE',
  path: '/api/surveys/:id',
  params: ById,
  answers: z.null(),
})
/** Chosen findings of a finished form become facts of the register, with source “surveyed”. */
export const recordFindings = endpoint({
  verb: 'POST',
  path: '/api/surveys/:id/facts',
  params: ById,
  body: z.object({ names: z.array(z.string().max(120)).min(1).max(60) }),
  answers: z.object({ changed: z.boolean() }),
  key: 'once',
})

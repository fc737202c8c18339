import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { reportStates, requestStates, resultCodes } from './contract.ts'

export { listConnections } from './wire-connections.ts'

/** What travels between the check's pages and the server. Money is fen as text, days `YYYY-MM-DD`, moments ISO. */

const text = z.string()
const Words = z.object({ zh: text, en: text })
const ById = z.object({ id: z.uuid() })

/** A value as shown: money keeps whether it is per month or per year; everything else is words. */
export const ShownValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('money'), fen: text, per: z.enum(['once', 'month', 'year']) }),
  z.object({ kind: z.literal('count'), count: z.number() }),
  z.object({ kind: z.literal('day'), day: text }),
  z.object({ kind: z.literal('words'), zh: text, en: text }),
])
export type ShownValue = z.output<typeof ShownValue>

export const SourceRow = z.object({
  department: text,
  ...Words.shape,
  isSimulated: z.boolean(),
  /** The worst of its requests: one silent person makes the source silent. */
  state: z.enum(requestStates),
  asked: z.number(),
  answered: z.number(),
  askedAt: text.nullable(),
  answeredAt: text.nullable(),
  /** Every try that came to nothing, in words. */
  tries: z.array(z.object({ at: text, ...Words.shape })),
  /** When it is asked again by itself; null: not any more. */
  nextAt: text.nullable(),
  validUntil: text.nullable(),
  /** Requests that are not answered: about whom and why not. */
  missing: z.array(z.object({ person: text.nullable(), state: z.enum(requestStates) })),
})
export type SourceRow = z.output<typeof SourceRow>

export const FamilyAnswer = z.object({
  says: z.enum(['agrees', 'objects']),
  note: text,
  documentId: text.nullable(),
  by: text,
  on: text,
})
export const Settlement = z.object({
  /** Which value goes into the assessment. */
  takes: z.enum(['declared', 'found', 'confirmed']),
  value: ShownValue.nullable(),
  why: text,
  by: text,
  on: text,
})

export const ReportLine = z.object({
  /** Names the line inside its report: fact or item, and whose. */
  key: text,
  /** Masked name, or null for the household. */
  person: text.nullable(),
  ...Words.shape,
  sources: z.array(
    z.object({ department: text, ...Words.shape, item: Words, value: ShownValue.nullable(), dataOn: text.nullable() }),
  ),
  declared: z.object({ value: ShownValue, source: text, on: text }).nullable(),
  found: ShownValue.nullable(),
  difference: ShownValue.nullable(),
  code: z.enum(resultCodes),
  /** A difference a person has to settle. */
  isDifference: z.boolean(),
  /** Whether a settled value can go into the file from here. */
  canBeStated: z.boolean(),
  answers: z.array(FamilyAnswer),
  settled: Settlement.nullable(),
})
export type ReportLine = z.output<typeof ReportLine>

export const Report = z.object({
  id: text,
  caseId: text,
  caseNumber: text,
  householdNumber: text,
  position: z.number(),
  isLatest: z.boolean(),
  state: z.enum(reportStates),
  isSimulated: z.boolean(),
  askedAt: text,
  askedBy: text,
  /** Null while sources are still being asked. */
  finishedAt: text.nullable(),
  why: text,
  basis: Words,
  /** While nothing has been sent yet: by when the check has to begin. Working days. */
  start: z
    .object({ dueOn: text, leftDays: z.number(), light: z.enum(['green', 'amber', 'red']), source: text })
    .nullable(),
  validUntil: text.nullable(),
  counts: z.object({ items: z.number(), answered: z.number(), unanswered: z.number() }),
  /** Adults and children, and whether they may be asked about. */
  people: z.array(
    z.object({
      person: text,
      isAdult: z.boolean(),
      authorisation: text.nullable(),
      left: z.enum(requestStates).nullable(),
    }),
  ),
  /** Why it no longer fits the household. */
  outdated: z.array(Words),
  sources: z.array(SourceRow),
  lines: z.array(ReportLine),
  exception: z.object({ why: text, by: text, on: text, departments: z.array(text) }).nullable(),
})
export type Report = z.output<typeof Report>

export const CheckPanel = z.object({
  /** The latest first; earlier reports as they were. */
  reports: z.array(Report),
  /** Whether this reader may ask, settle, and let an exception stand. */
  may: z.object({ ask: z.boolean(), answer: z.boolean(), settle: z.boolean(), except: z.boolean() }),
  /** Papers of the household that may be named as evidence; none about illness. */
  papers: z.array(z.object({ id: text, ...Words.shape, on: text })),
  /** How each department is reached here, before anything is asked. */
  departments: z.array(
    z.object({ code: text, ...Words.shape, state: z.enum(['ready', 'not-configured']), isSimulated: z.boolean() }),
  ),
})
export type CheckPanel = z.output<typeof CheckPanel>

export const reportPath = (id: string): string => `/console/checks/${id}`

export const readCasePanel = endpoint({
  verb: 'GET',
  path: '/api/cases/:id/means-check',
  params: ById,
  answers: CheckPanel,
})
/** One click. */
export const startCheck = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/means-check',
  params: ById,
  key: 'once',
  answers: z.object({ id: text }),
})
export const readReport = endpoint({ verb: 'GET', path: '/api/means-checks/:id', params: ById, answers: Report })
/** Asks the silent sources of a report once more, now. */
export const askAgain = endpoint({
  verb: 'POST',
  path: '/api/means-checks/:id/ask-again',
  params: ById,
  key: 'once',
  answers: z.object({ id: text }),
})
/** A second report beside the first. */
export const recheck = endpoint({
  verb: 'POST',
  path: '/api/means-checks/:id/recheck',
  params: ById,
  key: 'once',
  body: z.object({
    why: z.string().trim().min(2).max(300).meta({ title: '为什么复核', en: 'why it is looked at again' }),
  }),
  answers: z.object({ id: text }),
})
/** What the family says to one difference. */
export const answerDifference = endpoint({
  verb: 'POST',
  path: '/api/means-checks/:id/answers',
  params: ById,
  key: 'once',
  body: z.object({
    line: z.string().max(120),
    says: z.enum(['agrees', 'objects']).meta({ title: '家庭意见', en: 'what the family says' }),
    note: z.string().trim().max(500).default('').meta({ title: '说明', en: 'explanation' }),
    documentId: z.uuid().nullable().default(null).meta({ title: '证明材料', en: 'proof' }),
  }),
  answers: z.null(),
})
/** A person decides which value goes into the assessment, and says why. */
export const settleDifference = endpoint({
  verb: 'POST',
  path: '/api/means-checks/:id/settlements',
  params: ById,
  key: 'once',
  body: z.object({
    line: z.string().max(120),
    takes: z.enum(['declared', 'found', 'confirmed']).meta({ title: '采用哪个数', en: 'which number is taken' }),
    /** Only with `confirmed`: fen, a number or a day as text, in the unit of the line. */
    value: z.string().trim().max(40).nullable().default(null).meta({ title: '确认的数', en: 'confirmed number' }),
    why: z.string().trim().min(2).max(300).meta({ title: '理由', en: 'reason' }),
  }),
  answers: z.null(),
})
/** A named person lets the case go on without the silent sources. */
export const exceptSilence = endpoint({
  verb: 'POST',
  path: '/api/means-checks/:id/exception',
  params: ById,
  key: 'once',
  body: z.object({ why: z.string().trim().min(4).max(300).meta({ title: '理由', en: 'reason' }) }),
  answers: z.null(),
})

/** What the simulator may be told to do with the questions to one department. */
export const moods = [
  'well',
  'slow',
  'failing',
  'broken',
  'partial',
  'wrong-person',
  'contradicting',
  'hanging',
  'huge',
  'badly-signed',
  'down',
  'death',
] as const
export const Mood = z.enum(moods)
export type Mood = z.output<typeof Mood>

/** Served by demonstration installations only. */
export const readMoods = endpoint({
  verb: 'GET',
  path: '/api/means-check-simulator',
  answers: z.array(z.object({ department: text, ...Words.shape, mood: Mood })),
})
export const setMood = endpoint({
  verb: 'POST',
  path: '/api/means-check-simulator',
  body: z.object({ department: z.string().max(60), mood: Mood }),
  answers: z.null(),
})

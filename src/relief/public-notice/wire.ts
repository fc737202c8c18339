import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels between the console and the server. Money is fen as text, days `YYYY-MM-DD`, moments ISO text. */

const ById = z.object({ id: z.uuid() })
const Words = z.object({ zh: z.string(), en: z.string() })

export const NoticeView = z.object({
  id: z.string(),
  round: z.number(),
  state: z.enum(['shown', 'not-shown', 'ended', 'objected', 'taken-down']),
  notShownWhy: z.enum(['minor', 'programme']).nullable(),
  putUpOn: z.string(),
  lastDay: z.string(),
  daysLeft: z.number(),
  days: z.number(),
  /** Document and article the days come from. */
  source: z.string(),
  isOpen: z.boolean(),
  /** Whether an objection would still be heard. */
  hearsObjections: z.boolean(),
  href: z.string().nullable(),
  sheet: z.string().nullable(),
})
export type NoticeView = z.output<typeof NoticeView>

/** Who objects stays sealed: it is told in clear once, to who answers, and written down. */
export const ObjectionView = z.object({
  id: z.string(),
  round: z.number(),
  receivedAt: z.string(),
  recordedBy: z.string(),
  text: z.string(),
  evidence: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Whether this reader gave the opinion that is objected to: then somebody else answers. */
  isOwnOpinion: z.boolean(),
  answer: z.object({ text: z.string(), by: z.string(), on: z.string(), upheld: z.boolean() }).nullable(),
})
export type ObjectionView = z.output<typeof ObjectionView>

export const PublicationView = z.object({
  id: z.string(),
  state: z.enum(['shown', 'ended', 'withdrawn']),
  publishedOn: z.string(),
  until: z.string(),
  isOpen: z.boolean(),
  endedWhy: Words.nullable(),
  source: z.string(),
  href: z.string().nullable(),
})
export type PublicationView = z.output<typeof PublicationView>

/** Everything the panel of a case shows. */
export const CaseNotice = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  version: z.number(),
  stage: z.string(),
  today: z.string(),
  notices: z.array(NoticeView),
  objections: z.array(ObjectionView),
  publication: PublicationView.nullable(),
  /** What would be published or hangs: exactly what the public reads. */
  card: z
    .object({ applicant: z.string(), members: z.number(), amount: z.string().nullable(), programme: z.string() })
    .nullable(),
  /** What this reader may do now. */
  may: z.object({
    object: z.boolean(),
    answer: z.boolean(),
    publish: z.boolean(),
    withdraw: z.boolean(),
    seeObjector: z.boolean(),
  }),
})
export type CaseNotice = z.output<typeof CaseNotice>

export const readCaseNotice = endpoint({
  verb: 'GET',
  path: '/api/cases/:id/notice',
  params: ById,
  answers: CaseNotice,
})

export const ObjectionForm = z.object({
  version: z.coerce.number().int().min(0),
  objector: z.string().trim().min(1).max(60).meta({ title: '提出异议的人', en: 'who objects' }),
  contact: z.string().trim().max(60).default('').meta({ title: '联系方式', en: 'how to reach them' }),
  text: z.string().trim().min(1).max(2000).meta({ title: '异议内容', en: 'what is objected to' }),
  /** Documents of the household that were taken before. */
  evidence: z.array(z.uuid()).max(10).default([]).meta({ title: '证据', en: 'evidence' }),
})
export type ObjectionForm = z.output<typeof ObjectionForm>

export const raiseObjection = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/objections',
  params: ById,
  body: ObjectionForm,
  answers: z.object({ id: z.string() }),
  key: 'once',
})
export const answerObjection = endpoint({
  verb: 'POST',
  path: '/api/objections/:id/answer',
  params: ById,
  body: z.object({
    upheld: z.boolean().meta({ title: '异议是否成立', en: 'whether it holds' }),
    text: z.string().trim().min(1).max(2000).meta({ title: '答复', en: 'answer' }),
  }),
  answers: z.object({ id: z.string() }),
  key: 'once',
})
/** Who objected, in clear, once, with the purpose in the audit. */
export const revealObjector = endpoint({
  verb: 'POST',
  path: '/api/objections/:id/objector',
  params: ById,
  answers: z.object({ objector: z.string(), contact: z.string() }),
})
/** The same of an ending. */
export const revealEndingObjector = endpoint({
  verb: 'POST',
  path: '/api/ending-objections/:id/objector',
  params: ById,
  answers: z.object({ objector: z.string(), contact: z.string() }),
})
export const publishResult = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/publication',
  params: ById,
  body: z.object({ version: z.number().int().min(0) }),
  answers: z.object({ id: z.string() }),
  key: 'once',
})
export const withdrawPublication = endpoint({
  verb: 'POST',
  path: '/api/publications/:id/withdrawal',
  params: ById,
  body: z.object({ why: z.string().trim().min(1).max(500).meta({ title: '原因', en: 'reason' }) }),
  answers: z.object({ id: z.string() }),
  key: 'once',
})

export const NoticeRow = z.object({
  id: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  programme: z.string(),
  placeLabel: z.string(),
  round: z.number(),
  state: NoticeView.shape.state,
  putUpOn: z.string(),
  lastDay: z.string(),
  daysLeft: z.number(),
  openObjections: z.number(),
  /** The newest publication of the case; null when its result was never published. */
  publication: z.object({ state: PublicationView.shape.state, publishedOn: z.string(), until: z.string() }).nullable(),
})
export type NoticeRow = z.output<typeof NoticeRow>

/** `to-answer`: somebody objected and nobody has answered yet; `published`: the result hangs on the other board. */
export const noticeFilters = ['shown', 'to-answer', 'objected', 'published', 'over', 'all'] as const
export type NoticeFilter = (typeof noticeFilters)[number]

export const listNotices = endpoint({
  verb: 'GET',
  path: '/api/notices',
  query: z.object({
    state: z.enum(noticeFilters).default('shown').meta({ title: '状态', en: 'state' }),
    place: z.string().trim().max(20).default('').meta({ title: '镇街或村', en: 'town or village' }),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answers: z.object({ rows: z.array(NoticeRow), count: z.number() }),
})

import { z } from 'zod'
import { day, month } from '#platform/clock/index.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { ById, Codes, Words } from './wire-shapes.ts'

/** What is asked of a case. Money is fen as text. Every row that moves it says which version was seen. */
const version = z.number().int().min(1).meta({ title: '您看到的版本', en: 'version you saw' })
const why = z.string().trim().min(2).max(1000).meta({ title: '理由', en: 'reason' })
const FenText = z.string().regex(/^\d{1,15}$/)

export const openCase = endpoint({
  verb: 'POST',
  path: '/api/cases',
  key: 'once',
  body: z.object({
    programme: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .meta({ title: '项目', en: 'programme' }),
    householdId: z.uuid().meta({ title: '哪一户', en: 'household' }),
    applicantId: z.uuid().meta({ title: '申请人', en: 'applicant' }),
    leadId: z.uuid().nullable().default(null),
    reason: z.string().trim().max(1000).nullable().default(null).meta({ title: '为什么', en: 'why' }),
  }),
  answers: z.object({ id: z.string(), number: z.string() }),
})

const Moved = z.object({ id: z.string(), stage: z.string(), stageWords: Words, version: z.number() })

/** Moves that carry no document of their own. The others have routes of their own, here or in the module they belong to. */
export const plainMoves = [
  'accept',
  'record-complaint',
  'record-county-visit',
  'send-back',
  'consent-override',
  'reconsider',
  'deliver-letter',
  'withdraw',
  'end-non-cooperation',
  'pause',
  'resume',
  'complete-papers',
  'consent-second-grant',
] as const
export const makeMove = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/moves',
  params: ById,
  key: 'once',
  body: z.object({
    move: z.enum(plainMoves),
    version,
    reason: why.nullable().default(null),
    codes: Codes.default({}),
  }),
  answers: Moved,
})

/** Assesses the household for this case on today's facts, or on other days where the law asks for them. */
export const assessCase = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/assessments',
  params: ById,
  key: 'once',
  body: z.object({
    factsOn: z.string().transform(day).optional(),
    month: z.string().transform(month).optional(),
  }),
  answers: z.object({ id: z.string() }),
})

export const giveOpinion = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/opinions',
  params: ById,
  key: 'once',
  body: z.object({
    version,
    proposal: z.enum(['grant', 'refuse']).meta({ title: '意见', en: 'opinion' }),
    assessmentId: z.uuid().nullable().meta({ title: '依据哪次测算', en: 'assessment it rests on' }),
    why,
  }),
  answers: Moved.extend({ opinionId: z.string() }),
})
export const proposeDecision = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/proposals',
  params: ById,
  key: 'once',
  body: z.object({
    version,
    outcome: z.enum(['confirmed', 'refused']).meta({ title: '决定', en: 'decision' }),
    assessmentId: z.uuid().nullable().meta({ title: '依据哪次测算', en: 'assessment it rests on' }),
    /** Fen per month; null: as the assessment says. Another amount needs `override`. */
    amount: FenText.nullable().default(null).meta({ title: '每月金额', en: 'amount a month' }),
    why,
    override: z
      .object({ reason: why, article: z.string().trim().min(2).max(200).meta({ title: '依据条款', en: 'article' }) })
      .nullable()
      .default(null),
  }),
  answers: Moved.extend({ proposalId: z.string() }),
})
/** By a second person. The decision is what was proposed, to the fen. */
export const approveDecision = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/approval',
  params: ById,
  key: 'once',
  body: z.object({ version, proposalId: z.uuid().meta({ title: '批准哪一份', en: 'proposal' }) }),
  answers: Moved.extend({ decisionId: z.string() }),
})
/** Help first, papers after (临时救助急难型). */
export const grantEmergency = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/emergency-grant',
  params: ById,
  key: 'once',
  body: z.object({ version, amount: FenText.meta({ title: '救助金额', en: 'amount of aid' }), why }),
  answers: Moved.extend({ decisionId: z.string() }),
})

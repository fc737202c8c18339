import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels between the review pages and the server. Money is fen as text, days `2026-03-02`, months `2026-03`. */
const text = z.string()
const words = { zh: text, en: text }
const Said = z.object(words)
const one = z.object({ id: z.uuid() })
const version = z.coerce.number().int().min(1)
const Reason = z.string().trim().min(2).max(1000)
const Month = z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/)
const Fen = z.string().regex(/^\d{1,15}$/)

export const FindingKindWire = z.enum(['raise', 'cut', 'end', 'unknown', 'death', 'recheck', 'reported', 'care'])
export const ReviewStateWire = z.enum(['open', 'proposed', 'on-notice', 'objected', 'approved', 'dismissed', 'settled'])
export const AdjustmentKindWire = z.enum(['raise', 'cut', 'end'])
export const KeepCauseWire = z.enum([
  'not-so',
  'one-off',
  'another-person',
  'counted-already',
  'no-difference',
  'no-change',
  'other',
])
export const ViewsOutcomeWire = z.enum(['agreed', 'objected', 'not-reached'])

export const reviewPageSize = 20

const ReviewRow = z.object({
  id: text,
  householdId: text,
  householdNumber: text,
  /** Masked. */
  head: text,
  placeLabel: text,
  programme: text,
  kind: FindingKindWire,
  state: ReviewStateWire,
  foundOn: text,
  dueOn: text,
  /** Working days until it is due; below zero when it is late. */
  daysLeft: z.number(),
  paid: text,
  computed: text.nullable(),
  ...words,
})

export const ReviewQuery = z.object({
  state: z
    .enum(['waiting', ...ReviewStateWire.options])
    .optional()
    .meta({ title: '办到哪了', en: 'how far it is' }),
  kind: FindingKindWire.optional().meta({ title: '发现了什么', en: 'what was found' }),
  place: z.string().max(20).optional().meta({ title: '镇街或村', en: 'town or village' }),
  late: z.literal('1').optional().meta({ title: '只看超期的', en: 'overdue only' }),
  page: z.coerce.number().int().min(1).max(10_000).optional().meta({ title: '页', en: 'page' }),
})

export const listReviews = endpoint({
  verb: 'GET',
  path: '/api/reviews',
  query: ReviewQuery,
  answers: z.object({
    rows: z.array(ReviewRow).readonly(),
    count: z.number(),
    counts: z.array(z.object({ kind: FindingKindWire, state: ReviewStateWire, count: z.number(), late: z.number() })),
    runs: z.array(
      z.object({
        programme: text,
        month: text,
        beganAt: text,
        endedAt: text.nullable(),
        by: text,
        looked: z.number(),
        found: z.record(z.string(), z.number()),
      }),
    ),
  }),
})

const Person = z.object({ name: text, at: text })
const GroundWire = z.object({ name: text, ...words })
const EndingFile = z.object({
  source: text,
  /** Days the notice hangs, with its source; null: not on file for this place. */
  notice: z.object({ days: z.number(), source: text }).nullable(),
  objection: z.object({ days: z.number(), source: text }),
  grounds: z.array(GroundWire),
  /** Names are masked. */
  people: z.array(z.object({ id: text, name: text })),
  notices: z.array(
    z.object({
      ...{ id: text, round: z.number(), says: z.enum(['to-end', 'goes-on']), putUpOn: text, lastDay: text },
      ...{ state: z.enum(['shown', 'not-shown', 'ended', 'objected', 'taken-down']), isOpen: z.boolean() },
      href: text.nullable(),
    }),
  ),
  /** Empty for who may not read them. */
  objections: z.array(z.object({ id: text, round: z.number(), receivedAt: text, recordedBy: text, text })),
})
const Items = z.record(z.string().max(40), z.enum(['can', 'cannot']))
const CareFile = z.object({
  source: text,
  items: z.array(GroundWire),
  /** Names are masked. */
  people: z.array(z.object({ id: text, name: text })),
  found: z.object({ items: Items, level: z.object(words), failed: z.number(), assessedOn: text }).nullable(),
})
export const ReviewFile = ReviewRow.extend({
  version: z.number(),
  assessmentId: text.nullable(),
  eventOn: text.nullable(),
  proposal: z
    .discriminatedUnion('kind', [
      z.object({ kind: AdjustmentKindWire, amount: text.nullable(), from: text, why: text }),
      z.object({
        ...{ kind: z.literal('leave'), personId: text, ground: text },
        ...{ amount: text.nullable(), from: text.nullable(), why: text },
      }),
      z.object({
        ...{ kind: z.literal('care'), personId: text },
        ...{ amount: text.nullable(), from: text.nullable(), why: text },
      }),
      z.object({ kind: z.literal('keep'), cause: KeepCauseWire, lookedOn: text.nullable(), why: text }),
    ])
    .nullable(),
  proposedBy: Person.nullable(),
  closedBy: Person.nullable(),
  closedReason: text.nullable(),
  views: z.array(
    z.object({
      ...{ id: text, outcome: ViewsOutcomeWire, says: text, deadline: text.nullable(), on: text, by: text },
      isCurrent: z.boolean(),
    }),
  ),
  /** The rule for the family's views, with its source. */
  viewsRule: z.object({ required: z.boolean(), source: Said, deadlineDays: z.number() }),
  graceRule: z.object({ monthsMax: z.number(), source: Said }),
  /** How the support ends where it hangs on notice first; null where it does not. */
  ending: EndingFile.nullable(),
  /** Of an assessment of self-care. */
  care: CareFile.nullable(),
  earliest: text,
  latest: text,
  /** What this reader may press now. */
  may: z.object({
    ...{ propose: z.boolean(), hear: z.boolean(), approve: z.boolean(), sendBack: z.boolean() },
    ...{ putUp: z.boolean(), object: z.boolean(), decideAgain: z.boolean(), seeObjector: z.boolean() },
  }),
  /** The reader declared kin in this household: somebody else must work on it. */
  isKin: z.boolean(),
  today: text,
})

export const openReview = endpoint({ verb: 'GET', path: '/api/reviews/:id', params: one, answers: ReviewFile })
/** What was approved, in writing and with its reasons: the letter to the family, as PDF. */
export const printAdjustment = endpoint({ verb: 'GET', path: '/api/reviews/:id/letter', params: one, answers: 'file' })
export const runReviewsNow = endpoint({
  verb: 'POST',
  path: '/api/reviews/run',
  key: 'once',
  body: z.object({ programme: z.string().max(40) }),
  answers: z.object({ looked: z.number(), found: z.record(z.string(), z.number()) }),
})
export const proposeAdjustment = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/proposal',
  key: 'once',
  params: one,
  body: z.object({
    version,
    kind: AdjustmentKindWire.meta({ title: '怎么调整', en: 'adjustment' }),
    amount: Fen.nullable().meta({ title: '以后每月', en: 'a month from then on' }),
    from: Month.meta({ title: '从哪个月起', en: 'first month' }),
    why: Reason.meta({ title: '理由', en: 'reason' }),
  }),
  answers: ReviewFile,
})
/** Nothing to adjust: a reason of the list, words, and the day of the look if the household was reviewed anew. */
export const dismissReview = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/dismissal',
  key: 'once',
  params: one,
  body: z.object({
    version,
    cause: KeepCauseWire.meta({ title: '为什么不用调整', en: 'why nothing changes' }),
    lookedOn: z.iso.date().nullable().meta({ title: '哪天复核的', en: 'day of the review' }),
    why: Reason.meta({ title: '说明', en: 'explanation' }),
  }),
  answers: ReviewFile,
})
export const hearFamily = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/views',
  key: 'once',
  params: one,
  body: z.object({
    outcome: ViewsOutcomeWire.meta({ title: '结果', en: 'result' }),
    says: Reason.meta({ title: '怎么说的', en: 'what they said' }),
  }),
  answers: ReviewFile,
})
export const approveAdjustment = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/approval',
  key: 'once',
  params: one,
  body: z.object({ version }),
  answers: ReviewFile,
})
export const sendAdjustmentBack = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/return',
  key: 'once',
  params: one,
  body: z.object({ version, reason: Reason.meta({ title: '理由', en: 'reason' }) }),
  answers: ReviewFile,
})
/** Somebody reports what no sum finds: opens a review. */
export const reportChange = endpoint({
  verb: 'POST',
  path: '/api/reviews',
  key: 'once',
  body: z.object({
    household: z.string().trim().min(1).max(40).meta({ title: '户号', en: 'household number' }),
    programme: z.string().max(40),
    ground: z.string().max(40).meta({ title: '哪一种情形', en: 'ground' }),
  }),
  answers: z.object({ id: text }),
})
/** The grounds on which programmes end that hang on notice first. */
export const listGrounds = endpoint({
  verb: 'GET',
  path: '/api/review-grounds',
  answers: z.array(z.object({ programme: text, ...words, grounds: z.array(GroundWire) })),
})
const leaving = {
  personId: z.uuid().meta({ title: '谁', en: 'who' }),
  ground: z.string().max(40).meta({ title: '哪一种情形', en: 'ground' }),
  why: Reason.meta({ title: '理由', en: 'reason' }),
}
export const proposeLeaving = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/leaving',
  key: 'once',
  params: one,
  body: z.object({ version, ...leaving }),
  answers: ReviewFile,
})
export const putOnNotice = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/notice',
  key: 'once',
  params: one,
  body: z.object({ version }),
  answers: ReviewFile,
})
export const objectToLeaving = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/objection',
  key: 'once',
  params: one,
  body: z.object({
    version,
    objector: z.string().trim().min(1).max(60).meta({ title: '提出异议的人', en: 'who objects' }),
    contact: z.string().trim().max(60).default('').meta({ title: '联系方式', en: 'contact' }),
    text: z.string().trim().min(1).max(2000).meta({ title: '异议内容', en: 'objection' }),
  }),
  answers: ReviewFile,
})
/** Decided again after an objection; without a ground the support goes on. */
export const decideLeavingAgain = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/second-decision',
  key: 'once',
  params: one,
  body: z.object({ version, ...leaving, ground: leaving.ground.nullable() }),
  answers: ReviewFile,
})
export const reportCare = endpoint({
  verb: 'POST',
  path: '/api/care-reports',
  key: 'once',
  body: z.object({
    household: z.string().trim().min(1).max(40).meta({ title: '户号', en: 'household number' }),
    programme: z.string().max(40),
  }),
  answers: z.object({ id: text }),
})
/** The items assessed; level, sum and month are computed. */
export const proposeCare = endpoint({
  verb: 'POST',
  path: '/api/reviews/:id/care',
  key: 'once',
  params: one,
  body: z.object({
    version,
    personId: leaving.personId,
    assessedOn: z.iso.date().meta({ title: '哪天评估的', en: 'day of the assessment' }),
    items: Items.meta({ title: '六项', en: 'six items' }),
    why: Reason.meta({ title: '怎么评估的', en: 'how it was assessed' }),
  }),
  answers: ReviewFile,
})

import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels between the lead pages and the server. Days are `YYYY-MM-DD`; a share is tenths of a percent. */

const Words = z.object({ zh: z.string(), en: z.string() })
const Coded = Words.extend({ code: z.string() })
const Place = z.object({ code: z.string(), label: z.string() })
const ById = z.object({ id: z.uuid() })

/** How a lead came to us. `data` is no human: nobody waits for an answer. */
export const Channel = z.enum(['grid', 'desk', 'hotline', 'online', 'data'])
export type Channel = z.output<typeof Channel>
/** `new` nobody has taken it · `in-hand` · `applied` its application runs · `closed` · `joined` into another one. */
export const LeadState = z.enum(['new', 'in-hand', 'applied', 'closed', 'joined'])
export type LeadState = z.output<typeof LeadState>

export const LeadChoices = z.object({
  today: z.string(),
  /** Filled in from the reporter's own place; null for somebody who serves the whole county. */
  place: Place.nullable(),
  places: z.array(Place),
  hardships: z.array(Coded),
  /** With the working days in which it must be answered. */
  urgencies: z.array(Coded.extend({ days: z.number() })),
  results: z.array(Coded),
  channels: z.array(Coded),
  /** Where the limits come from. */
  source: z.string(),
})
export type LeadChoices = z.output<typeof LeadChoices>

export const ReportBody = z.object({
  place: z.string().trim().max(20).meta({ title: '在哪里', en: 'Where' }),
  hardship: z.string().max(40).meta({ title: '什么困难', en: 'Hardship' }),
  urgency: z.string().max(40).meta({ title: '急不急', en: 'Urgency' }),
  sentence: z.string().trim().min(2).max(200).meta({ title: '一句话说说', en: 'One sentence' }),
  channel: Channel.exclude(['data']),
  name: z.string().trim().max(40).optional().meta({ title: '这家谁', en: 'Whose family' }),
  phone: z.string().trim().max(20).optional().meta({ title: '电话', en: 'Phone' }),
  idNumber: z.string().trim().max(30).optional().meta({ title: '身份证号', en: 'ID number' }),
  householdId: z.uuid().optional(),
})
export type ReportBody = z.output<typeof ReportBody>

export const Reported = z.object({
  /** Id of this report: a photo is added to it. */
  id: z.string(),
  leadId: z.string(),
  number: z.string(),
  state: LeadState,
  /** The family was reported before: this is one more source of the same lead. */
  isKnown: z.boolean(),
  village: z.string(),
  town: z.string(),
  reportedAt: z.string(),
  dueOn: z.string(),
})
export type Reported = z.output<typeof Reported>

/** What a reporter sees afterwards: the result and its day, nothing about income or health. */
const MyReport = z.object({
  id: z.string(),
  number: z.string(),
  reportedOn: z.string(),
  place: z.string(),
  isAnswered: z.boolean(),
  result: Words.nullable(),
  resultOn: z.string().nullable(),
})
/** One page; `count` and `waiting` (without an answer yet) are of all. */
export const MyReports = z.object({ rows: z.array(MyReport), count: z.number(), waiting: z.number() })

export const LeadRow = z.object({
  id: z.string(),
  number: z.string(),
  state: LeadState,
  place: z.string(),
  hardship: Words,
  urgency: Words,
  isUrgent: z.boolean(),
  channels: z.array(Words),
  reportedOn: z.string(),
  dueOn: z.string(),
  /** Negative: that many days late. */
  daysLeft: z.number(),
  isLate: z.boolean(),
  /** The town head was told on this day. */
  escalatedOn: z.string().nullable(),
  takenBy: z.string().nullable(),
  result: Words.nullable(),
  closedOn: z.string().nullable(),
  caseId: z.string().nullable(),
  caseNumber: z.string().nullable(),
})
export type LeadRow = z.output<typeof LeadRow>

export const LeadView = z.enum(['open', 'late', 'applied', 'closed'])
export type LeadView = z.output<typeof LeadView>

const LeadFile = LeadRow.extend({
  version: z.number(),
  placeCode: z.string(),
  householdId: z.string().nullable(),
  sources: z.array(
    z.object({
      id: z.string(),
      channel: Words,
      on: z.string(),
      by: z.string(),
      sentence: z.string(),
      name: z.string().nullable(),
      phone: z.string().nullable(),
      photos: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
  steps: z.array(Words.extend({ at: z.string(), by: z.string(), note: z.string().nullable() })),
  /** Open leads that may be about the same family: the same name in the same place. */
  maybeSame: z.array(z.object({ id: z.string(), number: z.string(), place: z.string() })),
  results: z.array(Coded),
  mayHandle: z.boolean(),
})
export type LeadFile = z.output<typeof LeadFile>

export const readLeadChoices = endpoint({ verb: 'GET', path: '/api/leads/choices', answers: LeadChoices })
export const reportLead = endpoint({
  verb: 'POST',
  path: '/api/leads',
  body: ReportBody,
  answers: Reported,
  key: 'once',
})
export const leadPhotoBytesMax = 20 * 1024 * 1024
/** Multipart `file`; only who made the report. */
export const addLeadPhoto = endpoint({
  verb: 'POST',
  path: '/api/lead-reports/:id/photo',
  params: ById,
  answers: z.object({ id: z.string() }),
  key: 'once',
  uploadBytesMax: leadPhotoBytesMax,
})
export const listMyReports = endpoint({
  verb: 'GET',
  path: '/api/lead-reports',
  query: z.object({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(200).default(20),
  }),
  answers: MyReports,
})
export const listLeads = endpoint({
  verb: 'GET',
  path: '/api/leads',
  query: z.object({
    view: LeadView.optional(),
    text: z.string().max(40).optional(),
    page: z.coerce.number().int().min(1).max(10_000).optional(),
    size: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answers: z.object({
    rows: z.array(LeadRow),
    count: z.number(),
    counts: z.object({ open: z.number(), late: z.number(), applied: z.number() }),
  }),
})
export const openLead = endpoint({ verb: 'GET', path: '/api/leads/:id', params: ById, answers: LeadFile })
const Versioned = z.object({ version: z.number().int() })
export const takeLead = endpoint({
  verb: 'POST',
  path: '/api/leads/:id/taking',
  params: ById,
  body: Versioned,
  answers: LeadFile,
  key: 'once',
})
export const closeLead = endpoint({
  verb: 'POST',
  path: '/api/leads/:id/closure',
  params: ById,
  body: Versioned.extend({
    /** Asked for by the lead itself, so that it can say what is missing. */
    result: z.string().max(40).optional().meta({ title: '结果', en: 'Result' }),
    note: z.string().trim().max(200).optional().meta({ title: '说明', en: 'Note' }),
  }),
  answers: LeadFile,
  key: 'once',
})
/** The two are one family: this lead ends in the other one, its sources go along. */
export const joinLead = endpoint({
  verb: 'POST',
  path: '/api/leads/:id/joining',
  params: ById,
  body: Versioned.extend({ into: z.uuid() }),
  answers: LeadFile,
  key: 'once',
})
export const linkLead = endpoint({
  verb: 'POST',
  path: '/api/leads/:id/household',
  params: ById,
  body: Versioned.extend({ householdId: z.uuid() }),
  answers: LeadFile,
  key: 'once',
})
/** Always refused, with what to do instead. */
export const removeLead = endpoint({ verb: 'DELETE', path: '/api/leads/:id', params: ById, answers: z.null() })

const MonthText = z.string().regex(/^\d{4}-\d{2}$/)
export const LeadMonth = z.object({
  month: z.string(),
  leads: z.number(),
  late: z.number(),
  /** Leads of the month that led to an admission. */
  admitted: z.number(),
  /** Admissions decided in the month, and those of them that began with a lead. */
  admissions: z.number(),
  fromLeads: z.number(),
  /** Tenths of a percent, half up; null where there is nothing to divide by. */
  conversion: z.number().nullable(),
  proactive: z.number().nullable(),
})
export type LeadMonth = z.output<typeof LeadMonth>
export const readLeadMonth = endpoint({
  verb: 'GET',
  path: '/api/lead-month',
  query: z.object({ month: MonthText.optional() }),
  answers: LeadMonth,
})
export const LeadMonthPart = z.enum(['leads', 'late', 'admitted', 'admissions', 'from-leads'])
export type LeadMonthPart = z.output<typeof LeadMonthPart>
export const listLeadMonth = endpoint({
  verb: 'GET',
  path: '/api/lead-month/list',
  query: z.object({
    month: MonthText,
    of: LeadMonthPart,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(200).default(100),
  }),
  /** One page; how many there are in all says the month itself. */
  answers: z.array(
    z.object({
      leadId: z.string().nullable(),
      leadNumber: z.string().nullable(),
      place: z.string(),
      reportedOn: z.string().nullable(),
      result: Words.nullable(),
      caseId: z.string().nullable(),
      caseNumber: z.string().nullable(),
      decidedOn: z.string().nullable(),
    }),
  ),
})

import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { LineState } from '#finance/payouts/wire.ts'
import { deceasedRules, exclusions, overlapRules } from './contract.ts'

/** What travels between the pages of one-off subsidies and the server. Money is fen as text, days `2026-03-02`. */
const text = z.string()
const Fen = z.string()
const Words = z.object({ zh: text, en: text })
const one = z.object({ id: z.uuid() })
const Reason = z.object({ reason: z.string().trim().min(2).max(300).meta({ title: '原因', en: 'reason' }) })
const Day = (title: string, en: string) =>
  z
    .string()
    .regex(/^2\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
    .meta({ title, en })
const Source = z.enum(['centre', 'province', 'city', 'county'])
const Done = z.object({ id: text })
const Person = z.object({ name: text, at: text })

export const Light = z.enum(['quiet', 'soon', 'late', 'done', 'done-late'])
export type Light = z.output<typeof Light>
export const Exclusion = z.enum(exclusions)
export const RowState = z.enum(['listed', 'excluded', 'cancelled'])
export type RowState = z.output<typeof RowState>

const Tally = z.object({
  listed: z.number(),
  listedFen: Fen,
  excluded: z.number(),
  cancelled: z.number(),
  paid: z.number(),
  paidFen: Fen,
  /** Booked on the day the document names, or later. */
  paidLate: z.number(),
  returned: z.number(),
  held: z.number(),
  /** On a list, not paid and not ended. */
  open: z.number(),
  light: Light,
})

export const CampaignCard = z.object({
  id: text,
  name: text,
  documentNumber: text,
  issuer: text,
  cutOff: text,
  dueBefore: text,
  state: z.enum(['open', 'cancelled']),
  tally: Tally,
  /** Lists that wait for a second person, as far as the reader's places go. */
  submitted: z.number(),
  /** Of these, those this reader did not make. */
  toApprove: z.number(),
})
export type CampaignCard = z.output<typeof CampaignCard>

export const Part = z.object({
  id: text,
  town: text,
  city: text,
  sequence: z.number(),
  state: z.enum(['draft', 'submitted', 'approved', 'cancelled']),
  tally: Tally,
  drawn: Person.nullable(),
  submitted: Person.nullable(),
  approved: Person.nullable(),
  sentBack: Person.extend({ reason: text }).nullable(),
  mayApprove: z.boolean(),
  maySendBack: z.boolean(),
})
export type Part = z.output<typeof Part>

export const Campaign = CampaignCard.extend({
  programme: text,
  documentOn: text,
  payMonth: text,
  source: Source,
  deceased: z.enum(deceasedRules),
  overlap: z.enum(overlapRules),
  groups: z.array(
    z.object({
      name: text,
      programme: Words,
      ageUnder: z.number().nullable(),
      amount: Fen,
    }),
  ),
  made: Person,
  cancelled: Person.extend({ reason: text }).nullable(),
  cities: z.array(z.object({ code: text, name: text, tally: Tally })),
  parts: z.array(Part),
  /** Why not, over all lists in sight. */
  reasons: z.array(z.object({ reason: Exclusion, count: z.number() })),
  fund: z.object({
    allotted: Fen,
    free: Fen,
    reserved: Fen,
    payable: Fen,
    inBank: Fen,
    paid: Fen,
    returned: Fen,
    /** What the lists that are not approved yet will ask for. */
    wanted: Fen,
    /** How far that goes beyond what is free; null when it does not. */
    short: Fen.nullable(),
  }),
  runs: z.array(z.object({ id: text, number: text, state: z.enum(['draft', 'frozen', 'approved', 'done']) })),
  /** Approved, and on no pay list yet. */
  unlined: z.number(),
  mayDraw: z.boolean(),
  maySubmit: z.boolean(),
  mayCancel: z.boolean(),
  mayPay: z.boolean(),
  mayAllot: z.boolean(),
  mayExport: z.boolean(),
})
export type Campaign = z.output<typeof Campaign>

export const Row = z.object({
  id: text,
  partId: text,
  householdId: text,
  number: text,
  /** Masked. */
  person: text,
  place: text,
  group: text,
  amount: Fen,
  state: RowState,
  /** Why not, or why taken back. */
  why: Words.nullable(),
  diedOn: text.nullable(),
  account: z.object({ bank: text, lastFour: text }).nullable(),
  /** Where its payment stands; null: on no pay list yet. */
  payment: LineState.nullable(),
  paidOn: text.nullable(),
  /** The bank's words, or why it is not paid. */
  paymentNote: text.nullable(),
  mayCancel: z.boolean(),
})
export type Row = z.output<typeof Row>

const PeopleFilter = z.object({
  state: RowState.optional().meta({ title: '在不在名单上', en: 'on the list or not' }),
  reason: Exclusion.optional().meta({ title: '为什么不在', en: 'why not' }),
  payment: z
    .union([LineState, z.literal('none')])
    .optional()
    .meta({ title: '发到哪了', en: 'how far it is paid' }),
  part: z.uuid().optional().meta({ title: '哪个镇街', en: 'town' }),
  /** Household number, name, pinyin or ID number. */
  text: z.string().trim().min(2).max(40).optional().meta({ title: '查找', en: 'search' }),
})

export const readCampaignChoices = endpoint({
  verb: 'GET',
  path: '/api/campaigns/choices',
  answers: z.object({
    today: text,
    towns: z.array(z.object({ code: text, name: text })),
    programmes: z.array(Words.extend({ value: text })),
  }),
})
export const listCampaigns = endpoint({
  verb: 'GET',
  path: '/api/campaigns',
  query: z.object({
    page: z.coerce.number().int().min(1).max(10_000).default(1).meta({ title: '页', en: 'page' }),
    size: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '每页', en: 'rows a page' }),
  }),
  /** One page; `count` is of all. */
  answers: z.object({ rows: z.array(CampaignCard), count: z.number(), mayMake: z.boolean() }),
})
export const openCampaign = endpoint({
  verb: 'POST',
  path: '/api/campaigns',
  key: 'once',
  body: z.object({
    name: z.string().trim().min(2).max(60).meta({ title: '名称', en: 'name' }),
    issuer: z.string().trim().min(2).max(100).meta({ title: '发文单位', en: 'issuing body' }),
    documentNumber: z.string().trim().min(4).max(60).meta({ title: '文号', en: 'document number' }),
    documentOn: Day('成文日期', 'date of the document'),
    cutOff: Day('截止日', 'day it counts from'),
    dueBefore: Day('发完期限', 'paid out by'),
    payMonth: z
      .string()
      .regex(/^2\d{3}-(0[1-9]|1[0-2])$/)
      .meta({ title: '列支月份', en: 'month it is charged to' }),
    source: Source.meta({ title: '哪一级的钱', en: 'whose money' }),
    deceased: z.enum(deceasedRules).meta({ title: '截止日以后去世的', en: 'who died after the day' }),
    overlap: z.enum(overlapRules).meta({ title: '一个人占几类的', en: 'who is in several groups' }),
    groups: z
      .array(
        z.object({
          name: z.string().trim().min(2).max(40).meta({ title: '哪一类人', en: 'group' }),
          programme: z.string().min(1).max(40).meta({ title: '按哪项待遇认定', en: 'by which benefit' }),
          ageUnder: z.number().int().min(1).max(150).nullable().meta({ title: '不满多少周岁', en: 'under which age' }),
          amount: z
            .string()
            .regex(/^[1-9]\d{0,11}$/)
            .meta({ title: '每人金额（分）', en: 'amount each (fen)' }),
        }),
      )
      .min(1)
      .max(12)
      .meta({ title: '发给哪几类人', en: 'groups' }),
    towns: z.array(z.string().min(6).max(12)).min(1).max(500).meta({ title: '哪些镇街', en: 'towns' }),
  }),
  answers: Done,
})
export const readCampaign = endpoint({ verb: 'GET', path: '/api/campaigns/:id', params: one, answers: Campaign })
export const listCampaignPeople = endpoint({
  verb: 'GET',
  path: '/api/campaigns/:id/people',
  params: one,
  query: PeopleFilter.extend({
    page: z.coerce.number().int().min(1).max(10_000).default(1).meta({ title: '页', en: 'page' }),
    size: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '每页', en: 'rows a page' }),
  }),
  answers: z.object({ rows: z.array(Row), count: z.number(), amount: Fen }),
})
export const exportCampaignPeople = endpoint({
  verb: 'GET',
  path: '/api/campaigns/:id/export',
  params: one,
  query: PeopleFilter,
  answers: 'file',
})
/** Draws the lists of all towns that are not handed on, anew. */
export const drawCampaign = endpoint({
  verb: 'POST',
  path: '/api/campaigns/:id/list',
  key: 'once',
  params: one,
  answers: Done,
})
export const submitCampaign = endpoint({
  verb: 'POST',
  path: '/api/campaigns/:id/submit',
  key: 'once',
  params: one,
  answers: Done,
})
export const cancelCampaign = endpoint({
  verb: 'POST',
  path: '/api/campaigns/:id/cancel',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})
export const sendPartBack = endpoint({
  verb: 'POST',
  path: '/api/campaign-parts/:id/send-back',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})
/** Never by who drew it or handed it on. */
export const approvePart = endpoint({
  verb: 'POST',
  path: '/api/campaign-parts/:id/approve',
  key: 'once',
  params: one,
  answers: Done,
})
/** One person of an approved list, before the money is with the bank. */
export const cancelCampaignPerson = endpoint({
  verb: 'POST',
  path: '/api/campaign-people/:id/cancel',
  key: 'once',
  params: one,
  body: Reason,
  answers: Done,
})

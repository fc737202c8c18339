import { z } from 'zod'
import { day } from '#platform/clock/index.ts'
import { endpoint } from '#platform/http/endpoint.ts'
import { documentKinds } from '#registry/documents/labels.ts'

/** Shapes on the wire. Money travels as the digits of its fen, moments as ISO text. */
const fen = z.bigint().transform(String).pipe(z.string())
const moment = z
  .date()
  .transform((at) => at.toISOString())
  .pipe(z.string())
const text = z.string()
const words = { zh: text, en: text }
const FactSourceKind = z.enum(['declared', 'found', 'surveyed', 'listed', 'register', 'synthetic'])
const household = z.object({ id: z.uuid() })

export const HouseholdQuery = z.object({
  text: z
    .string()
    .max(100)
    .optional()
    .meta({ title: '姓名、拼音、户号或证件号', en: 'name, pinyin, household or ID number' }),
  place: z.string().max(20).optional().meta({ title: '镇街或村', en: 'town or village' }),
  programme: z.string().max(40).optional().meta({ title: '待遇', en: 'benefit' }),
  registeredAt: z.string().max(20).optional().meta({ title: '户籍地', en: 'place of registration' }),
  urbanRural: z.enum(['urban', 'rural']).optional().meta({ title: '城乡', en: 'urban or rural' }),
  order: z.enum(['number', 'place', 'members', 'paid', 'changed']).optional().meta({ title: '排序', en: 'order' }),
  page: z.coerce.number().int().min(1).max(100_000).optional().meta({ title: '页', en: 'page' }),
  size: z.coerce.number().int().min(1).max(200).optional().meta({ title: '每页', en: 'rows a page' }),
})

const Row = z.object({
  id: text,
  number: text,
  head: text,
  placeCode: text,
  placeLabel: text,
  members: z.number(),
  programme: text.nullable(),
  paidNow: fen.nullable(),
  paidSince: text.nullable(),
  changedAt: moment,
})

export const listHouseholds = endpoint({
  verb: 'GET',
  path: '/api/households',
  query: HouseholdQuery,
  answers: z.object({ rows: z.array(Row).readonly(), count: z.number(), members: z.number(), paidNow: fen }),
})

/** Exactly what the filter shows, every page of it. */
export const exportList = endpoint({
  verb: 'GET',
  path: '/api/households/export',
  query: HouseholdQuery.omit({ page: true, size: true }).extend({
    format: z.enum(['csv', 'xlsx']).optional().meta({ title: '格式', en: 'format' }),
  }),
  answers: 'file',
})

export const searchHouseholds = endpoint({
  verb: 'GET',
  path: '/api/households/search',
  query: z.object({ text: z.string().max(100).meta({ title: '要找的', en: 'what is looked for' }) }),
  answers: z.object({
    households: z
      .array(z.object({ householdId: text, number: text, head: text, placeLabel: text, by: text, person: text }))
      .readonly(),
    places: z.array(z.object({ code: text, label: text, households: z.number() })).readonly(),
    hasMore: z.boolean(),
  }),
})

const Cell = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), zh: text, en: text.optional(), href: text.optional() }),
  z.object({ kind: z.literal('fen'), fen: text.nullable(), href: text.optional() }),
  z.object({ kind: z.literal('day'), day: text.nullable() }),
])
const Section = z.object({
  name: text,
  ...words,
  columns: z.array(z.object({ name: text, ...words })).readonly(),
  rows: z.array(z.array(Cell).readonly()).readonly(),
  cut: z.object(words).optional(),
})
const Entry = z.object({
  id: text,
  at: moment,
  kind: text,
  ...words,
  who: text,
  why: text.nullable(),
  href: text.nullable(),
})
const Person = z.object({
  id: text,
  name: text,
  relation: text,
  bornOn: text.nullable(),
  age: z.number().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  documentKind: text,
  idNumber: text.nullable(),
  since: text,
  until: text.nullable(),
})

export const openHousehold = endpoint({
  verb: 'GET',
  path: '/api/households/:id',
  params: household,
  query: z.object({ on: z.string().transform(day).optional().meta({ title: '哪一天', en: 'day' }) }),
  answers: z.object({
    id: text,
    number: text,
    head: text,
    placeCode: text,
    placeLabel: text,
    factsOn: text,
    changedAt: moment,
    members: z.number(),
    standing: z
      .array(z.object({ programme: text, words: z.object(words), amount: fen.nullable(), since: text }))
      .readonly(),
    unseen: z.array(z.enum(['rights', 'statuses'])).readonly(),
    stated: z
      .array(
        z.object({
          ...{ programme: text, amount: fen.nullable(), since: text.nullable() },
          source: z.object({ kind: FactSourceKind, zh: text, on: text }),
        }),
      )
      .readonly(),
    references: z.array(z.object({ system: text, kind: text, number: text })).readonly(),
    people: z.array(Person).readonly(),
    sections: z.array(Section).readonly(),
    hidden: z.array(z.object({ name: text, ...words, why: z.object(words) })).readonly(),
    timeline: z.object({ entries: z.array(Entry).readonly(), hasMore: z.boolean(), hidden: z.array(text).readonly() }),
    mayReveal: z.boolean(),
    mayAddPapers: z.boolean(),
  }),
})

export const revealPerson = endpoint({
  verb: 'POST',
  path: '/api/persons/:id/id-number',
  params: z.object({ id: z.uuid() }),
  answers: z.object({ idNumber: text }),
})

export const handOverHousehold = endpoint({
  verb: 'POST',
  path: '/api/households/:id/hand-over',
  params: household,
  key: 'once',
  body: z.object({
    place: z.string().max(20).meta({ title: '移交到', en: 'handed over to' }),
    why: z.string().trim().min(2).max(200).meta({ title: '原因', en: 'reason' }),
  }),
  answers: z.null(),
})

/** A photo or PDF for the household's file; multipart, one file. */
export const addPaper = endpoint({
  verb: 'POST',
  path: '/api/households/:id/documents',
  params: household,
  body: z.object({ kind: z.enum(documentKinds).meta({ title: '种类', en: 'kind' }) }),
  key: 'once',
  uploadBytesMax: 40 * 1024 * 1024,
  answers: z.object({ id: text, name: text, isKnown: z.boolean(), isStripped: z.boolean() }),
})

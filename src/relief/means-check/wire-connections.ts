import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** How departments are connected: what travels between the page and the server. No secret is ever among it. */
const text = z.string()
const words = { zh: text, en: text }
const code = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)
const ByDepartment = z.object({ department: code })
const ByChange = ByDepartment.extend({ id: z.uuid() })
const Why = z.string().trim().min(2).max(500)
/** Milliseconds. */
const Timeout = z.int().min(200).max(300_000)

const Unit = z.enum(['fen', 'fen-per-month', 'fen-per-year', 'count', 'day', 'region', 'yes-no', 'text'])
const Fact = z.enum([
  ...(['income.wages', 'income.business', 'income.property', 'income.transfers', 'income.other'] as const),
  ...(['deposits', 'homes', 'vehicles', 'businesses', 'died-on', 'registered-at'] as const),
])
export const itemUnits = Unit.options
export const itemFacts = Fact.options
const Per = z.enum(['person', 'household'])

/** A department of one's own, as the catalogue describes the shipped ones. */
export const DefinitionWire = z.object({
  zh: z.string().trim().min(1).max(40).meta({ title: '部门名称', en: 'name of the department' }),
  en: z.string().trim().min(1).max(80).meta({ title: '英文名称', en: 'English name' }),
  askAgainMinutes: z
    .array(z.int().min(1).max(10_080))
    .max(12)
    .meta({ title: '过几分钟再问', en: 'minutes until asked again' }),
  validDays: z.int().min(1).max(366).meta({ title: '回复有效几天', en: 'days an answer is good for' }),
  items: z
    .array(
      z.object({
        code: code.meta({ title: '项目代码', en: 'code of the item' }),
        zh: z.string().trim().min(1).max(40).meta({ title: '项目', en: 'programme' }),
        en: z.string().trim().min(1).max(80).meta({ title: '项目的英文', en: 'English of the item' }),
        unit: Unit.meta({ title: '单位', en: 'unit' }),
        speaksTo: Fact.nullable().meta({ title: '和什么比', en: 'compared with' }),
        per: Per.meta({ title: '问谁', en: 'about whom' }),
      }),
    )
    .min(1)
    .max(60),
})

export const ConnectionCard = z.object({
  department: text,
  ...words,
  /** `simulated`: the demonstration's own simulator answers. `none`: nobody is asked. */
  state: z.enum(['live', 'simulated', 'off', 'none']),
  baseUrl: text.nullable(),
  timeoutMs: z.number(),
  set: z.object({ by: text, at: text }).nullable(),
  off: z.object({ by: text, at: text, reason: text }).nullable(),
  lastAnswerAt: text.nullable(),
  answersToday: z.number(),
  failedToday: z.number(),
  silentSince: text.nullable(),
  /** Days for which an answer may be decided on. */
  validDays: z.number(),
  askAgainMinutes: z.array(z.number()),
  /** Added here; the others are shipped. */
  isOwn: z.boolean(),
  items: z.array(
    z.object({
      code: text,
      ...words,
      unit: Unit,
      speaksTo: Fact.nullable(),
      per: Per,
    }),
  ),
  /** Waits for a second person. */
  change: z
    .object({
      ...{ id: text, baseUrl: text, timeoutMs: z.number(), hasNewSecret: z.boolean(), why: text, by: text, at: text },
      /** Items of a department of one's own that come with it. */
      items: z.number().nullable(),
      mayAnswer: z.boolean(),
      mayWithdraw: z.boolean(),
    })
    .nullable(),
  mayConnect: z.boolean(),
})
export type ConnectionCard = z.output<typeof ConnectionCard>

export const listConnections = endpoint({
  verb: 'GET',
  path: '/api/department-connections',
  answers: z.array(ConnectionCard),
})
/** Every command answers with all departments as they stand after. */
const command = { verb: 'POST', key: 'once', answers: z.array(ConnectionCard) } as const
const base = '/api/department-connections/:department'
export const askConnection = endpoint({
  ...command,
  path: `${base}/changes`,
  params: ByDepartment,
  body: z.object({
    baseUrl: z.string().max(400).meta({ title: '地址', en: 'address' }),
    /** Sealed at once and never shown again; null keeps the one in use. */
    secret: z.string().min(12).max(200).nullable().meta({ title: '密钥', en: 'secret' }),
    timeoutMs: Timeout.meta({ title: '最多等多久', en: 'longest wait' }),
    /** Of a department the catalogue does not know. */
    definition: DefinitionWire.nullable(),
    why: Why.meta({ title: '为什么', en: 'why' }),
  }),
})
export const answerConnection = endpoint({
  ...command,
  path: `${base}/changes/:id/answer`,
  params: ByChange,
  body: z.object({
    agrees: z.boolean().meta({ title: '同意', en: 'agreement' }),
    why: Why.meta({ title: '怎么核实的', en: 'how it was verified' }),
  }),
})
export const withdrawConnection = endpoint({ ...command, path: `${base}/changes/:id/withdrawal`, params: ByChange })
export const waitForConnection = endpoint({
  ...command,
  path: `${base}/time-out`,
  params: ByDepartment,
  body: z.object({ timeoutMs: Timeout.meta({ title: '最多等多久', en: 'longest wait' }) }),
})
export const switchConnectionOff = endpoint({
  ...command,
  path: `${base}/switch-off`,
  params: ByDepartment,
  body: z.object({ reason: Why.meta({ title: '为什么停用', en: 'why it is switched off' }) }),
})
export const switchConnectionOn = endpoint({
  ...command,
  path: `${base}/switch-on`,
  params: ByDepartment,
  body: z.object({ reason: Why.meta({ title: '为什么启用', en: 'why it is switched on' }) }),
})
/** About a person who does not exist; nothing of the answer is kept. */
export const tryConnection = endpoint({
  verb: 'POST',
  path: `${base}/try-out`,
  params: ByDepartment,
  body: z.object({ of: z.enum(['live', 'asked']).meta({ title: '试哪一个', en: 'which one to try' }) }),
  answers: z.object({
    outcome: z.enum(['answered', 'refused', 'silent']),
    /** What came of it, in words; null when it answered. */
    trouble: z.object(words).nullable(),
    milliseconds: z.number(),
    asked: z.number(),
    answered: z.number(),
    isSimulated: z.boolean(),
  }),
})

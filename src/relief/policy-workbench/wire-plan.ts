import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels of an adjustment plan. */
const text = z.string()
const ById = z.object({ id: z.uuid() })
const Version = z.coerce.number().int().min(1).meta({ title: '您看到的版本', en: 'version you saw' })
const Title = z.string().trim().min(2).max(100).meta({ title: '方案名称', en: 'name of the plan' })
const Item = z.object({
  programme: z.string().max(60),
  key: z.string().max(100),
  tier: z.enum(['urban', 'rural']).nullable(),
  name: z.string().max(100),
  unit: z.string().max(40),
  series: z.string().max(200),
  regions: z.array(z.string().max(12)).max(200).default([]),
  old: z.string().max(40).meta({ title: '现在的数', en: 'value now' }),
  basis: z.string().max(300).meta({ title: '依据', en: 'basis' }),
  value: z.string().max(40).meta({ title: '数', en: 'value' }),
  from: z.string().max(10).meta({ title: '从哪天起', en: 'from' }),
})
export const PlanSheet = z.object({
  id: text,
  region: text,
  place: text,
  title: text,
  document: text,
  state: z.enum(['open', 'released', 'dropped']),
  version: z.number(),
  items: z.array(Item),
  /** Names of the standards in English, by key, as the packs have them. */
  names: z.record(text, text),
  madeName: text,
  madeAt: text,
  releasedName: text.nullable(),
  /** Everything that is still empty, in words; nothing: it may be released. */
  empty: z.array(z.object({ zh: text, en: text })),
  drafts: z.array(z.object({ id: text, title: text, state: text })),
  may: z.object({ edit: z.boolean(), reopen: z.boolean() }),
})
export type PlanSheet = z.output<typeof PlanSheet>

export const listPlans = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/plans',
  answers: z.array(z.object({ id: text, title: text, state: PlanSheet.shape.state, items: z.number() })),
})
export const beginPlan = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/plans',
  body: z.object({ title: Title }),
  answers: z.object({ id: text }),
  key: 'once',
})
export const readPlan = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/plans/:id',
  params: ById,
  answers: PlanSheet,
})
export const editPlan = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/plans/:id',
  params: ById,
  body: z.object({
    version: Version,
    title: Title,
    document: z.string().max(300).meta({ title: '依据的文件', en: 'document' }),
    items: z.array(Item).max(200),
  }),
  answers: PlanSheet,
  key: 'once',
})
export const releasePlan = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/plans/:id/release',
  params: ById,
  body: z.object({ version: Version }),
  answers: PlanSheet,
  key: 'once',
})
/** Takes a release back: drafts not published yet are withdrawn, and the plan is open again. */
export const reopenPlan = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/plans/:id/reopening',
  params: ById,
  body: z.object({
    version: Version,
    reason: z.string().trim().min(2).max(1000).meta({ title: '理由', en: 'reason' }),
  }),
  answers: PlanSheet,
  key: 'once',
})

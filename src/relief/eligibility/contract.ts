import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { AssessmentWire, RequestWire } from './assess/wire.ts'
import { OverlayValue } from './packs/overlay-shape.ts'
import { DayText, MonthText, RegionCode } from './packs/schema.ts'

export type * from './assessment.ts'
export { aidKindOf, aidKinds, aidKindWords, byAidKind, type AidKind } from './aid-kinds.ts'
export { AssessmentWire, RequestWire } from './assess/wire.ts'
export type { PaidCategory, PaidDifference } from './assess/paid-difference.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

/** One row of a household's assessments: enough to choose which to open. */
export const AssessmentRow = z.object({
  id: z.string(),
  programme: z.string(),
  month: z.string(),
  factsOn: z.string(),
  lawOn: z.string(),
  outcome: z.enum(['entitled', 'not-entitled', 'not-enough-known', 'no-rule']),
  class: z.string().nullable(),
  /** Fen per month, as text. */
  amount: z.string().nullable(),
  paidNow: z.string().nullable(),
  simulated: z.boolean(),
  packTitle: z.string(),
  assessedAt: z.string(),
  assessedBy: z.string(),
})
export type AssessmentRow = z.output<typeof AssessmentRow>

export const StoredAssessment = AssessmentRow.extend({
  household: z.object({ id: z.string(), number: z.string(), head: z.string() }),
  /** Beside what is paid now. */
  difference: Words.extend({
    category: z.enum(['matches', 'underpaid', 'overpaid', 'no-longer', 'not-enough-known', 'paid-unknown']),
    amount: z.string().nullable(),
  }),
  /** SHA-256 over class, amount, reasons, parameters and inputs: a replay must give the same. */
  fingerprint: z.string(),
  /** Names of the places whose standards took part, by code. */
  places: z.record(z.string(), z.string()),
  /** The class of aid in both languages; the law names it in Chinese. */
  classWords: Words.nullable(),
  assessment: AssessmentWire,
})
export type StoredAssessment = z.output<typeof StoredAssessment>

const ById = z.object({ id: z.uuid() })

/** One assessment, whole. */
export const readAssessment = endpoint({
  verb: 'GET',
  path: '/api/assessments/:id',
  params: ById,
  answers: StoredAssessment,
})
/** Computes one again by the law and the facts that were kept with it, and says what differs. Keeps nothing. */
export const replayAssessment = endpoint({
  verb: 'GET',
  path: '/api/assessments/:id/replay',
  params: ById,
  answers: z.object({
    isSame: z.boolean(),
    fingerprint: z.string(),
    differences: z.array(Words),
  }),
})
/** All assessments of one household, newest first. */
export const listAssessments = endpoint({
  verb: 'GET',
  path: '/api/households/:id/assessments',
  params: ById,
  answers: z.array(AssessmentRow),
})
/** Assesses a household on the facts in its file and keeps the answer. It pays nobody. */
export const assessHousehold = endpoint({
  verb: 'POST',
  path: '/api/households/:id/assessments',
  params: ById,
  body: z.object({
    programme: z.string().regex(/^[a-z0-9-]{1,60}$/),
    region: RegionCode,
    factsOn: DayText,
    lawOn: DayText,
    month: MonthText,
  }),
  answers: z.object({ id: z.string() }),
  key: 'once',
})
/** Computes on facts that are sent along, every programme with rules for the place; nothing is kept. */
export const previewAssessment = endpoint({
  verb: 'POST',
  path: '/api/assessments/preview',
  body: RequestWire.omit({ programme: true }).extend({
    /** Only these programmes; empty: every one with rules for the place. */
    programmes: z.array(RequestWire.shape.programme).max(60).default([]),
    /** Lets a draft take part; the answer is marked and never pays. */
    simulate: z.boolean().default(false),
    /** Trial values over what we ship, shown as synthetic. */
    parameters: z.array(OverlayValue).max(100).default([]),
  }),
  answers: z.object({
    programmes: z.array(AssessmentWire.extend({ title: Words })),
    /** Facts the rules of the place can ask for: the field as it is sent, and what the packs call it. */
    fields: z.array(Words.extend({ of: z.enum(['household', 'member']), path: z.string() })),
  }),
})
export type Preview = z.output<typeof previewAssessment.answers>

const StatedText = z.object({ path: z.string().max(200), value: z.string().max(60) })

/** What a household may ask for, item by item of the catalogue; three classes, every item in one of them. */
export const MatchedCatalogue = z.object({
  household: z.object({ id: z.string(), number: z.string(), head: z.string() }),
  on: z.string(),
  region: z.string(),
  /** The reader may keep what is filled in. */
  mayKeep: z.boolean(),
  title: Words,
  source: Words,
  status: z.enum(['in-force', 'synthetic']),
  items: z.array(
    Words.extend({
      id: z.string(),
      department: Words,
      class: z.enum(['fits', 'does-not-fit', 'open']),
      /** Computed from a policy pack, or a row of conditions only. */
      by: z.enum(['pack', 'conditions']),
      /** The rule in words, made from the rule itself. */
      rule: Words,
      /** Fen, as text. */
      amount: z.string().nullable(),
      per: z.enum(['month', 'year', 'school-year', 'once', 'status']),
      reasons: z.array(Words.extend({ code: z.string(), article: z.string() })),
      missing: z.array(Words.extend({ path: z.string() })),
      isSimulated: z.boolean(),
    }),
  ),
  /** Facts that can be answered here, those that settle most items first. */
  questions: z.array(
    Words.extend({
      path: z.string(),
      type: z.enum(['yuan', 'number', 'date', 'yes-no', 'choice']),
      unit: z.string(),
      options: z.array(z.object({ value: z.string(), en: z.string() })),
      items: z.number(),
    }),
  ),
})
export type MatchedCatalogue = z.output<typeof MatchedCatalogue>

/** Matches the catalogue on the household's file and on what is answered along; nothing is kept. */
export const matchHousehold = endpoint({
  verb: 'POST',
  path: '/api/households/:id/entitlements',
  params: ById,
  body: z.object({ answers: z.array(StatedText).max(200).default([]) }),
  answers: MatchedCatalogue,
})
/** Facts only some policies ask for, kept in the file like every other: since when, and who says so. */
export const keepStatedFacts = endpoint({
  verb: 'POST',
  path: '/api/households/:id/stated-facts',
  params: ById,
  body: z.object({
    answers: z.array(StatedText).min(1).max(50),
    /** The day from which they hold. */
    from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    source: z.enum(['declared', 'surveyed', 'found']),
    /** Which paper, who said it. */
    says: z.string().trim().min(2).max(200),
  }),
  answers: z.object({ changed: z.boolean() }),
  key: 'once',
})
export const entitlementsPath = (householdId: string): string => `/console/households/${householdId}/entitlements`

/** A programme in one place as the public reads it, made from the packs. */
export const PolicyPage = z.object({
  id: z.string(),
  programme: z.string(),
  region: z.string(),
  place: Words,
  title: Words,
  /** What people say of themselves, where the packs say it. */
  need: Words.nullable(),
  says: Words,
  status: z.enum(['in-force', 'draft', 'synthetic']),
  /** Which version of the rules holds when. */
  versions: z.array(z.object({ title: z.string(), from: z.string(), to: z.string().nullable() })),
  standards: z.array(
    z.object({
      key: z.string(),
      zh: z.string(),
      en: z.string(),
      value: z.string(),
      unit: z.string(),
      tier: z.enum(['urban', 'rural']).nullable(),
      regions: z.array(z.string()),
      validFrom: z.string(),
      validTo: z.string().nullable(),
      knownUntil: z.string().nullable(),
      document: z.string(),
      article: z.string().nullable(),
      status: z.enum(['in-force', 'draft', 'synthetic']),
    }),
  ),
  /** What the place would have to supply before the rules can be applied to every household. */
  notSupplied: z.array(z.object({ key: z.string(), zh: z.string(), en: z.string() })),
  /** The rules in words, from the newest version of the model, each with its articles. */
  rules: z.array(z.object({ name: z.string(), says: z.string(), law: z.array(z.string()) })),
})
export type PolicyPage = z.output<typeof PolicyPage>

export const listPolicies = endpoint({ verb: 'GET', path: '/api/policies', answers: z.array(PolicyPage) })

export const SupposedFact = z.enum([
  'wages',
  'business',
  'property',
  'transfers',
  'other',
  'deduction',
  'deposits',
  'homes',
  'vehicles',
  'businesses',
])

/** A line of a sum that says something else than in another sum of the same household. */
export const ChangedLine = Words.extend({
  id: z.string(),
  unit: z.enum(['fen', 'person', 'month', 'item', 'test']),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** The line stands in one of the two sums only: once one condition fails, those it is joined with are not looked at. */
  onlyIn: z.enum(['before', 'after']).nullable(),
})

/** One fact taken as if it were so, on a stored assessment; nothing is kept. */
export const supposeFacts = endpoint({
  verb: 'POST',
  path: '/api/assessments/:id/what-if',
  params: ById,
  body: z.object({
    supposed: z
      .array(
        z.object({
          member: z.string().max(100).nullable(),
          fact: SupposedFact,
          value: z.string().max(13).nullable(),
        }),
      )
      .max(20),
  }),
  answers: z.object({
    members: z.array(z.object({ id: z.string(), name: z.string() })),
    before: AssessmentWire,
    after: AssessmentWire,
    changed: z.array(ChangedLine),
  }),
})
/** Where pages stand. */
export const whyPath = (id: string): string => `/why/${id}`
export const whyConsolePath = (id: string): string => `/console/assessments/${id}`

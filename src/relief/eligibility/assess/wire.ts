import { z } from 'zod'
import { fen, type Fen } from '#platform/money/index.ts'
import type { Assessment, TreeLine } from '../assessment.ts'
import { DayText, MonthText, Per, RegionCode } from '../packs/schema.ts'

/** How facts and answers travel and are kept: JSON, with money as the text of its fen. */

export const FenText = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .transform((text): Fen => fen(BigInt(text)))

const Source = z.object({
  kind: z.enum(['declared', 'found', 'surveyed', 'listed', 'register', 'synthetic']),
  zh: z.string().max(500),
  on: DayText,
})
/** What is left out is unknown, as is null; never zero. */
const factOf = <Value extends z.ZodType>(value: Value) => z.object({ value, source: Source }).nullable().default(null)

/** Keys of policy packs and what was stated, short texts. */
const Stated = z.record(z.string().regex(/^[a-z0-9.-]{1,60}$/), factOf(z.string().max(60)))
const Income = z.object({ amount: FenText, per: z.enum(['month', 'year']) })
const Member = z.object({
  id: z.string().min(1).max(100),
  name: z.string().max(100).default(''),
  relation: z.enum([
    'head',
    'spouse',
    'child',
    'parent',
    'grandchild',
    'grandparent',
    'sibling',
    'child-in-law',
    'parent-in-law',
    'other',
  ]),
  bornOn: factOf(DayText),
  sex: factOf(z.enum(['male', 'female'])),
  registeredAt: factOf(RegionCode),
  residesAt: factOf(RegionCode),
  urbanRural: factOf(z.enum(['urban', 'rural'])),
  maritalStatus: factOf(z.enum(['single', 'married', 'divorced', 'widowed'])),
  labourCapacity: factOf(z.enum(['full', 'partial', 'none'])),
  disability: factOf(
    z.union([
      z.literal('none'),
      z.object({
        kind: z.enum(['sight', 'hearing', 'speech', 'limb', 'intellectual', 'mental', 'multiple']),
        grade: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
      }),
    ]),
  ),
  seriousIllness: factOf(z.boolean()),
  fullTimeStudy: factOf(z.boolean()),
  counted: factOf(
    z.enum(['counted', 'clergy-apart', 'in-prison', 'compulsory-rehabilitation', 'declared-missing', 'other']),
  ),
  incomes: z
    .object({
      wages: factOf(Income),
      business: factOf(Income),
      property: factOf(Income),
      transfers: factOf(Income),
      other: factOf(Income),
    })
    .prefault({}),
  deduction: factOf(Income),
  stated: Stated.optional(),
})

/** More people under one roof than any household has; a limit against a file that means to be slow. */
const membersMax = 60

export const SituationWire = z.object({
  householdId: z.string().max(100).default(''),
  number: z.string().max(100).default(''),
  members: z.array(Member).max(membersMax),
  deposits: factOf(FenText),
  homes: factOf(z.number().int().min(0).max(1000)),
  vehicles: factOf(z.number().int().min(0).max(1000)),
  businesses: factOf(z.number().int().min(0).max(1000)),
  propertyFinding: factOf(z.enum(['meets', 'fails', 'not-determined'])),
  staffRelative: factOf(z.boolean()),
  paidNow: factOf(FenText),
  stated: Stated.optional(),
})

export const RequestWire = z.object({
  region: RegionCode,
  programme: z.string().regex(/^[a-z0-9-]{1,60}$/),
  factsOn: DayText,
  lawOn: DayText,
  month: MonthText,
  situation: SituationWire,
})

const Words = { zh: z.string(), en: z.string() }
const sourceKinds = ['declared', 'found', 'surveyed', 'listed', 'register', 'synthetic'] as const
const SourceWire = z.object({ kind: z.enum(sourceKinds), zh: z.string(), on: z.string() })
const ParameterUseWire = z.object({
  key: z.string(),
  zh: z.string(),
  value: z.string(),
  unit: z.string(),
  region: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  document: z.string(),
  article: z.string().nullable(),
  status: z.enum(['in-force', 'draft', 'synthetic']),
})
interface TreeLineJson extends Omit<
  TreeLine,
  'lines' | 'from' | 'law' | 'parameter' | 'source' | 'holds' | 'compares'
> {
  readonly from: string[]
  readonly law: string[]
  readonly parameter: z.output<typeof ParameterUseWire> | null
  readonly source: z.output<typeof SourceWire> | null
  readonly holds?: boolean | null | undefined
  readonly compares?: '<' | '≤' | undefined
  readonly lines: TreeLineJson[]
}
const TreeLineWire: z.ZodType<TreeLineJson, TreeLineJson> = z.lazy(() =>
  z.object({
    id: z.string(),
    kind: z.enum(['input', 'parameter', 'sum', 'test', 'result', 'note']),
    ...Words,
    operator: z.enum(['+', '−', '×', '÷', '=']).nullable(),
    amount: z.object({ unit: z.enum(['fen', 'person', 'month', 'item']), value: z.string() }).nullable(),
    from: z.array(z.string()),
    law: z.array(z.string()),
    parameter: ParameterUseWire.nullable(),
    source: SourceWire.nullable(),
    holds: z.boolean().nullable().optional(),
    compares: z.enum(['<', '≤']).optional(),
    lines: z.array(TreeLineWire),
  }),
)

/** The answer as JSON: the contract's `Assessment` with money as text. */
export const AssessmentWire = z.object({
  programme: z.string(),
  region: z.string(),
  factsOn: z.string(),
  lawOn: z.string(),
  month: z.string(),
  outcome: z.enum(['entitled', 'not-entitled', 'not-enough-known', 'no-rule']),
  class: z.string().nullable(),
  amount: z.string().nullable(),
  /** Answers kept before there was anything but monthly aid do not say it. */
  per: Per.default('month'),
  reasons: z.array(z.object({ code: z.string(), ...Words, article: z.string() })),
  missing: z.array(z.object({ path: z.string(), ...Words })),
  possible: z.array(z.object({ ...Words, amount: z.string() })),
  warnings: z.array(z.object({ code: z.string(), ...Words })),
  parameters: z.array(ParameterUseWire),
  tree: z.array(TreeLineWire),
  plain: z.array(z.object(Words)),
  pack: z.object({
    id: z.string(),
    title: z.string(),
    hash: z.string(),
    status: z.enum(['in-force', 'draft', 'synthetic']),
  }),
  simulated: z.boolean(),
})
export type AssessmentWire = z.output<typeof AssessmentWire>

/** `bigint` has no JSON; everything else of facts and answers has. */
export const toWire = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one)))

export const assessmentToWire = (assessment: Assessment): AssessmentWire => AssessmentWire.parse(toWire(assessment))

/** An assessment out of its stored form. The stored tree is kept as it was. */
export function assessmentFromWire(stored: unknown): Assessment {
  const wire = AssessmentWire.parse(stored)
  return {
    ...wire,
    amount: wire.amount === null ? null : fen(BigInt(wire.amount)),
    possible: wire.possible.map((one) => ({ ...one, amount: fen(BigInt(one.amount)) })),
  } as unknown as Assessment
}

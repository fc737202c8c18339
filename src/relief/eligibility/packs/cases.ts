import { z } from 'zod'
import { addMonths, ageOn, day, firstDayOf, yearOf, type Day } from '#platform/clock/index.ts'
import { fen, formatYuan, parseYuan, plainYuan, type Fen } from '#platform/money/index.ts'
import {
  incomeKinds,
  type DisabilityKind,
  type Fact,
  type FactSource,
  type Income,
  type IncomeKind,
  type MemberFacts,
  type Situation,
} from '#registry/households/facts.ts'
import type { Assessment, Outcome } from '../assessment.ts'
import { disabilityWords, outcomeWords, type Words } from '../labels.ts'
import { eligibilityRefusals } from '../refusals.ts'
import type { CodeWords } from './code-words.ts'
import { OverlayValue } from './overlay-shape.ts'
import { DayText, MonthText, Per } from './schema.ts'

/** Worked cases as policy staff write them. An amount left out is zero, property left out is none; `"?"` is unknown. */

const Amount = z.string()
const CaseMember = z.strictObject({
  relation: z
    .enum([
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
    ])
    .optional(),
  /** Full years on the day of the case, or the birth date itself. */
  age: z.number().int().optional(),
  born: DayText.optional(),
  /** Code of the place of registration; the place of the pack when left out. */
  registered: z.string().optional(),
  wages: Amount.optional(),
  business: Amount.optional(),
  property: Amount.optional(),
  transfers: Amount.optional(),
  other: Amount.optional(),
  deduction: Amount.optional(),
  study: z.boolean().optional(),
  labour: z.enum(['full', 'partial', 'none']).optional(),
  live: z.enum(['urban', 'rural', '?']).optional(),
  /** `肢体1` is kind and level, `none` is no certificate, `"?"` is unknown. */
  disability: z.string().optional(),
  ill: z.union([z.boolean(), z.literal('?')]).optional(),
  marital: z.enum(['single', 'married', 'divorced', 'widowed']).optional(),
  /** Facts only this programme asks for, by key. Left out is unknown. */
  stated: z.record(z.string(), z.string()).optional(),
  counted: z.enum(['clergy-apart', 'in-prison', 'compulsory-rehabilitation', 'declared-missing', 'other']).optional(),
})
type CaseMember = z.output<typeof CaseMember>

export const WorkedCase = z.strictObject({
  name: z.string().min(1),
  month: MonthText,
  /** Facts and law as of this day; the first day of the month when left out. */
  on: DayText.optional(),
  simulate: z.boolean().default(false),
  parameters: z.array(OverlayValue).default([]),
  live: z.enum(['urban', 'rural', '?']).optional(),
  /** Facts of the household only this programme asks for, by key. */
  stated: z.record(z.string(), z.string()).optional(),
  paid: Amount.optional(),
  members: z.array(CaseMember).min(1),
  deposits: Amount.default('0'),
  homes: z.number().int().default(0),
  vehicles: z.number().int().default(0),
  businesses: z.number().int().default(0),
  finding: z.enum(['meets', 'fails', 'not-determined']).optional(),
  expect: z.strictObject({
    outcome: z.enum(['entitled', 'not-entitled', 'not-enough-known', 'no-rule']),
    amount: Amount.optional(),
    reasons: z.array(z.string()).optional(),
    missing: z.array(z.string()).optional(),
    possible: z.array(Amount).optional(),
    class: z.string().optional(),
    per: Per.optional(),
    /** Codes that must be among the warnings. */
    warnings: z.array(z.string()).optional(),
  }),
})
export type WorkedCase = z.output<typeof WorkedCase>
export const CasesFile = z.strictObject({ cases: z.array(WorkedCase).min(1) })

const sourceOn = (on: Day): FactSource => ({ kind: 'listed', zh: '算例', on })

/** The household a case describes. */
export function situationOfCase(one: WorkedCase, region: string): Situation {
  const on = one.on ?? firstDayOf(one.month)
  const known = <Value>(value: Value): Fact<Value> => ({ value, source: sourceOn(on) })
  return {
    householdId: 'case',
    number: 'case',
    members: one.members.map((member, index) => memberOfCase(member, { index, one, on, region })),
    deposits: one.deposits === '?' ? null : known(parseYuan(one.deposits)),
    homes: known(one.homes),
    vehicles: known(one.vehicles),
    businesses: known(one.businesses),
    propertyFinding: one.finding ? known(one.finding) : null,
    staffRelative: null,
    paidNow: one.paid === undefined ? null : known(parseYuan(one.paid)),
    ...statedOf(one.stated, sourceOn(on)),
  }
}

const statedOf = (stated: Readonly<Record<string, string>> | undefined, source: FactSource) =>
  stated === undefined
    ? {}
    : { stated: Object.fromEntries(Object.entries(stated).map(([key, value]) => [key, { value, source }])) }

function disabilityOf(text: string | undefined): Exclude<MemberFacts['disability'], null>['value'] | null {
  if (text === undefined || text === '?') return null
  if (text === 'none') return 'none'
  const kind = (Object.keys(disabilityWords) as DisabilityKind[]).find((one) =>
    text.startsWith(disabilityWords[one].zh),
  )
  const grade = Number(text.at(-1))
  if (kind === undefined || !(grade === 1 || grade === 2 || grade === 3 || grade === 4))
    throw eligibilityRefusals.badFact({ fact: '残疾', value: text })
  return { kind, grade }
}

function memberOfCase(
  member: CaseMember,
  {
    index,
    one,
    on,
    region,
  }: { readonly index: number; readonly one: WorkedCase; readonly on: Day; readonly region: string },
): MemberFacts {
  const known = <Value>(value: Value): Fact<Value> => ({ value, source: sourceOn(on) })
  const born = member.born ?? (member.age === undefined ? null : birthDateFor(member.age, on))
  const disability = disabilityOf(member.disability)
  const incomes = Object.fromEntries(incomeKinds.map((kind) => [kind, incomeOf(member[kind], sourceOn(on))]))
  return {
    id: String(index + 1),
    name: `居民${'甲乙丙丁戊己庚辛壬癸'[index] ?? '甲'}${String(index + 1).padStart(4, '0')}`,
    relation: member.relation ?? (index === 0 ? 'head' : 'other'),
    bornOn: born === null ? null : known(born),
    sex: null,
    registeredAt: member.registered === '?' ? null : known(member.registered ?? region),
    residesAt: null,
    urbanRural: (member.live ?? one.live) === '?' ? null : known((member.live ?? one.live ?? 'rural') as 'rural'),
    maritalStatus: member.marital ? known(member.marital) : null,
    labourCapacity: member.labour ? known(member.labour) : null,
    disability: disability === null ? null : known(disability),
    seriousIllness: member.ill === undefined || member.ill === '?' ? null : known(member.ill),
    fullTimeStudy: known(member.study ?? false),
    counted: known(member.counted ?? 'counted'),
    incomes: incomes as Record<IncomeKind, Fact<Income>>,
    deduction: incomeOf(member.deduction, sourceOn(on)),
    ...statedOf(member.stated, sourceOn(on)),
  }
}

/** `"1500.00"` is by the month, `"12000.00/年"` by the year. */
function incomeOf(text: string | undefined, source: FactSource): Fact<Income> {
  if (text === '?') return null
  const [amount = '0', per] = (text ?? '0').split('/')
  return { value: { amount: parseYuan(amount), per: per === '年' ? 'year' : 'month' }, source }
}

/** Born on the first of the month of the case, so that the age holds on its day. */
function birthDateFor(age: number, on: Day): Day {
  const born = day(`${yearOf(on) - age}-${on.slice(5, 7)}-01`)
  return ageOn(born, on) === age ? born : firstDayOf(addMonths(on.slice(0, 7) as never, -12 * age))
}

/** Whether the answer says what the case expects. */
export const agrees = (one: WorkedCase, answer: Assessment): boolean =>
  disagreements(one, answer, asWritten).length === 0

const sameInBoth = (code: string): Words => ({ zh: code, en: code })
const asWritten: CodeWords = { reason: sameInBoth, warning: sameInBoth, missing: sameInBoth }

/** What the answer says otherwise than the case expects, in words; empty when they agree. */
export function disagreements(one: WorkedCase, answer: Assessment, words: CodeWords): Words[] {
  const { expect } = one
  const codes = answer.reasons.map(({ code }) => code)
  const paths = answer.missing.map(({ path }) => path)
  const possible = answer.possible.map(({ amount }) => plainYuan(amount))
  return [
    ...(expect.outcome === answer.outcome ? [] : [outcomeOtherwise(expect.outcome, answer.outcome)]),
    ...(expect.amount === undefined || answer.amount === parseYuan(expect.amount)
      ? []
      : [amountOtherwise(parseYuan(expect.amount), answer.amount)]),
    ...(expect.class === undefined || expect.class === answer.class
      ? []
      : [otherwise(named.class, expect.class, answer.class)]),
    ...(expect.per === undefined || expect.per === answer.per ? [] : [perOtherwise(expect.per, answer.per)]),
    ...differing(named.reasons, { expected: expect.reasons, found: codes, words: words.reason }),
    ...differing(named.missing, { expected: expect.missing, found: paths, words: words.missing }),
    ...differing(named.possible, { expected: expect.possible, found: possible, words: sameInBoth }),
    ...(expect.warnings ?? [])
      .filter((code) => !answer.warnings.some((warning) => warning.code === code))
      .map(words.warning)
      .map(({ zh, en }) => ({ zh: `应有提醒“${zh}”，没有`, en: `the warning “${en}” is lacking` })),
    ...(answer.outcome === 'entitled' && answer.per !== 'status' && (answer.amount ?? fen(0)) <= 0n
      ? [{ zh: '说够条件，却没有钱', en: 'entitled, and yet no amount' }]
      : []),
  ]
}

/** What a case expects, by the names its file uses. */
const named = {
  class: { zh: '类别', en: 'class' },
  reasons: { zh: '理由', en: 'reasons' },
  missing: { zh: '缺少', en: 'missing' },
  possible: { zh: '可能', en: 'possible amounts' },
} as const

const otherwise = (what: Words, expected: string, found: string | null): Words => ({
  zh: `${what.zh}应为 ${expected}，算出 ${found ?? '没有'}`,
  en: `${what.en}: ${expected} expected, ${found ?? 'none'} computed`,
})

const amountOtherwise = (expected: Fen, found: Fen | null): Words => ({
  zh: `应得 ${formatYuan(expected)} 元，算出${found === null ? '没有数' : ` ${formatYuan(found)} 元`}`,
  en: `amount: ${formatYuan(expected)} yuan expected, ${found === null ? 'none' : `${formatYuan(found)} yuan`} computed`,
})

const perOtherwise = (expected: Assessment['per'], found: Assessment['per']): Words => ({
  zh: `应为${perNames[expected].zh}，算出${perNames[found].zh}`,
  en: `${perNames[expected].en} expected, ${perNames[found].en} computed`,
})

const perNames: Readonly<Record<Assessment['per'], Words>> = {
  month: { zh: '按月发', en: 'paid by the month' },
  year: { zh: '按年发', en: 'paid by the year' },
  'school-year': { zh: '按学年发', en: 'paid by the school year' },
  once: { zh: '发一次', en: 'paid once' },
  status: { zh: '只认定、不发钱', en: 'a status without money' },
}

const outcomeOtherwise = (expected: Outcome, found: Outcome): Words => ({
  zh: `结论应为“${outcomeWords[expected].zh}”，算出“${outcomeWords[found].zh}”`,
  en: `outcome: ${outcomeWords[expected].en} expected, ${outcomeWords[found].en} computed`,
})

interface Lists {
  readonly expected: readonly string[] | undefined
  readonly found: readonly string[]
  readonly words: (code: string) => Words
}

function differing(what: Words, { expected, found, words }: Lists): Words[] {
  if (expected === undefined || expected.toSorted().join() === found.toSorted().join()) return []
  const [should, is] = [expected.map(words), found.map(words)]
  const list = (of: readonly Words[], language: keyof Words, none: string): string =>
    of.length === 0 ? none : of.map((one) => `“${one[language]}”`).join(language === 'zh' ? '、' : ', ')
  return [
    {
      zh: `${what.zh}应为${list(should, 'zh', '没有')}，算出${list(is, 'zh', '没有')}`,
      en: `${what.en}: ${list(should, 'en', 'none')} expected, ${list(is, 'en', 'none')} computed`,
    },
  ]
}

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { day, type Day } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Department } from './department.ts'

/** Askings of one department in a row before a person has to; also how far a row may stretch a working day. */
const triesMax = 12
const code = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)
const words = { zh: z.string().min(1).max(40), en: z.string().min(1).max(80) }
const facts = [
  ...(['income.wages', 'income.business', 'income.property', 'income.transfers', 'income.other'] as const),
  ...(['deposits', 'homes', 'vehicles', 'businesses', 'died-on', 'registered-at'] as const),
] as const

const Item = z.strictObject({
  code,
  ...words,
  unit: z.enum(['fen', 'fen-per-month', 'fen-per-year', 'count', 'day', 'region', 'yes-no', 'text']),
  speaksTo: z.enum(facts).nullable(),
  per: z.enum(['person', 'household']),
})

/** Which units can speak to a fact: money to income, counts to homes; a row that mixes them is refused at start. */
const unitsOf = (fact: (typeof facts)[number]): readonly string[] => {
  if (fact.startsWith('income.')) return ['fen-per-month', 'fen-per-year']
  if (fact === 'deposits') return ['fen']
  if (fact === 'died-on') return ['day']
  return fact === 'registered-at' ? ['region'] : ['count']
}

export const DepartmentRow = z
  .strictObject({
    code,
    ...words,
    timeoutMs: z.int().min(200).max(300_000),
    askAgainMinutes: z.array(z.int().min(1).max(10_080)).max(triesMax),
    validDays: z.int().min(1).max(366),
    items: z.array(Item).min(1).max(60),
  })
  .refine(({ items }) => new Set(items.map((item) => item.code)).size === items.length, {
    message: '项目代码不能重复',
    params: { en: 'no two items may have the same code' },
  })
  .refine(({ items }) => items.every(({ speaksTo, unit }) => speaksTo === null || unitsOf(speaksTo).includes(unit)), {
    message: '单位和要比的事实对不上，例如套数不能和工资比',
    params: { en: 'a unit does not fit the fact it is compared with: a count of homes is not held against wages' },
  })

const Catalogue = z.strictObject({
  bases: z.array(z.strictObject({ from: z.string().transform(day), zh: z.string(), en: z.string() })).min(1),
  departments: z.array(DepartmentRow).min(1).max(40),
})

export interface DepartmentCatalogue {
  readonly departments: readonly Department[]
  /** What entitles the office to ask, by the day of asking. */
  readonly basisOn: (on: Day) => { readonly zh: string; readonly en: string }
}

/** The shipped rows. A county's own departments stand in its connections. */
export function readCatalogue(
  text: string = readFileSync(new URL('./catalogue.yaml', import.meta.url), 'utf8'),
): DepartmentCatalogue {
  const { bases, departments } = Catalogue.parse(parse(text))
  return {
    departments,
    basisOn: (on) => {
      const { zh, en } = given(
        bases.findLast(({ from }) => from <= on),
        'a legal basis for asking on that day',
      )
      return { zh, en }
    },
  }
}

import { day, type Day } from '#platform/clock/index.ts'
import type { DepartmentItem, ItemUnit } from '../departments/department.ts'
import type { AnswerItem } from '../connector/protocol.ts'

/** A value as the database keeps it: money as the digits of its fen. */
export interface FoundValue {
  readonly unit: ItemUnit
  readonly value: string | number | boolean
}

/** What one item of an answer came to. */
export interface ItemAnswer {
  readonly code: string
  readonly outcome: 'found' | 'none'
  readonly value: FoundValue | null
  readonly dataOn: Day
}

/** 10 000 000 000 yuan: more is a department's slip of the pen, not a family's savings. */
const fenDigitsMax = 12
const countMax = 999

/**
 * Reads the items of an answer against the rows that were asked for. Null when one of them does not fit its row (another
 * unit, a negative sum, data from the future, an item twice or one nobody asked for): then nothing of the answer counts.
 */
export function readItems(
  asked: readonly DepartmentItem[],
  answered: readonly AnswerItem[],
  today: Day,
): readonly ItemAnswer[] | null {
  const read = answered.map((one) => readItem(asked, one, today))
  if (read.includes(null)) return null
  const items = read.filter((one) => one !== null)
  return new Set(items.map(({ code }) => code)).size === items.length ? items : null
}

function readItem(asked: readonly DepartmentItem[], one: AnswerItem, today: Day): ItemAnswer | null {
  const row = asked.find(({ code }) => code === one.code)
  if (row === undefined || one.dataOn > today) return null
  const dataOn = day(one.dataOn)
  if (one.outcome === 'none') return { code: row.code, outcome: 'none', value: null, dataOn }
  if (one.unit !== row.unit || !fits(row.unit, one.value, today)) return null
  return { code: row.code, outcome: 'found', value: { unit: row.unit, value: one.value }, dataOn }
}

function fits(unit: ItemUnit, value: string | number | boolean, today: Day): boolean {
  switch (unit) {
    case 'fen':
    case 'fen-per-month':
    case 'fen-per-year':
      return typeof value === 'string' && new RegExp(`^(0|[1-9]\\d{0,${fenDigitsMax - 1}})$`).test(value)
    case 'count':
      return typeof value === 'number' && value >= 0 && value <= countMax
    case 'day':
      return typeof value === 'string' && isDay(value) && value <= today
    case 'region':
      return typeof value === 'string' && /^\d{6}(\d{3}(\d{3})?)?$/.test(value)
    case 'yes-no':
      return typeof value === 'boolean'
    case 'text':
      return typeof value === 'string' && value !== ''
  }
}

export function isDay(text: string): text is Day {
  try {
    return day(text) === text
  } catch {
    return false
  }
}

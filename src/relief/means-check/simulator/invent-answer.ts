import { createHash } from 'node:crypto'
import type { AnswerItem, Ask } from '../connector/protocol.ts'
import type { Department, DepartmentItem } from '../departments/department.ts'
import type { Mood } from '../wire.ts'
import type { DeclaredPerson } from './declared-person.ts'

export interface Invention {
  readonly department: Department
  readonly ask: Ask
  /** What the simulator was told about everybody it knows. */
  readonly known: ReadonlyMap<string, DeclaredPerson>
  readonly mood: Mood
  /** `2026-03-02` */
  readonly today: string
}

/** One person in six has more in the books than in the application, always the same ones. */
export const contradicts = (idNumber: string): boolean => createHash('sha256').update(idNumber).digest()[0]! % 6 === 0

/** Answers that follow from the ID number, the county's own file and the mood, and from nothing else. */
export const inventItems = (invention: Invention): AnswerItem[] =>
  invention.department.items
    .filter(({ code }) => invention.ask.items.includes(code))
    .map((item) => inventItem(item, invention))

function inventItem(item: DepartmentItem, invention: Invention): AnswerItem {
  const dataOn = dataDay(item, invention.today)
  const value = item.speaksTo === 'died-on' ? deathOf(invention) : declaredValue(item, invention)
  return value === null
    ? { code: item.code, outcome: 'none', dataOn }
    : { code: item.code, outcome: 'found', unit: item.unit, value, dataOn }
}

/** Yearly books close with the year, monthly ones with the month; registers are of today. */
function dataDay({ unit }: DepartmentItem, today: string): string {
  if (unit === 'fen-per-year') return `${Number(today.slice(0, 4)) - 1}-12-31`
  return unit === 'fen-per-month' ? `${today.slice(0, 7)}-01` : today
}

/** With the mood for it, the last of a household who is not its head has died today; of one alone, that one. */
function deathOf({ ask, known, mood, today }: Invention): string | null {
  if (mood !== 'death') return null
  const person = known.get(ask.subjects[0] ?? '')
  if (person === undefined) return null
  const others = [...known.values()].filter((one) => one.household === person.household && !one.isHead)
  const last = others.toSorted((one, other) => (one.idNumber < other.idNumber ? -1 : 1)).at(-1) ?? person
  return last.idNumber === person.idNumber ? today : null
}

function declaredValue(item: DepartmentItem, invention: Invention): string | number | boolean | null {
  const { department, ask, known, mood } = invention
  if (item.speaksTo === null) return auxiliary(item)
  // What several items speak to together is found with the first of them.
  const first = department.items.find(({ speaksTo }) => speaksTo === item.speaksTo)
  const isSummed = item.speaksTo === 'deposits'
  if (isSummed && first !== item) return null
  const told = ask.subjects.flatMap((one) => known.get(one)?.facts[item.speaksTo ?? ''] ?? [])[0]
  const isOdd =
    mood === 'contradicting' ||
    (item.unit === 'fen-per-month' && item.speaksTo === 'income.wages' && isContradicted(ask))
  if (told === undefined) return mood === 'contradicting' ? surplusAlone(item, ask) : null
  return valueIn(item, told.value, isOdd && !told.isTrue ? surplusOf(item, ask) : 0n)
}

const isContradicted = ({ subjects }: Ask): boolean => subjects.some(contradicts)

/** Nobody told of it, and it is there all the same. */
const surplusAlone = (item: DepartmentItem, ask: Ask): string | number | null =>
  item.unit === 'region' || item.unit === 'fen-per-month' || item.unit === 'fen-per-year'
    ? null
    : valueIn(item, item.unit === 'fen' ? '0/once' : '0', surplusOf(item, ask))

/** How much more than declared is found; a second look finds that most of it was a mistake. */
function surplusOf({ unit }: DepartmentItem, { purpose }: Ask): bigint {
  const isFirst = purpose === 'means-check'
  switch (unit) {
    case 'fen':
      return isFirst ? 8_000_000n : 500_000n
    case 'fen-per-month':
      return isFirst ? 110_000n : 5_000n
    case 'fen-per-year':
      return isFirst ? 1_320_000n : 60_000n
    default:
      return isFirst ? 1n : 0n
  }
}

function valueIn({ unit }: DepartmentItem, text: string, surplus: bigint): string | number | null {
  const [amount = '0', per] = text.split('/')
  switch (unit) {
    case 'fen':
      return per === 'once' ? String(BigInt(amount) + surplus) : null
    case 'fen-per-month':
      if (per === 'year') return BigInt(amount) % 12n === 0n ? String(BigInt(amount) / 12n + surplus) : null
      return String(BigInt(amount) + surplus)
    case 'fen-per-year':
      return String(BigInt(amount) * (per === 'month' ? 12n : 1n) + surplus)
    case 'count':
      return Number(amount) + Number(surplus)
    case 'region':
      return surplus > 0n ? '999902' : text
    case 'day':
    case 'yes-no':
    case 'text':
      return text
  }
}

const auxiliary = ({ unit }: DepartmentItem): string | boolean | null =>
  unit === 'yes-no' ? false : unit === 'text' ? '模拟数据' : null

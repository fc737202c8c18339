import type { Day } from '#platform/clock/index.ts'
import type { Refusal } from '#platform/errors/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Cell, SheetRow } from '#platform/sheets/index.ts'
import type { RegionDirectory } from '#registry/regions/contract.ts'
import type { ColumnName } from '../columns/columns.ts'
import { parseIdNumber, type Identity } from '../columns/parse-identity.ts'
import {
  cut,
  isRead,
  parseAmount,
  parseCount,
  parseDay,
  parseWord,
  type Mend,
  type Reading,
} from '../columns/parse-values.ts'
import { rowProblems } from '../columns/problems.ts'
import type { Header, Heading, Per } from './header.ts'
import { compactValues, type RowValues } from './row-values.ts'

/** An amount as it was read: with the unit of its column. */
export interface ReadAmount {
  readonly amount: Fen
  readonly per: Per | null
}
/** A number of another kind than the ID number: nothing else is known from it. */
export interface OtherNumber {
  readonly number: string
  readonly bornOn?: undefined
  readonly sex?: undefined
}
export type Value = string | number | boolean | Day | Identity | OtherNumber | ReadAmount

export interface RowProblem {
  /** Letter of the column, or null for the row as a whole. */
  readonly column: string | null
  readonly refusal: Refusal
}

export interface PersonRow {
  readonly row: number
  readonly values: RowValues
  readonly problems: RowProblem[]
  readonly mends: readonly Mend[]
}

export interface RowSetting {
  readonly header: Header
  readonly directory: RegionDirectory
  readonly readPlace: (text: string) => Reading<string>
  /** Cells read before, by column and text. */
  readonly known: Map<string, Reading<Value>>
  /** The day up to which something may have happened: the later of today and the day of the facts. */
  readonly today: Day
}

/** Names and numbers are short; an address in a name column is a shifted row. */
const textMax = 60

/** Reads one row: every cell by its column, every fault said; an empty cell says nothing. */
export function readPersonRow({ number, cells }: SheetRow, setting: RowSetting): PersonRow {
  const values = new Map<ColumnName, Value>()
  const problems: RowProblem[] = []
  const mends: Mend[] = []
  for (const heading of setting.header.headings) {
    const { column, index, letter } = heading
    const cell = cells[index]
    if (!column || !cell) continue
    if (column.name === 'idNumber' && isOtherDocument(cells, setting)) {
      const text = readText(cell, column.zh)
      if (isRead(text)) values.set('idNumber', { number: text.value })
      else problems.push({ column: letter, refusal: text.problem })
      continue
    }
    const reading = readOnce(cell, heading, setting)
    if (isRead(reading)) {
      values.set(column.name, owned(reading.value))
      if (reading.mends.length > 0) mends.push(...reading.mends)
    } else problems.push({ column: letter, refusal: reading.problem })
  }
  const row: PersonRow = {
    row: number,
    values: compactValues(values),
    problems,
    mends: mends.length === 0 ? noMends : mends,
  }
  problems.push(...acrossCells(row, setting))
  return row
}

/** `0`, `否` and the village's name stand in thousands of rows: each is read once and its value is shared. */
function readOnce(cell: Cell, heading: Heading, setting: RowSetting): Reading<Value> {
  const { reads } = heading.column!
  if (reads === 'text' || reads === 'id-number') return readCell(cell, heading, setting)
  const key = `${heading.index}/${cell.kind}/${cell.text}`
  const before = setting.known.get(key)
  if (before) return before
  const reading = readCell(cell, heading, setting)
  if (setting.known.size < knownMax) setting.known.set(copied(key), reading)
  return reading
}
const knownMax = 20_000
const noMends: readonly Mend[] = []

/**
 * A text cut out of a file keeps the whole piece it was cut from in memory; 50,000 of them keep the whole file. Copied,
 * they keep themselves only. Short ones are copied by the engine anyway.
 */
function owned(value: Value): Value {
  if (typeof value === 'string') return copied(value)
  return typeof value === 'object' && 'number' in value ? { ...value, number: copied(value.number) } : value
}
const copied = (text: string): string => (text.length > 12 ? Buffer.from(text).toString() : text)

/** The number of a passport or the like is no ID number and is kept as written. */
function isOtherDocument(cells: SheetRow['cells'], { header }: RowSetting): boolean {
  const heading = header.headings.find(({ column }) => column?.name === 'documentKind')
  const cell = heading && cells[heading.index]
  if (!cell || !heading.column) return false
  const kind = parseWord(cell, heading.column)
  return isRead(kind) && kind.value === 'other'
}

function readCell(cell: Cell, { column, per }: Heading, setting: RowSetting): Reading<Value> {
  if (cell.kind === 'error') return { problem: rowProblems.formulaEmpty({ text: cell.text || '空' }) }
  switch (column!.reads) {
    case 'text':
      return readText(cell, column!.zh)
    case 'id-number':
      return parseIdNumber(cell, setting.today, setting.directory)
    case 'place':
      return setting.readPlace(cell.text)
    case 'words':
      return parseWord(cell, column!) as Reading<Value>
    case 'amount': {
      const reading = parseAmount(cell, column!, per)
      return isRead(reading) ? { value: { amount: reading.value, per }, mends: reading.mends } : reading
    }
    case 'count':
      return parseCount(cell, column!)
    case 'day':
      return notLater(parseDay(cell, 'day'), cell, setting.today)
    case 'month':
      return parseDay(cell, 'month')
  }
}

const notLater = (reading: Reading<Day>, { text }: Cell, today: Day): Reading<Day> =>
  isRead(reading) && reading.value > today ? { problem: rowProblems.inFuture({ text }) } : reading

/** Text is kept as it is, whatever it looks like: HTML and formulas are letters here. */
function readText({ text }: Cell, column: string): Reading<string> {
  const value = text.replace(/[\s\u200b\ufeff]+/g, ' ').trim()
  if (value.length > textMax) return { problem: rowProblems.tooLong({ column, length: value.length, max: textMax }) }
  return { value, mends: [] }
}

function acrossCells({ values, problems }: PersonRow, { header }: RowSetting): RowProblem[] {
  const found: RowProblem[] = []
  const letterOf = (name: ColumnName): string | null =>
    header.headings.find(({ column }) => column?.name === name)?.letter ?? null
  const isBroken = (name: ColumnName): boolean => problems.some(({ column }) => column === letterOf(name))
  const say = (name: ColumnName, refusal: Refusal): void => void found.push({ column: letterOf(name), refusal })
  for (const [name, zh] of [
    ['number', '户号'],
    ['name', '姓名'],
    ['relation', '与户主关系'],
  ] as const)
    if (values[name] === undefined && !isBroken(name)) say(name, rowProblems.missing({ column: zh }))
  const identity = values.idNumber as Identity | OtherNumber | undefined
  const kind = values.documentKind
  if (identity && (kind === 'none-newborn' || kind === 'none-unregistered')) say('idNumber', rowProblems.idWithNone())
  if (identity?.bornOn && values.bornOn !== undefined && values.bornOn !== identity.bornOn)
    say('bornOn', rowProblems.idAgainstBirth({ written: String(values.bornOn), birth: identity.bornOn }))
  if (identity?.sex && values.sex !== undefined && values.sex !== identity.sex) say('sex', rowProblems.idAgainstSex())
  const { disabilityKind, disabilityGrade } = values
  if (
    disabilityKind !== undefined &&
    disabilityKind !== 'none' &&
    disabilityGrade === undefined &&
    !isBroken('disabilityGrade')
  )
    say('disabilityGrade', rowProblems.gradeWithoutKind())
  if (disabilityGrade !== undefined && disabilityKind === undefined && !isBroken('disabilityKind'))
    say('disabilityKind', rowProblems.gradeWithoutKind())
  return found
}

/** How a household-wide value is told: by text, so that two rows can be compared. */
export const asText = (value: Value): string => {
  if (typeof value !== 'object') return cut(String(value))
  if ('amount' in value) return `${value.amount}/${value.per ?? ''}`
  return value.number
}

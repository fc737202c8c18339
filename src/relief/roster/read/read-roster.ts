import type { Day } from '#platform/clock/index.ts'
import type { Sheet, SheetNotes, SheetRow } from '#platform/sheets/index.ts'
import type { RegionDirectory } from '#registry/regions/contract.ts'
import { createPlaceReader } from '../columns/parse-identity.ts'
import type { Mend } from '../columns/parse-values.ts'
import { rosterRowsMax } from '../contract.ts'
import { rosterRefusals } from '../refusals.ts'
import { headerWithinRows, readHeader, type Header, type HeadingChoices } from './header.ts'
import { gatherHouseholds, type ListedHousehold } from './households.ts'
import { readPersonRow, type PersonRow } from './person-row.ts'
import { settleUnits } from './units.ts'

/** A list, read on trial: nothing was recorded anywhere. */
export interface Roster {
  readonly header: Header
  readonly notes: SheetNotes
  readonly rows: number
  readonly formulas: number
  readonly households: readonly ListedHousehold[]
  /** Ways of writing understood without asking: how many cells. */
  readonly mends: ReadonlyMap<Mend, number>
  /** Cells of headings that were guessed, as written: what the question is asked with. */
  readonly samples: ReadonlyMap<string, readonly string[]>
}

export interface RosterSetting {
  readonly directory: RegionDirectory
  /** Region of the law: places are looked for there first. */
  readonly region: string | null
  readonly today: Day
  readonly choices?: HeadingChoices
  readonly onProgress?: (rows: number) => void
}

const samplesMax = 200
const rowsAtATime = 500

/**
 * Reads a list to its end: every cell by its column, then every household as a whole. Faults are collected, not thrown.
 * @throws noHeading, missingColumns, columnTwice, noRows, tooManyRows, and what reading the file may refuse
 */
export async function readRoster(sheet: Sheet, setting: RosterSetting): Promise<Roster> {
  const first: SheetRow[] = []
  const rows = sheet.rows[Symbol.asyncIterator]()
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    first.push(next.value)
    if (first.length === headerWithinRows) break
  }
  const read = readHeader(first, setting.choices)
  const samples = new Map<string, string[]>()
  const sampled: SheetRow[] = first.filter(({ number }) => number > read.row)
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    sampled.push(next.value)
    if (sampled.length === samplesMax) break
  }
  for (const { letter, index, column } of read.headings)
    if (column?.reads === 'amount')
      samples.set(
        letter,
        sampled.flatMap(({ cells }) => cells[index]?.text ?? []),
      )
  const header = settleUnits(read, samples)
  const { directory, region, today, onProgress } = setting
  const rowSetting = { header, directory, today, readPlace: createPlaceReader(directory, region), known: new Map() }
  const persons: PersonRow[] = []
  const mends = new Map<Mend, number>()
  let formulas = 0
  const take = (row: SheetRow): void => {
    if (isEmptyFor(row, header)) return
    if (persons.length === rosterRowsMax) throw rosterRefusals.tooManyRows({ max: rosterRowsMax })
    const person = readPersonRow(row, rowSetting)
    for (const mend of person.mends) mends.set(mend, (mends.get(mend) ?? 0) + 1)
    formulas += row.cells.filter((cell) => cell?.isFormula).length
    persons.push(person)
  }
  sampled.forEach(take)
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    take(next.value)
    if (persons.length % rowsAtATime === 0) {
      onProgress?.(persons.length)
      // Others are served in between.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  if (persons.length === 0) throw rosterRefusals.noRows()
  const households = gatherHouseholds(persons, header)
  return { header, notes: sheet.notes, rows: persons.length, formulas, households, mends, samples }
}

/** Rows without number, name and ID number are sums and signatures at the foot of a list, or a template's leftover. */
const isEmptyFor = ({ cells }: SheetRow, { headings }: Header): boolean => {
  const has = (name: string): boolean =>
    headings.some(({ column, index }) => column?.name === name && cells[index] !== undefined)
  return !has('number') && !has('name') ? true : isTotal(cells)
}

const isTotal = (cells: SheetRow['cells']): boolean =>
  cells.some((cell) => cell !== undefined && /^(合\s*计|总\s*计|小\s*计)/.test(cell.text)) &&
  cells.filter((cell) => cell !== undefined).length < 6

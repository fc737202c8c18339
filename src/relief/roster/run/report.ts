import { formatYuan, fen } from '#platform/money/index.ts'
import { openSheet, type SheetRow } from '#platform/sheets/index.ts'
import type { Preview } from '#registry/households/contract.ts'
import { maskIdNumber } from '#registry/households/index.ts'
import type { z } from 'zod'
import type { BadRow, DryRun, Guess, HeldHousehold } from '../contract.ts'
import { noticesOf } from '../notices.ts'
import type { Header } from '../read/header.ts'
import type { Roster } from '../read/read-roster.ts'
import { medianOf } from '../read/units.ts'
import type { InputFile, Trial, TrialHousehold } from './trial.ts'

export interface Absent {
  readonly householdId: string
  readonly number: string
}

/** What a dry run found, whole. Kept sealed beside the run; pages of it are shown. */
export interface Report extends Pick<
  DryRun,
  'sheet' | 'rows' | 'ready' | 'held' | 'mended' | 'matched' | 'columns' | 'lacking' | 'guesses' | 'heldHouseholds'
> {
  readonly badRows: readonly z.output<typeof BadRow>[]
  readonly absent: readonly Absent[]
}

export async function reportOf(
  trial: Trial,
  inputs: readonly InputFile[],
  { previews, absent }: { readonly previews: readonly Preview[]; readonly absent: readonly Absent[] },
): Promise<Report> {
  const { first, households } = trial
  const ready = households.filter(({ household }) => !household.isHeld)
  const held = households.filter(({ household }) => household.isHeld)
  const persons = (of: readonly TrialHousehold[]): number => of.reduce((sum, one) => sum + one.household.rows.length, 0)
  const bad = (one: TrialHousehold): number => one.household.rows.filter(({ problems }) => problems.length > 0).length
  const matchedBy = (by: Preview['matchedBy']): number =>
    previews.filter((one) => one.refusal === null && one.matchedBy === by).length
  return {
    sheet: first.notes.sheet,
    rows: first.rows,
    ready: { households: ready.length, persons: persons(ready) },
    held: { households: held.length, persons: persons(held), badRows: held.reduce((sum, one) => sum + bad(one), 0) },
    mended: noticesOf(first),
    matched: { byNumber: matchedBy('number'), byIdNumber: matchedBy('id-number'), fresh: matchedBy(null) },
    columns: first.header.headings.map(({ letter, title, column }) => ({
      letter,
      title,
      field: column && { zh: column.zh, en: column.en },
    })),
    lacking: first.header.lacking.map(({ zh, en }) => ({ zh, en })),
    guesses: first.header.headings.flatMap((heading) => guessOf(heading, first)),
    heldHouseholds: held.map((one): z.output<typeof HeldHousehold> => ({
      number: one.household.number,
      head: String(one.household.rows.find(({ values }) => values.relation === 'head')?.values.name ?? ''),
      persons: one.household.rows.length,
      bad: bad(one),
    })),
    badRows: await badRowsOf(held, inputs, trial),
    absent,
  }
}

function guessOf({ letter, title, column, per, isUnitGuessed }: Header['headings'][number], { samples }: Roster) {
  if (!isUnitGuessed || !column) return []
  const texts = samples.get(letter) ?? []
  const median = medianOf(texts)
  const option = (unit: 'month' | 'year') => ({
    value: `${column.name}:${unit}`,
    zh: unit === 'month' ? '元/月' : '元/年',
    en: unit === 'month' ? 'yuan a month' : 'yuan a year',
  })
  const middle = median === undefined ? [] : [`中间数 ${formatYuan(fen(Math.round(median * 100)))}`]
  const guess: z.output<typeof Guess> = {
    column: letter,
    title,
    field: { zh: column.zh, en: column.en },
    samples: [...texts.filter((text) => text !== '0').slice(0, 5), ...middle],
    options: [option('month'), option('year'), { value: 'none', zh: `不是${column.zh}`, en: `not ${column.en}` }],
    chosen: `${column.name}:${per ?? 'month'}`,
  }
  return [guess]
}

/** More bad rows than this and the list itself is the wrong one; the download has them all. */
const badRowsMax = 5_000

/** The rows as written, from the file they stand in; ID numbers masked. */
async function badRowsOf(
  held: readonly TrialHousehold[],
  inputs: readonly InputFile[],
  { first }: Trial,
): Promise<z.output<typeof BadRow>[]> {
  const rosters = [first, ...new Set(held.map(({ roster }) => roster).filter((roster) => roster !== first))]
  const found: z.output<typeof BadRow>[] = []
  for (const roster of rosters) {
    const own = held.filter((one) => one.roster === roster)
    const wanted = new Map(
      own.flatMap(({ household }) =>
        household.rows
          .filter(({ problems }) => problems.length > 0)
          .map((row) => [row.row, { row, household }] as const),
      ),
    )
    const input = roster === first ? inputs[0] : inputs.at(-1)
    if (!input || wanted.size === 0) continue
    const sheet = await openSheet(input.path, input.name)
    try {
      for await (const sheetRow of sheet.rows) {
        const one = wanted.get(sheetRow.number)
        if (!one || found.length >= badRowsMax) continue
        found.push({
          row: sheetRow.number,
          household: one.household.number,
          cells: cellsOf(sheetRow, roster.header),
          problems: one.row.problems.map(({ column, refusal }) => ({
            column,
            kind: refusal.code.slice(refusal.code.indexOf('.') + 1),
            zh: refusal.zh,
            en: refusal.en,
          })),
        })
      }
    } finally {
      await sheet.close()
    }
  }
  return found
}

const cellsOf = ({ cells }: SheetRow, { headings }: Header): Record<string, string> =>
  Object.fromEntries(
    headings.flatMap(({ index, letter, column }) => {
      const text = cells[index]?.text
      if (text === undefined) return []
      return [[letter, column?.name === 'idNumber' ? maskIdNumber(text) : text.slice(0, 200)]]
    }),
  )

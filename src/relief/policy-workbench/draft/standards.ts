import { isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml'
import { day, type Day } from '#platform/clock/index.ts'
import { parseYuan } from '#platform/money/index.ts'
import { workbenchRefusals } from '../refusals.ts'
import {
  entryGone,
  entrySet,
  itemBefore,
  itemGone,
  itemsAdded,
  listEmptied,
  placed,
  spliced,
  type Splice,
} from './yaml-text.ts'

/** One value as an officer types it: from which day, which document. */
export interface ValueRow {
  readonly value: string
  readonly from: string
  readonly to?: string | undefined
  readonly knownUntil?: string | undefined
  readonly document: string
  readonly number?: string | undefined
  readonly article?: string | undefined
}

/** All values of one parameter out of one source, in place of what the file says about it. */
export interface SeriesEdit {
  readonly key: string
  readonly tier: 'urban' | 'rural' | null
  readonly series: string
  /** Places the source names; none: the place of the pack. One source may say another value in another place. */
  readonly regions?: readonly string[]
  readonly rows: readonly ValueRow[]
}

export interface NamedParameter {
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly type: 'yuan' | 'number' | 'text'
}

/**
 * Rows in order of time, each whole and sourced, one value a day, no hole.
 *
 * @throws dayMissing, valueMissing, valueWrong, sourceMissing, endsBeforeItBegins, rowsOverlap, rowsApart
 */
export function checkedRows({ rows }: SeriesEdit, parameter: NamedParameter): readonly ValueRow[] {
  const name = namesOf(parameter)
  const said = rows.map((row, index) => ({ ...wholeRow(row, parameter, index), index }))
  const ordered = said.toSorted((left, right) => (left.from < right.from ? -1 : 1))
  for (const [place, { index, from, to }] of ordered.entries()) {
    const next = ordered[place + 1]
    if (to !== undefined && to <= from)
      throw workbenchRefusals.endsBeforeItBegins({ ...name, since: from, on: to }, `rows.${index}.to`)
    if (next === undefined) continue
    if (next.from === from || (to !== undefined && to > next.from))
      throw workbenchRefusals.rowsOverlap({ ...name, on: next.from }, `rows.${next.index}.from`)
    if (to !== undefined && to < next.from)
      throw workbenchRefusals.rowsApart({ ...name, since: to, on: next.from }, `rows.${index}.to`)
  }
  return ordered.map(({ index: _, ...row }) => row)
}

const dayAsTyped = (text: string) => (text === '' ? { on: '空着', onEn: 'empty' } : { on: text, onEn: text })
const namesOf = ({ zh, en }: NamedParameter) => ({ name: zh, nameEn: en })

function wholeRow(row: ValueRow, parameter: NamedParameter, index: number): ValueRow {
  const { type } = parameter
  const name = namesOf(parameter)
  const at = (field: string): string => `rows.${index}.${field}`
  for (const field of ['from', 'to', 'knownUntil'] as const) {
    const text = row[field]?.trim() ?? ''
    if (field === 'from' ? !isDay(text) : text !== '' && !isDay(text))
      throw workbenchRefusals.dayMissing({ ...name, ...dayAsTyped(text) }, at(field))
  }
  const value = row.value.trim()
  if (value === '') throw workbenchRefusals.valueMissing({ ...name, on: row.from }, at('value'))
  if (!isOfType(value, type))
    throw workbenchRefusals.valueWrong(
      { ...name, on: row.from, value, type: typeWords[type].zh, typeEn: typeWords[type].en },
      at('value'),
    )
  if (row.document.trim() === '') throw workbenchRefusals.sourceMissing({ ...name, on: row.from }, at('document'))
  return withoutEmpty({ ...row, value })
}

const typeWords = {
  yuan: { zh: '金额（元，不小于零，最多两位小数）', en: 'an amount (yuan, zero or more, two decimals at most)' },
  number: { zh: '不小于零的数字', en: 'a number of zero or more' },
  text: { zh: '文字', en: 'a text' },
} as const

function isOfType(value: string, type: NamedParameter['type']): boolean {
  if (type === 'text') return true
  if (type === 'number') return /^\d+(\.\d+)?$/.test(value)
  return !value.startsWith('-') && attempt(() => parseYuan(value))
}
const isDay = (text: string): boolean => attempt((): Day => day(text))

function attempt(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}

const withoutEmpty = (row: ValueRow): ValueRow => {
  const { value, from, document, ...rest } = row
  const told = Object.entries(rest).filter(([, text]) => text !== undefined && text.trim() !== '')
  return { value, from, document: document.trim(), ...Object.fromEntries(told) }
}

const emptyFile = 'standards: []\n'

/** `standards.yaml` with this series in place of the old one; every comment and every other row stays as it is written. */
export function withSeries(written: string | undefined, edit: SeriesEdit): string {
  const text = written ?? emptyFile
  const all = placed(text).get('standards')
  if (!isSeq(all))
    throw workbenchRefusals.unreadable({
      file: 'standards.yaml',
      why: '没有 standards 这一项，请补上',
      whyEn: 'it has no entry “standards”; put it in',
    })
  const index = all.items.findIndex((item) => isMap(item) && isThis(item, edit))
  const known = all.items[index]
  if (edit.rows.length === 0) return index < 0 ? text : withoutSeries(text, all, index)
  if (isMap(known)) return spliced(text, rowsChanged(text, known, edit.rows))
  const { key, series, tier, regions = [], rows } = edit
  const added = { key, series, for: tier ?? undefined, regions: regions.length > 0 ? regions : undefined, rows }
  return spliced(text, itemsAdded(text, all, [added]))
}

/** A list that has lost its last item says that it is empty. */
const withoutSeries = (text: string, all: YAMLSeq, index: number): string =>
  all.items.length === 1 ? spliced(text, [listEmptied(text, all)]) : spliced(text, [itemGone(text, all, index)])

/** A row is known by its first day: what is the same in it stays as it is written. */
function rowsChanged(text: string, series: YAMLMap, rows: readonly ValueRow[]): Splice[] {
  const list = series.get('rows')
  const old = isSeq(list) ? list.items.filter((item) => isMap(item)) : []
  const rowOn = (day: string) => old.find((item) => String(item.get('from')) === day)
  const isSameDays = old.length === rows.length && rows.every(({ from }) => rowOn(from) !== undefined)
  if (!isSeq(list) || old.length !== list.items.length || (list.flow === true && !isSameDays))
    return [entrySet(text, series, 'rows', rows)]
  const gone = old.flatMap((item, index) =>
    rows.some(({ from }) => from === String(item.get('from'))) ? [] : [itemGone(text, list, index)],
  )
  const said = rows.flatMap((row): Splice[] => {
    const known = rowOn(row.from)
    if (known) return rowChanged(text, known, row)
    const next = old.findIndex((item) => String(item.get('from')) > row.from)
    return next < 0 ? [] : [itemBefore(text, list, next, row)]
  })
  const newest = rows.filter(({ from }) => old.every((item) => String(item.get('from')) < from))
  return [...gone, ...said, ...itemsAdded(text, list, newest, 'row')]
}

const fields = ['value', 'from', 'to', 'knownUntil', 'document', 'number', 'article'] as const

const rowChanged = (text: string, known: YAMLMap, row: ValueRow): Splice[] =>
  fields.flatMap((field): Splice[] => {
    const [was, is] = [known.get(field), row[field]]
    if ((was ?? null) === null ? is === undefined : String(was) === is) return []
    if (is !== undefined) return [entrySet(text, known, field, is)]
    const gone = entryGone(text, known, field)
    return gone === null ? [] : [gone]
  })

const isThis = (item: YAMLMap, { key, series, tier, regions = [] }: SeriesEdit): boolean =>
  item.get('key') === key &&
  item.get('series') === series &&
  (item.get('for') ?? null) === tier &&
  placesIn(item.get('regions')) === placesIn(regions)

/** The same places in another order are the same places. */
function placesIn(said: unknown): string {
  const codes = isSeq(said) ? (said.toJSON() as readonly unknown[]) : Array.isArray(said) ? said : []
  return codes.map(String).toSorted().join(' ')
}

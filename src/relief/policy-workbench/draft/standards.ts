import { isMap, isSeq, parseDocument, YAMLMap, type Document } from 'yaml'
import { day, type Day } from '#platform/clock/index.ts'
import { parseYuan } from '#platform/money/index.ts'
import { workbenchRefusals } from '../refusals.ts'

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
  readonly type: 'yuan' | 'number' | 'text'
}

/**
 * Rows in order of time, each whole and sourced, one value a day, no hole.
 *
 * @throws dayMissing, valueMissing, valueWrong, sourceMissing, endsBeforeItBegins, rowsOverlap, rowsApart
 */
export function checkedRows({ rows }: SeriesEdit, parameter: NamedParameter): readonly ValueRow[] {
  const name = parameter.zh
  const said = rows.map((row, index) => ({ ...wholeRow(row, parameter, index), index }))
  const ordered = said.toSorted((left, right) => (left.from < right.from ? -1 : 1))
  for (const [place, { index, from, to }] of ordered.entries()) {
    const next = ordered[place + 1]
    if (to !== undefined && to <= from)
      throw workbenchRefusals.endsBeforeItBegins({ name, since: from, on: to }, `rows.${index}.to`)
    if (next === undefined) continue
    if (next.from === from || (to !== undefined && to > next.from))
      throw workbenchRefusals.rowsOverlap({ name, on: next.from }, `rows.${next.index}.from`)
    if (to !== undefined && to < next.from)
      throw workbenchRefusals.rowsApart({ name, since: to, on: next.from }, `rows.${index}.to`)
  }
  return ordered.map(({ index: _, ...row }) => row)
}

function wholeRow(row: ValueRow, { zh: name, type }: NamedParameter, index: number): ValueRow {
  const at = (field: string): string => `rows.${index}.${field}`
  for (const field of ['from', 'to', 'knownUntil'] as const) {
    const text = row[field]?.trim() ?? ''
    if (field === 'from' ? !isDay(text) : text !== '' && !isDay(text))
      throw workbenchRefusals.dayMissing({ name, on: text === '' ? '空着' : text }, at(field))
  }
  const value = row.value.trim()
  if (value === '') throw workbenchRefusals.valueMissing({ name, on: row.from }, at('value'))
  if (!isOfType(value, type))
    throw workbenchRefusals.valueWrong(
      { name, on: row.from, value, type: typeWords[type].zh, typeEn: typeWords[type].en },
      at('value'),
    )
  if (row.document.trim() === '') throw workbenchRefusals.sourceMissing({ name, on: row.from }, at('document'))
  return withoutEmpty({ ...row, value })
}

const typeWords = {
  yuan: { zh: '金额（元，最多两位小数）', en: 'an amount (yuan, two decimals at most)' },
  number: { zh: '数字', en: 'a number' },
  text: { zh: '文字', en: 'a text' },
} as const

function isOfType(value: string, type: NamedParameter['type']): boolean {
  if (type === 'text') return true
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(value)
  return attempt(() => parseYuan(value))
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

/** `standards.yaml` with this series in place of the old one; every comment and every other series stays as it is. */
export function withSeries(text: string | undefined, edit: SeriesEdit): string {
  const file = parseDocument(text ?? emptyFile)
  const all = file.get('standards')
  if (!isSeq(all))
    throw workbenchRefusals.unreadable({
      file: 'standards.yaml',
      why: '没有 standards 这一项，请补上',
      whyEn: 'it has no entry “standards”; put it in',
    })
  const index = all.items.findIndex((item) => isMap(item) && isThis(item, edit))
  if (edit.rows.length === 0) {
    if (index >= 0) all.delete(index)
    return textOf(file)
  }
  const rows = file.createNode(edit.rows.map((row) => ({ ...row })))
  for (const row of isSeq(rows) ? rows.items : []) if (isMap(row)) row.flow = true
  const known = all.items[index]
  if (isMap(known)) known.set('rows', rows)
  else {
    const { key, series, tier, regions = [] } = edit
    const added = new YAMLMap<string, unknown>()
    added.set('key', key)
    added.set('series', series)
    if (tier !== null) added.set('for', tier)
    if (regions.length > 0) added.set('regions', [...regions])
    added.set('rows', rows)
    all.flow = false
    all.add(added)
  }
  return textOf(file)
}

/** Rows on one line are written as the shipped files write them, so that a row nobody touched is no change. */
const textOf = (file: Document): string =>
  file.toString({ lineWidth: 0 }).replaceAll(/^(\s*rows: )\[ (\{.*\}) \]$/gm, '$1[$2]')

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

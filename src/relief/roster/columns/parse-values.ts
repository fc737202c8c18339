import { day, type Day } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { fen, parseYuan, type Fen } from '#platform/money/index.ts'
import { dayOfSerial, type Cell } from '#platform/sheets/index.ts'
import type { Column } from './columns.ts'
import { rowProblems } from './problems.ts'
import type { Words } from './words.ts'

/** Ways of writing that are understood without asking, counted so that the person sees what was understood. */
export type Mend = 'full-width' | 'thousands' | 'excel-day' | 'written-month'

/** A cell, read: its value, or what is wrong with it. An empty cell is never given here. */
export type Reading<Value> = { readonly value: Value; readonly mends: readonly Mend[] } | { readonly problem: Refusal }

export const isRead = <Value>(reading: Reading<Value>): reading is Extract<Reading<Value>, { value: Value }> =>
  'value' in reading

const wrong = (problem: Refusal): { problem: Refusal } => ({ problem })
const dashes = /^[—–－\-_/／\\一]+$/
/** A hundred million yuan: no income, payment or deposit of a household on a list. */
const amountMax = fen(10_000_000_000)

const tidy = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b\ufeff]+/g, '')
const fullWidth = (text: string): Mend[] => (/[０-９．，]/.test(text) ? ['full-width'] : [])

export function parseAmount({ text }: Cell, column: Column, per: 'month' | 'year' | null): Reading<Fen> {
  if (dashes.test(text.trim())) return wrong(rowProblems.dash({ text: text.trim(), none: '0' }))
  const unit = /[/每]?(年|月)$/.exec(tidy(text))?.[1]
  const said = unit === '年' ? 'year' : unit === '月' ? 'month' : per
  if (said !== per) return wrong(rowProblems.otherUnit({ text, unit: per === 'year' ? '年' : '月' }))
  const plain = tidy(text).replace(/元?[/每]?(年|月)$/, '')
  if (/^\d{1,3}\.\d{3},\d{1,2}$/.test(plain) || /^\d+,\d{1,2}$/.test(plain))
    return wrong(rowProblems.twoReadings({ text }))
  try {
    // Tenths of a fen from a formula of Excel are no amount: the office decides what it pays.
    const amount = parseYuan(plain)
    if (amount < 0n) return wrong(rowProblems.negative({ text, column: column.zh }))
    if (amount > amountMax) return wrong(rowProblems.tooLarge({ text }))
    return { value: amount, mends: [...fullWidth(text), ...(/\d,\d/.test(plain) ? (['thousands'] as const) : [])] }
  } catch {
    return wrong(rowProblems.notAnAmount({ text }))
  }
}

export function parseCount({ text }: Cell, column: Column): Reading<number> {
  if (dashes.test(text.trim())) return wrong(rowProblems.dash({ text: text.trim(), none: '0' }))
  const plain = tidy(text).replace(/[套辆台个处间]$/, '')
  if (plain === '无' || plain === '没有') return { value: 0, mends: [] }
  if (/^-\d+$/.test(plain)) return wrong(rowProblems.negative({ text, column: column.zh }))
  if (!/^\d{1,3}$/.test(plain)) return wrong(rowProblems.notACount({ text }))
  return { value: Number(plain), mends: fullWidth(text) }
}

/** Writes ２０１９年８月, 2019.8, 2019/8/1, 20190801 and Excel's day numbers as a day; a month is its first day. */
export function parseDay(cell: Cell, needs: 'day' | 'month'): Reading<Day> {
  const { text, kind } = cell
  if (kind === 'day') return { value: day(text), mends: ['excel-day'] }
  if (dashes.test(text.trim())) return wrong(rowProblems.dash({ text: text.trim(), none: '日期' }))
  const plain = tidy(text).replace(/日$/, '')
  // A number 2019.1 may have been 2019.10: Excel drops the last zero.
  const cut = kind === 'number' ? /^(\d{4})\.1$/.exec(plain) : null
  if (cut) return wrong(rowProblems.dayUnclear({ text, year: cut[1]! }))
  const found =
    /^(\d{4})[年\-/.·](\d{1,2})月?(?:[-/.·]?(\d{1,2}))?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})?$/.exec(plain)
  if (!found) {
    const serial = /^\d{4,6}(\.\d+)?$/.test(plain) ? dayOfSerial(Number(plain)) : undefined
    if (serial !== undefined && serial > '1910-01-01') return { value: serial, mends: ['excel-day'] }
    return wrong(rowProblems.notADate({ text }))
  }
  const [, year = '', month = '', dayOfMonth] = found
  if (dayOfMonth === undefined && needs === 'day') return wrong(rowProblems.dayNeeded({ text }))
  try {
    const value = day(`${year}-${month.padStart(2, '0')}-${(dayOfMonth ?? '1').padStart(2, '0')}`)
    return { value, mends: /[年.]/.test(plain) ? ['written-month'] : [] }
  } catch {
    return wrong(rowProblems.noSuchDay({ text }))
  }
}

const plainWord = (text: string): string =>
  tidy(text)
    .replace(/^\d+[.、:]/, '')
    .replace(/[()（）"“”'：:;；。]/g, '')
    .toUpperCase()

const lookUps = new WeakMap<Words<unknown>, ReadonlyMap<string, unknown>>()

/** The word itself, one of its other names, or what it was likely meant to be. */
export function parseWord({ text }: Cell, column: Column): Reading<unknown> {
  const words = column.words ?? []
  let known = lookUps.get(words)
  if (!known) {
    known = new Map(words.flatMap(([value, ...names]) => names.map((name) => [plainWord(name), value] as const)))
    lookUps.set(words, known)
  }
  const written = plainWord(text)
  if (known.has(written)) return { value: known.get(written), mends: [] }
  if (dashes.test(text.trim())) return wrong(rowProblems.dash({ text: text.trim(), none: words[0]?.[1] ?? '无' }))
  const nearest = nearestWord(written, words)
  if (nearest) return wrong(rowProblems.didYouMean({ text: cut(text), column: column.zh, nearest }))
  const choices = words.map(([, name]) => name).join('、')
  return wrong(rowProblems.notInList({ text: cut(text), column: column.zh, choices }))
}

/** Long texts are quoted by their beginning. */
export const cut = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text)

function nearestWord(written: string, words: Words<unknown>): string | undefined {
  let best: { name: string; score: number } | undefined
  for (const [, ...names] of words)
    for (const name of names) {
      const plain = plainWord(name)
      if (plain.length < 2) continue
      const common = [...new Set(plain)].filter((letter) => written.includes(letter)).length
      const score = common / Math.max(plain.length, written.length)
      if (score >= 0.5 && score > (best?.score ?? 0)) best = { name: names[0]!, score }
    }
  return best?.name
}

import { compareValues } from '../values/compare.ts'
import { parseDate, parseDateTime, parseTime } from '../values/dates.ts'
import { parseDuration } from '../values/durations.ts'
import { parseNumber } from '../values/number.ts'
import { Range, openEnd } from '../values/range.ts'
import { parseTemporal } from '../values/temporal.ts'
import type { Value } from '../values/value.ts'

/** Reads a range written as text, as `range("[1..5)")` does: the ends are literals. */
export function parseRange(written: string): Range | null {
  const text = written.trim()
  const opening = text[0]
  const closing = text.at(-1)
  if (!opening || !closing || text.length < 4 || !'[(]'.includes(opening) || !'])['.includes(closing)) return null
  const inner = text.slice(1, -1)
  const cut = inner.indexOf('..')
  if (cut < 0) return null
  const low = readEnd(inner.slice(0, cut).trim())
  const high = readEnd(inner.slice(cut + 2).trim())
  const [hasLow, hasHigh] = [opening === '[', closing === ']']
  if (low === null || high === null || (low === 'open' && high === 'open')) return null
  if ((low === 'open' && hasLow) || (high === 'open' && hasHigh)) return null
  const [from, until] = [low === 'open' ? openEnd : low, high === 'open' ? openEnd : high]
  const order = low === 'open' || high === 'open' ? -1 : compareValues(low, high)
  return order === null || order > 0 ? null : new Range({ low: from, high: until, hasLow, hasHigh })
}

const callShape = /^(date and time|date|time|duration)\s*\(\s*"([^"]*)"\s*\)$/

/** One end: a number, a quoted text, `@"…"` or `date("…")`; `open` when nothing is written. */
function readEnd(text: string): Value | 'open' | null {
  if (text === '' || text === 'null') return 'open'
  const called = callShape.exec(text)
  if (called) {
    const written = called[2] ?? ''
    const readers = { date: parseDate, time: parseTime, 'date and time': parseDateTime, duration: parseDuration }
    return readers[called[1] as keyof typeof readers](written)
  }
  if (text.startsWith('@"') && text.endsWith('"')) return parseTemporal(text.slice(2, -1))
  if (/^"[^"]*"$/.test(text)) return text.slice(1, -1)
  return parseNumber(text)
}

/** Offsets of named time zones, from the zone data that ships with Node. */

const formats = new Map<string, Intl.DateTimeFormat | null>()
/** Years outside this range have no zone data; the rules of the nearest year with the same calendar are used. */
const firstYear = 1800
const lastYear = 2300

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone)
  if (known !== undefined) return known
  let made: Intl.DateTimeFormat | null = null
  if (/^[A-Za-z][A-Za-z0-9_+\-/]{0,60}$/.test(zone)) {
    try {
      made = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      })
    } catch {
      made = null
    }
  }
  if (formats.size < 1000) formats.set(zone, made)
  return made
}

export const isZone = (zone: string): boolean => formatOf(zone) !== null

/** Offset from UTC in seconds of the zone at an instant, given in milliseconds. */
function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
  const parts: Record<string, number> = {}
  for (const part of format.formatToParts(instant)) if (part.type !== 'literal') parts[part.type] = Number(part.value)
  const wall = Date.UTC(
    parts['year'] ?? 0,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  )
  return Math.round((wall - Math.floor(instant / 1000) * 1000) / 1000)
}

/** Offset in seconds of the zone at a wall-clock moment; after a gap the later offset, in an overlap the earlier. */
export function offsetOf(zone: string, year: number, daySeconds: number, dayOfYear: number): number {
  const format = formatOf(zone)
  if (!format) return 0
  const nearYear = Math.min(Math.max(year, firstYear), lastYear)
  const wall = Date.UTC(nearYear, 0, 1) + (dayOfYear - 1) * 86_400_000 + daySeconds * 1000
  const before = offsetAt(format, wall - 86_400_000)
  const guess = offsetAt(format, wall - before * 1000)
  return guess === before ? before : offsetAt(format, wall - guess * 1000) === guess ? guess : before
}

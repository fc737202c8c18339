import { parseDate, parseDateTime, parseTime } from './dates.ts'
import { parseDuration } from './durations.ts'
import type { Temporal } from './value.ts'

/** Reads any date, time or duration. */
export const parseTemporal = (text: string): Temporal | null =>
  parseDate(text) ?? parseDateTime(text) ?? parseTime(text) ?? parseDuration(text)

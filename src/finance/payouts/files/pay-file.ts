import type { Month } from '#platform/clock/index.ts'
import { sumFen, type Fen } from '#platform/money/index.ts'

/** One line of a file to the bank: who is paid what into which account. */
export interface PayFileLine {
  /** Our own mark of the line, unique in the file; the answer carries it back. */
  readonly reference: string
  readonly holder: string
  /** Digits only. */
  readonly account: string
  readonly amount: Fen
  readonly month: Month
  /** What the family sees on its statement: `低保金2026年4月`. */
  readonly purpose: string
}

/** A file that goes to the bank, as a thing. `batch` tells it from every other file of the bureau. */
export interface PayFile {
  readonly batch: string
  readonly lines: readonly PayFileLine[]
}

export const sumOf = (lines: readonly { readonly amount: Fen }[]): Fen => sumFen(lines.map(({ amount }) => amount))

/** `6217001234567890123` → `****0123`: enough to tell accounts apart in a sentence. */
export const accountTail = (account: string): string => `****${account.slice(-4)}`

/** The bank's answer to one line. */
export interface LineAnswer {
  readonly reference: string
  readonly result: 'paid' | 'returned'
  readonly code: string | null
  readonly reason: string | null
}

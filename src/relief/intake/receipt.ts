import { randomInt } from 'node:crypto'

/** After every five wrong codes the receipt is closed for a while, so that nobody tries them by machine. */
const wrongBeforePause = 5
/** Milliseconds it stays closed. */
const closedForMs = 15 * 60_000
/** Wrong codes since the last right one, after which only a new code from the window helps: 25 chances in a million. */
const wrongInAll = 25

/** Six digits, drawn evenly from all million codes. */
export const newSecret = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0')

export interface Attempts {
  readonly wrong: number
  readonly closedUntil: Date | null
}

/** Whether a code may be tried now. `until` null: closed until a new code is fetched. */
export function mayTry(
  { wrong, closedUntil }: Attempts,
  at: Date,
): { readonly may: true } | { readonly may: false; readonly until: Date | null } {
  if (wrong >= wrongInAll) return { may: false, until: null }
  if (closedUntil !== null && at < closedUntil) return { may: false, until: closedUntil }
  return { may: true }
}

/** After one more wrong code. */
export const afterWrong = ({ wrong }: Attempts, at: Date): Attempts => ({
  wrong: wrong + 1,
  closedUntil: (wrong + 1) % wrongBeforePause === 0 ? new Date(at.getTime() + closedForMs) : null,
})

/** As people write it: full-width digits and spaces change nothing. */
export const secretAsTyped = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '')
export const numberAsTyped = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase()

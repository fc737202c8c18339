import type { Box, Vault } from '#platform/crypto/index.ts'

/** Ties a ciphertext to its row. */
export const wordsUse = {
  why: (id: string): string => `payouts.hold:${id}`,
  closing: (id: string): string => `payouts.hold-closing:${id}`,
} as const

/**
 * What was said of a family, as a keyed digest: the same words about the same family are found again, and nobody who reads
 * the table learns them or sees that two families have them in common.
 */
export const digestOf = (vault: Vault, { householdId, why }: { householdId: string; why: string }): Buffer =>
  vault.lookup('payouts.hold', `${householdId}\0${why}`)

/** Why a hold was set: sealed, or in clear from before words were sealed. */
export interface SaidWhy {
  readonly why: string | null
  readonly words: Buffer | null
}
export const openWhy = (box: Box, id: string, { why, words }: SaidWhy): string =>
  words === null ? (why ?? '') : box.open(words, wordsUse.why(id))

/** Why it was closed; null while it is open. */
export interface SaidClosing {
  readonly closedReason: string | null
  readonly closedWords: Buffer | null
}
export const openClosing = (box: Box, id: string, { closedReason, closedWords }: SaidClosing): string | null =>
  closedWords === null ? closedReason : box.open(closedWords, wordsUse.closing(id))

/** The hold that keeps a line, or ended it: columns of `h`, joined by the hold of the line. */
export interface LineHold extends SaidWhy, SaidClosing {
  readonly holdId: string | null
  readonly state: string
  /** The bank's words, or why the right gave no more. */
  readonly reason: string | null
}
/** Why a line is not paid, as far as anybody said it. */
export function openReason(box: Box, line: LineHold): string | null {
  if (line.reason !== null || line.holdId === null) return line.reason
  return line.state === 'stopped' ? openClosing(box, line.holdId, line) : openWhy(box, line.holdId, line)
}

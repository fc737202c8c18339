import type { Box } from '#platform/crypto/index.ts'

/** Ties a ciphertext to its row. */
export const wordsUse = {
  step: (id: string): string => `casework.step:${id}`,
  opinion: (id: string): string => `casework.opinion:${id}`,
  proposal: (id: string): string => `casework.proposal:${id}`,
  decision: (id: string): string => `casework.decision:${id}`,
} as const

/** Several texts of one row, sealed as one. */
export const sealAll = (box: Box, words: object, use: string): Buffer => box.seal(JSON.stringify(words), use)

export const openAll = <Words extends object>(box: Box, sealed: Buffer, use: string): Words =>
  JSON.parse(box.open(sealed, use)) as Words

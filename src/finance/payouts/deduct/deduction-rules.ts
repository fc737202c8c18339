import { z } from 'zod'
import type { Day } from '#platform/clock/index.ts'
import { Bug } from '#platform/errors/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import { readRules, regionFiles } from '#registry/regions/index.ts'

/** Whether, and how far, a place lets an agreed repayment be kept back from later payments. */
export interface DeductionRule {
  /** At most this share of what is due for the month, whole percent, below a hundred: something is always paid. */
  readonly sharePercentMax: number
  /** Whose consent it takes, in the words of the place. */
  readonly consent: string
  /** Document and article. */
  readonly source: string
}

/** Null: the place has not said, so nothing may be kept back there. National and provincial documents are silent. */
export type FindDeductionRule = (ask: { readonly places: readonly string[]; readonly on: Day }) => DeductionRule | null

/** The rest of a fen stays with the family. */
export const capOf = ({ sharePercentMax }: DeductionRule, due: Fen): Fen => fen((due * BigInt(sharePercentMax)) / 100n)

const File = z.strictObject({
  deduction: z.array(
    z.strictObject({
      from: z.iso.date(),
      'share-percent-max': z.number().int().min(1).max(99),
      consent: z.string().min(4),
      source: z.string().min(4),
    }),
  ),
})
type File = z.output<typeof File>

/** Every `<region>/recovery.yaml` below the policy folder. @throws Bug naming the file that cannot be read */
export function loadDeductionRules(policyFolder: string): FindDeductionRule {
  const files = regionFiles(policyFolder, 'recovery.yaml', readRecoveryFile)
  return ({ places, on }) => {
    for (const place of places) {
      const found = files.get(place)?.findLast(({ from }) => from <= on)
      if (found) return { sharePercentMax: found['share-percent-max'], consent: found.consent, source: found.source }
    }
    return null
  }
}

/** Versions in the order of their days. @throws Bug naming the file and what is wrong with it */
export function readRecoveryFile(text: string, name: string): File['deduction'] {
  const { deduction } = readRules(text, name, File)
  for (const [index, { from }] of deduction.entries())
    if (index > 0 && from <= (deduction[index - 1]?.from ?? '')) throw new Bug(`${name}: ${from} does not come later`)
  return deduction
}

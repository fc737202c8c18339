import type { Fen } from '#platform/money/index.ts'
import type { Outcome } from '#relief/eligibility/index.ts'

/** What one law says about one household in one month. */
export interface Said {
  readonly outcome: Outcome
  /** Fen a month; null when not enough is known, or no rule holds. */
  readonly amount: Fen | null
}

export type ChangeKind = 'enters' | 'leaves' | 'gains' | 'loses' | 'open'
export const changeKinds: readonly ChangeKind[] = ['enters', 'leaves', 'gains', 'loses', 'open']

/** What the draft means for a household; null: nothing. What was uncertain before and stays so is no change. */
export function changeOf(before: Said, after: Said): ChangeKind | null {
  if (after.amount === null) return before.amount === null ? null : 'open'
  const [was, is] = [before.amount ?? 0n, after.amount]
  if (was === is) return null
  if (was === 0n) return 'enters'
  if (is === 0n) return 'leaves'
  return is > was ? 'gains' : 'loses'
}

/** A bar of the distribution: differences of `[from, to)` fen a month; null is without end. */
export interface Bar {
  readonly from: bigint | null
  readonly to: bigint | null
  readonly households: number
  readonly difference: bigint
}

/** Yuan a month. Nothing lies between −0.01 and 0.01: who gets the same is in no bar. */
const edges = [-500, -200, -100, -50, -20, 0, 20, 50, 100, 200, 500].map((yuan) => BigInt(yuan) * 100n)

export function barsOf(differences: readonly bigint[]): Bar[] {
  const bounds = [null, ...edges, null]
  return bounds.slice(0, -1).map((from, index) => {
    const to = bounds[index + 1] ?? null
    const inside = differences.filter(
      (one) => (from === null || one >= from) && (to === null || one < to) && !(from === 0n && one === 0n),
    )
    return { from, to, households: inside.length, difference: inside.reduce((sum, one) => sum + one, 0n) }
  })
}

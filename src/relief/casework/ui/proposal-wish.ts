import { fenTyped } from '#design/console/fen-text.ts'
import { isReason } from '#design/console/fields.tsx'

export interface ProposalTyped {
  readonly outcome: string
  readonly isOverride: boolean
  /** Yuan as typed; empty: as the sum says. */
  readonly amount: string
  readonly why: string
  readonly overrideWhy: string
  readonly article: string
}

export interface ProposalWish {
  readonly version: number
  readonly outcome: 'confirmed' | 'refused'
  readonly assessmentId: string | null
  /** Fen per month, as text; null: as the sum says. */
  readonly amount: string | null
  readonly why: string
  readonly override: { readonly reason: string; readonly article: string } | null
}

/** What is sent, or null while something is missing. An amount without an override is never sent. */
export function proposalOf(
  typed: ProposalTyped,
  { version, assessmentId }: { readonly version: number; readonly assessmentId: string | null },
): ProposalWish | null {
  const { outcome, isOverride, why } = typed
  if ((outcome !== 'confirmed' && outcome !== 'refused') || !isReason(why)) return null
  if (!isOverride)
    return assessmentId === null
      ? null
      : { version, outcome, assessmentId, amount: null, why: why.trim(), override: null }
  const amount = fenTyped(typed.amount)
  if (amount.is === 'not-an-amount' || !isReason(typed.overrideWhy) || !isReason(typed.article)) return null
  return {
    version,
    outcome,
    assessmentId,
    amount: outcome === 'confirmed' && amount.is === 'amount' ? amount.fen : null,
    why: why.trim(),
    override: { reason: typed.overrideWhy.trim(), article: typed.article.trim() },
  }
}

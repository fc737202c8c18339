import { sql } from 'kysely'
import type { Day, Month } from '#platform/clock/index.ts'
import type { Box } from '#platform/crypto/index.ts'
import type { PlaceId } from '#platform/db/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import type { Adjustment, Care, CareFound, FindingKind, Keep, Leaving, Proposal, ReviewState } from './contract.ts'

/** A review as it is kept. */
export interface Review {
  readonly id: string
  readonly placeId: PlaceId
  readonly householdId: string
  readonly programme: string
  readonly entitlementId: string
  readonly kind: FindingKind
  readonly state: ReviewState
  readonly version: number
  /** Counts up whenever the family has to be heard about something else: found anew, or sent back. */
  readonly round: number
  readonly foundOn: Day
  readonly dueOn: Day
  /** Fen per month. */
  readonly paid: Fen
  readonly computed: Fen | null
  readonly why: { readonly zh: string; readonly en: string }
  readonly assessmentId: string | null
  readonly eventOn: Day | null
  /** What the finding rests on, as one hash; null for reviews of before it was kept. */
  readonly cause: string | null
  readonly proposal: Proposal | null
  /** What an assessment of self-care has found. */
  readonly care: CareFound | null
  readonly proposedBy: { readonly id: string; readonly name: string } | null
  readonly proposedAt: Date | null
  readonly closedBy: { readonly id: string; readonly name: string } | null
  readonly closedAt: Date | null
  readonly closedReason: string | null
}

type Plain = Omit<Review, 'paid' | 'computed' | 'why' | 'proposal' | 'care' | 'proposedBy' | 'closedBy'>
/** A review as its row has it; `closedReason` is a clear word of before it was sealed, gone when the job has been by. */
export interface ReviewRow extends Plain {
  readonly paid: string
  readonly computed: string | null
  readonly zh: string
  readonly en: string
  readonly proposal: KeptProposal | null
  readonly proposedById: string | null
  readonly proposedByName: string | null
  readonly closedById: string | null
  readonly closedByName: string | null
  readonly proposalWords: Buffer | null
  readonly closingWords: Buffer | null
  readonly careWords: Buffer | null
}

/** Without its words, which are sealed beside it; `why` stands in rows of before. */
export type KeptProposal = (
  | { readonly kind: Adjustment['kind']; readonly fen: string | null; readonly from: Month }
  | (Pick<Leaving, 'kind' | 'personId' | 'ground' | 'from'> & { readonly fen: string | null })
  | (Pick<Care, 'kind' | 'personId' | 'from'> & { readonly fen: string })
  | Omit<Keep, 'why'>
) & { readonly why?: string }

/** Ties the ciphertext to its row and place in it. */
export const wordsUse = {
  proposal: (id: string): string => `monitoring.review.proposal:${id}`,
  closing: (id: string): string => `monitoring.review.closing:${id}`,
  care: (id: string): string => `monitoring.review.care:${id}`,
  views: (id: string): string => `monitoring.views:${id}`,
} as const

/** Somebody has still to do something; as the partial index has it. */
export const isWaiting = sql`state IN ('open', 'proposed', 'on-notice', 'objected')`

export const reviewColumns = sql`id, place_id AS "placeId", household_id AS "householdId", programme, entitlement_id AS "entitlementId",
  kind, state, version, round, found_on AS "foundOn", due_on AS "dueOn", paid_fen::text AS paid, computed_fen::text AS computed,
  why_zh AS zh, why_en AS en, assessment_id AS "assessmentId", event_on AS "eventOn", cause, proposal,
  proposed_by_id AS "proposedById", proposed_by_name AS "proposedByName", proposed_at AS "proposedAt",
  closed_by_id AS "closedById", closed_by_name AS "closedByName", closed_at AS "closedAt",
  closed_reason AS "closedReason", proposal_words AS "proposalWords", closing_words AS "closingWords",
  care_words AS "careWords"`

const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

export function reviewFrom(
  { proposalWords, closingWords, careWords, closedReason, ...row }: ReviewRow,
  box: Box,
): Review {
  const { id, proposal } = row
  const opened = (sealed: Buffer | null, before: string | null, use: string): string | null =>
    sealed === null ? before : box.open(sealed, use)
  return {
    ...row,
    paid: fen(BigInt(row.paid)),
    computed: row.computed === null ? null : fen(BigInt(row.computed)),
    why: { zh: row.zh, en: row.en },
    proposal:
      proposal === null
        ? null
        : proposalFrom(proposal, opened(proposalWords, proposal.why ?? null, wordsUse.proposal(id)) ?? ''),
    care: careWords === null ? null : (JSON.parse(box.open(careWords, wordsUse.care(id))) as CareFound),
    proposedBy: person(row.proposedById, row.proposedByName),
    closedBy: person(row.closedById, row.closedByName),
    closedReason: opened(closingWords, closedReason, wordsUse.closing(id)),
  }
}

function proposalFrom(kept: KeptProposal, why: string): Proposal {
  if (kept.kind === 'keep') return { ...kept, why }
  if (kept.kind === 'care') {
    const { fen: each, ...care } = kept
    return { ...care, why, amount: fen(BigInt(each)) }
  }
  if (kept.kind === 'leave') {
    const { fen: left, ...leaving } = kept
    return { ...leaving, why, amount: left === null ? null : fen(BigInt(left)) }
  }
  const { kind, fen: amount, from } = kept
  return { kind, from, why, amount: amount === null ? null : fen(BigInt(amount)) }
}

/** What is kept of a proposal in clear. */
export function proposalToKeep(proposal: Proposal): KeptProposal {
  if (proposal.kind === 'keep') {
    const { kind, cause, lookedOn } = proposal
    return { kind, cause, lookedOn }
  }
  if (proposal.kind === 'care') {
    const { kind, personId, from, amount } = proposal
    return { kind, personId, from, fen: String(amount) }
  }
  if (proposal.kind === 'leave') {
    const { kind, personId, ground, from, amount } = proposal
    return { kind, personId, ground, from, fen: amount === null ? null : String(amount) }
  }
  const { kind, amount, from } = proposal
  return { kind, from, fen: amount === null ? null : String(amount) }
}

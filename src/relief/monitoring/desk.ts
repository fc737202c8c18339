import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import { hasKinAmong } from '#relief/casework/index.ts'
import { actWord, isPossible, type Act } from './acts.ts'
import type { Proposal } from './contract.ts'
import { stateLabels } from './labels.ts'
import { monitoringRefusals } from './refusals.ts'
import { lockReview, saveProposal, type Review } from './review-store.ts'

/** Which review, as the person saw it. */
export interface OnReview {
  readonly id: string
  readonly version: number
}

export interface DeskNeeds {
  readonly clock: Clock
  readonly vault: Vault
  readonly audit: Audit
  readonly households: Pick<Households, 'identitiesOf'>
}

/** Nobody works on the review of a household in which they declared kin. */
export async function isKinIn(tx: Tx, who: Caller, householdId: string, { households }: DeskNeeds): Promise<boolean> {
  const identities = await households.identitiesOf(tx, who.tenant, householdId)
  return hasKinAmong(tx, who, identities?.members.map(({ id }) => id) ?? [])
}

/** Locked, and fit for the act. @throws notFound, notNow, changedMeanwhile, ownKin */
export async function takeReview(
  tx: Tx,
  who: Caller,
  act: Act,
  on: Partial<OnReview> & { readonly id: string },
  needs: DeskNeeds,
): Promise<Review> {
  const review = await lockReview(tx, await needs.vault.boxOf(who.tenant), on.id)
  if (review === undefined) throw monitoringRefusals.notFound()
  if (!isPossible(act, review.state))
    throw monitoringRefusals.notNow({ state: stateLabels[review.state].zh, act: actWord(act) })
  if (on.version !== undefined && on.version !== review.version) throw monitoringRefusals.changedMeanwhile()
  if (await isKinIn(tx, who, review.householdId, needs)) throw monitoringRefusals.ownKin()
  return review
}

export async function putProposal(
  tx: Tx,
  who: Caller,
  review: Pick<Review, 'id'>,
  proposal: Proposal,
  needs: DeskNeeds,
): Promise<void> {
  await saveProposal(tx, await needs.vault.boxOf(who.tenant), review.id, { proposal, by: who, at: needs.clock.now() })
  await noteReview(tx, who, review, { action: 'proposed', after: told(proposal), why: proposal.why }, needs)
}

/** Words are told in the sealed part of the entry: they speak of a family. */
export const noteReview = (
  tx: Tx,
  who: Caller,
  { id }: Pick<Review, 'id'>,
  { action, after, why }: { readonly action: string; readonly after: object; readonly why?: string },
  { audit }: Pick<DeskNeeds, 'audit'>,
): Promise<void> =>
  audit.record(tx, who, {
    ...{ action: `monitoring.${action}`, about: { kind: 'review', id } },
    after: why === undefined ? after : { ...after, why },
  })

/** For the audit: what was proposed, without its words. */
export function told(proposal: Proposal): Readonly<Record<string, string | null>> {
  if (proposal.kind === 'keep') {
    const { kind, cause, lookedOn } = proposal
    return { kind, cause, lookedOn }
  }
  const { kind, amount, from } = proposal
  const sum = { kind, fen: amount === null ? null : String(amount), from }
  if (proposal.kind === 'leave') return { ...sum, person: proposal.personId, ground: proposal.ground }
  return proposal.kind === 'care' ? { ...sum, person: proposal.personId } : sum
}

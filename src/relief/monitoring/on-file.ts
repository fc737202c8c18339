import type { Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { formatYuan } from '#platform/money/index.ts'
import type { FileSectionSource } from '#registry/households/contract.ts'
import type { TimelineEntry, TimelineSource } from '#registry/timeline/index.ts'
import { readReviews } from './access.ts'
import type { Proposal } from './contract.ts'
import { findingLabels, keepLabels, proposalLabels, stateLabels } from './labels.ts'
import { reviewsOfHousehold, type Review } from './review-store.ts'
import { isOfStatus } from './statuses.ts'

const href = ({ id }: Review): string => `/console/reviews/${id}`

interface FileNeeds {
  readonly vault: Vault
}

const reviewsOn = async (tx: Tx, who: Pick<Caller, 'tenant'>, householdId: string, { vault }: FileNeeds) =>
  reviewsOfHousehold(tx, await vault.boxOf(who.tenant), householdId)

/** What the household file shows of us: one line a review. */
export const reviewSection = (needs: FileNeeds): FileSectionSource => ({
  name: 'reviews',
  zh: '动态管理',
  en: 'Reviews',
  order: 60,
  may: readReviews,
  read: async (tx, who, householdId) => ({
    name: 'reviews',
    zh: '动态管理',
    en: 'Reviews',
    columns: [
      { name: 'found', zh: '哪天', en: 'Found' },
      { name: 'kind', zh: '发现', en: 'Finding' },
      { name: 'paid', zh: '当时发', en: 'Paid then' },
      { name: 'computed', zh: '测算', en: 'Computed' },
      { name: 'state', zh: '办到哪了', en: 'State' },
    ],
    rows: (await reviewsOn(tx, who, householdId, needs)).map((review) => [
      { kind: 'text', zh: review.foundOn, href: href(review) },
      { kind: 'text', ...findingLabels[review.kind] },
      isOfStatus(review) ? { kind: 'text', zh: '身份认定', en: 'a status' } : { kind: 'fen', fen: String(review.paid) },
      { kind: 'fen', fen: review.computed === null || isOfStatus(review) ? null : String(review.computed) },
      { kind: 'text', ...stateLabels[review.state] },
    ]),
  }),
})

/** Who proposed, who agreed, and why, on the household's one line of time. */
export const reviewTimeline = (needs: FileNeeds): TimelineSource => ({
  name: 'reviews',
  may: readReviews,
  entriesOf: async (tx, who, householdId) =>
    (await reviewsOn(tx, who, householdId, needs)).flatMap((review) => entriesOf(review)),
})

function entriesOf(review: Review): TimelineEntry[] {
  const { id, proposal, proposedBy, proposedAt, closedBy, closedAt, state } = review
  const entries: TimelineEntry[] = []
  if (proposal !== null && proposedBy !== null && proposedAt !== null) {
    entries.push({
      ...{ id: `${id}:proposed`, at: proposedAt, kind: 'monitoring.proposed', who: proposedBy.name, why: proposal.why },
      ...proposedWords(proposal),
      href: href(review),
    })
  }
  if (closedBy !== null && closedAt !== null && state !== 'settled')
    entries.push({
      ...{
        id: `${id}:closed`,
        at: closedAt,
        kind: `monitoring.${state}`,
        who: closedBy.name,
        why: review.closedReason,
      },
      zh: state === 'approved' ? '批准调整' : '核实过，同意不用调整',
      en: state === 'approved' ? 'approved the adjustment' : 'looked into, and agreed: nothing to adjust',
      href: href(review),
    })
  return entries
}

function proposedWords(proposal: Proposal): { readonly zh: string; readonly en: string } {
  if (proposal.kind === 'keep') {
    const { zh, en } = keepLabels[proposal.cause]
    return { zh: `提出不用调整：${zh}`, en: `proposed to adjust nothing: ${en}` }
  }
  const { kind, amount, from } = proposal
  const { zh, en } = proposalLabels[kind]
  if (from === null) return { zh: `提出${zh}`, en: `proposed the ${en}` }
  return {
    zh: `提出${zh}：从 ${from} 起${amount === null ? '' : `，每月 ${formatYuan(amount)} 元`}`,
    en: `proposed a ${en} from ${from}`,
  }
}

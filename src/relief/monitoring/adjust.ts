import { addMonths, monthOf, type Day, type Month } from '#platform/clock/index.ts'
import type { Refusal } from '#platform/errors/index.ts'
import { formatYuan } from '#platform/money/index.ts'
import type { Adjustment, Care, Keep, Leaving, MonitoringRule, Views } from './contract.ts'
import { spanOf } from './finding.ts'
import { proposalLabels } from './labels.ts'
import { monitoringRefusals } from './refusals.ts'
import type { Review } from './review-store.ts'

/** Whether an adjustment can be proposed at all, or the sentence why not. */
export function faultOf(
  review: Pick<Review, 'paid' | 'computed' | 'eventOn'>,
  proposal: Adjustment,
  { today, rule }: { readonly today: Day; readonly rule: MonitoringRule },
): Refusal | null {
  const { kind, amount, from } = proposal
  if (kind !== 'end' && (amount === null || amount <= 0n)) return monitoringRefusals.amountNeeded({}, 'amount')
  const wrong = (kind === 'raise' && amount! <= review.paid) || (kind === 'cut' && amount! >= review.paid)
  if (wrong)
    return monitoringRefusals.wrongDirection(
      { paid: formatYuan(review.paid), amount: formatYuan(amount!), kind: proposalLabels[kind].zh },
      'amount',
    )
  if (kind !== 'end' && review.computed === null) return monitoringRefusals.noSum()
  if (kind !== 'end' && amount !== review.computed)
    return monitoringRefusals.notTheSum(
      { computed: formatYuan(review.computed!), amount: formatYuan(amount!) },
      'amount',
    )
  const { earliest, latest } = spanOf(kind, today, rule)
  const first = review.eventOn === null ? earliest : monthAfter(review.eventOn)
  if (first !== null && from < first) return monitoringRefusals.tooEarly({ month: first }, 'from')
  if (latest !== null && from > latest)
    return monitoringRefusals.tooLate(
      { month: latest, months: rule.grace.monthsMax, source: rule.grace.source.zh, sourceEn: rule.grace.source.en },
      'from',
    )
  return null
}

/**
 * Whether `nothing to adjust` can be proposed. A re-check is answered by a re-check: the day on which somebody was there,
 * after it fell due to be asked. Other findings may be answered without; then the next re-check stays where it was.
 */
export function keepFault(
  { kind, foundOn }: Pick<Review, 'kind' | 'foundOn'>,
  { cause, lookedOn }: Keep,
  today: Day,
): Refusal | null {
  if (lookedOn === null)
    return kind === 'recheck' || cause === 'no-change' ? monitoringRefusals.lookMissing({}, 'lookedOn') : null
  if (lookedOn > today || lookedOn < foundOn)
    return monitoringRefusals.lookOutOfSpan({ from: foundOn, to: today }, 'lookedOn')
  return null
}

/** Whole months: stops the month after the event. */
export const monthAfter = (on: Day): Month => addMonths(monthOf(on), 1)

/**
 * A cut or an end waits for the family: what they said about it, or the day until which they could. `nobodyLeft`: all of
 * them have died, and nobody is there to be heard.
 */
export function viewsFault(
  proposal: Adjustment | Leaving | Care,
  views: readonly Views[],
  { today, rule, nobodyLeft }: { readonly today: Day; readonly rule: MonitoringRule; readonly nobodyLeft: boolean },
): Refusal | null {
  if (proposal.kind === 'raise' || !rule.views.required || nobodyLeft) return null
  const heard = views.filter(({ isCurrent }) => isCurrent)
  if (heard.some(({ outcome }) => outcome !== 'not-reached')) return null
  const deadlines = heard.flatMap(({ deadline }) => deadline ?? []).toSorted()
  const last = deadlines.at(-1)
  if (last === undefined)
    return monitoringRefusals.viewsMissing({ source: rule.views.source.zh, sourceEn: rule.views.source.en })
  return today > last ? null : monitoringRefusals.stillWaiting({ deadline: last })
}

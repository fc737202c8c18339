import { many } from '#design/console/figures.ts'
import type { Say } from '#design/console/language.tsx'
import type { ShapeName, Tone } from '#design/console/shape.tsx'
import type { AnswerOf } from '#platform/http/client.ts'
import type { ReviewState } from '../contract.ts'
import { findingLabels } from '../labels.ts'
import type { listReviews, openReview } from '../wire.ts'

export type ReviewPage = AnswerOf<typeof listReviews>
export type ReviewRow = ReviewPage['rows'][number]
export type ReviewFile = AnswerOf<typeof openReview>
export type CareView = NonNullable<ReviewFile['care']>
export type EndingView = NonNullable<ReviewFile['ending']>

export const stateLook: Readonly<Record<ReviewState, { readonly tone: Tone; readonly shape?: ShapeName }>> = {
  open: { tone: 'soon' },
  proposed: { tone: 'go-on' },
  'on-notice': { tone: 'go-on' },
  objected: { tone: 'soon' },
  approved: { tone: 'ok' },
  dismissed: { tone: 'still' },
  settled: { tone: 'still' },
}

/** `还有 3 个工作日`, `超期 2 个工作日`. */
export const dueInWords = ({ daysLeft }: Pick<ReviewRow, 'daysLeft'>, say: Say): string =>
  daysLeft < 0
    ? say(`超期 ${-daysLeft} 个工作日`, `${many(-daysLeft, 'working day')} late`)
    : daysLeft === 0
      ? say('今天到期', 'due today')
      : say(`还有 ${daysLeft} 个工作日`, `${many(daysLeft, 'working day')} left`)

export const findingName = (kind: ReviewRow['kind'], say: Say): string => say(findingLabels[kind])

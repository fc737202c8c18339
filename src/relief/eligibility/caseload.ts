import type { Assessment, AssessmentRequest } from './assessment.ts'
import type { Eligibility } from './assess/eligibility.ts'

/** What one law says about one household, without the sum. */
export type QuickAnswer = Pick<Assessment, 'outcome' | 'amount'>

/** Many households by one law in one month: the answers `assess` gives, in the order of the households. */
export const answerMany = (
  law: Pick<Eligibility, 'assess'>,
  request: Omit<AssessmentRequest, 'situation'>,
  situations: readonly AssessmentRequest['situation'][],
): readonly QuickAnswer[] =>
  situations.map((situation) => {
    const { outcome, amount } = law.assess({ ...request, situation })
    return { outcome, amount }
  })

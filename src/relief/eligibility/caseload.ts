import type { Assessment, AssessmentRequest } from './assessment.ts'
import type { Eligibility } from './assess/eligibility.ts'
import { inColumns } from './caseload/in-columns.ts'
import { eachPlainly, plainly } from './caseload/plainly.ts'
import { rememberFacts, type RememberedFacts } from './caseload/remembered.ts'
import { answerOf } from './packs/pack.ts'

export { rememberFacts, type RememberedFacts }

/** What one law says about one household, without the sum. */
export type QuickAnswer = Pick<Assessment, 'outcome' | 'amount'>
type Situation = AssessmentRequest['situation']

/** Households decided in one piece: what is made ready for them takes tens of megabytes and no more. */
const atOnce = 20_000

/**
 * Many households by one law in one month: the answers `assess` gives, in the order of the households. Where the model
 * compiles to columns all are decided together; one that does not fit in a column is asked of the plain form of the model,
 * and what is open in a way that only a whole assessment settles goes that long way. No trace is kept.
 *
 * @param remembered facts made ready for one law, used again by the next over the same array of households.
 */
export function answerMany(
  law: Pick<Eligibility, 'assess' | 'library' | 'placesAbove'>,
  request: Omit<AssessmentRequest, 'situation'>,
  situations: readonly Situation[],
  remembered: RememberedFacts = rememberFacts(),
): readonly QuickAnswer[] {
  if (situations.length > atOnce)
    return Array.from({ length: Math.ceil(situations.length / atOnce) }, (_, index) =>
      answerMany(law, request, situations.slice(index * atOnce, (index + 1) * atOnce)),
    ).flat()
  const { region, programme, lawOn } = request
  const picked = law.library.pick({ region, programme, lawOn, simulate: false, overlay: [] })
  if (picked.kind === 'no-rule') return situations.map(() => ({ outcome: 'no-rule', amount: null }))
  const setting = { rules: picked.rules, placesAbove: law.placesAbove, request, remembered }
  const asksHousehold = answerOf(picked.rules.pack).asks === 'household'
  const columns = asksHousehold ? inColumns(setting, situations) : null
  const plain = asksHousehold ? plainly(setting) : eachPlainly(setting)
  return situations.map((situation, index) => {
    const said = columns?.[index] ?? plain(situation)
    if (said !== null) return said
    const { outcome, amount } = law.assess({ ...request, situation })
    return { outcome, amount }
  })
}

import { firstDayOf } from '#platform/clock/index.ts'
import { numText, type Value } from '#platform/decisions/index.ts'
import { zeroFen, type Fen } from '#platform/money/index.ts'
import type { Assessment, AssessmentRequest } from './assessment.ts'
import type { Eligibility } from './assess/eligibility.ts'
import { fenOf, isNumber } from './assess/engine-values.ts'
import { tierOf } from './assess/household.ts'
import { householdInputs, type ModelInputs } from './assess/household-inputs.ts'
import type { RuleSet } from './packs/library.ts'
import { answerOf } from './packs/pack.ts'
import type { Tier } from './packs/parameters.ts'
import { answerParameters } from './packs/values.ts'

/** What one law says about one household, without the sum. */
export type QuickAnswer = Pick<Assessment, 'outcome' | 'amount'>
type Situation = AssessmentRequest['situation']

/** Facts in the words of the models, kept between two laws that ask for the same ones in the same month. */
export type RememberedInputs = WeakMap<Situation, ModelInputs>

/**
 * Many households by one law in one month: the answers `assess` gives, in the order of the households. Where the plain
 * form of the model has an answer, it is that answer; everything that is open, missing or asked member by member goes
 * the long way.
 */
export function answerMany(
  law: Pick<Eligibility, 'assess' | 'library' | 'placesAbove'>,
  request: Omit<AssessmentRequest, 'situation'>,
  situations: readonly Situation[],
  remembered: RememberedInputs = new WeakMap(),
): readonly QuickAnswer[] {
  const { region, programme, lawOn } = request
  const picked = law.library.pick({ region, programme, lawOn, simulate: false, overlay: [] })
  const quick = picked.kind === 'found' ? quickly(picked.rules, { law, request, remembered }) : () => null
  return situations.map((situation) => {
    const said = quick(situation)
    if (said !== null) return said
    const { outcome, amount } = law.assess({ ...request, situation })
    return { outcome, amount }
  })
}

type Quick = (situation: Situation) => QuickAnswer | null

interface Setting {
  readonly law: Pick<Eligibility, 'placesAbove'>
  readonly request: Omit<AssessmentRequest, 'situation'>
  readonly remembered: RememberedInputs
}

function quickly({ pack, version, table, places }: RuleSet, { law, request, remembered }: Setting): Quick {
  const shape = answerOf(pack)
  const { entitled, amount } = shape
  if (shape.asks !== 'household' || amount === undefined) return () => null
  const { region, factsOn, month } = request
  const facts = { region, placesAbove: law.placesAbove, factsOn, month }
  const byTier = new Map<Tier | null, ModelInputs | null>()
  const parametersFor = (tier: Tier | null): ModelInputs | null => {
    const known = byTier.get(tier)
    if (known !== undefined) return known
    const answers = answerParameters(pack.parameters, { table, places, tier, on: firstDayOf(month), assumed: {} })
    const isWhole = pack.parameters.every(({ key, required }) => !required || answers.found.has(key))
    byTier.set(tier, isWhole ? answers.inputs : null)
    return isWhole ? answers.inputs : null
  }
  return (situation) => {
    const parameters = parametersFor(tierOf(situation))
    if (parameters === null) return null
    const stated = remembered.get(situation) ?? householdInputs(situation, facts, pack.facts)
    remembered.set(situation, stated)
    const inputs = { ...stated, ...parameters }
    const holds = entitled === undefined ? null : version.model.decide(entitled, inputs)
    if (entitled !== undefined && typeof holds !== 'boolean') return null
    const computed = holds === false ? zeroFen : fenIn(version.model.decide(amount, inputs))
    if (computed === null) return null
    const isEntitled = entitled === undefined ? computed > 0n : holds === true
    return { outcome: isEntitled ? 'entitled' : 'not-entitled', amount: computed }
  }
}

const fenIn = (value: Value): Fen | null => (isNumber(value) ? fenOf(numText(value as never)) : null)

import { numText, type Value } from '#platform/decisions/index.ts'
import { sumFen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { AssessmentRequest } from '../assessment.ts'
import { fenOf, isNumber } from '../assess/engine-values.ts'
import { tierOf } from '../assess/household.ts'
import { householdInputs, memberInputs, type ModelInputs } from '../assess/household-inputs.ts'
import type { QuickAnswer } from '../caseload.ts'
import type { PlacesAbove, RuleSet } from '../packs/library.ts'
import { answerOf } from '../packs/pack.ts'
import { numbersOf } from './parameters.ts'
import type { RememberedFacts } from './remembered.ts'

type Situation = AssessmentRequest['situation']

export interface CaseloadSetting {
  readonly rules: RuleSet
  readonly placesAbove: PlacesAbove
  readonly request: Omit<AssessmentRequest, 'situation'>
  readonly remembered: RememberedFacts
}

export const noRule: QuickAnswer = { outcome: 'no-rule', amount: null }
export const notEnoughKnown: QuickAnswer = { outcome: 'not-enough-known', amount: null }

/** One answer of a model: does it hold, and how much; null while it is not known. */
interface Said {
  readonly holds: boolean | null
  readonly amount: Fen | null
}

/** Asks the plain form of a model, without trace. */
function ask({ version, pack }: RuleSet, inputs: ModelInputs): Said {
  const { entitled, amount } = answerOf(pack)
  const held = entitled === undefined ? null : version.model.decide(entitled, inputs)
  if (entitled !== undefined && typeof held !== 'boolean') return { holds: null, amount: null }
  if (held === false) return { holds: false, amount: zeroFen }
  const computed = amount === undefined ? zeroFen : fenIn(version.model.decide(amount, inputs))
  return { holds: entitled === undefined ? computed !== null && computed > 0n : true, amount: computed }
}

const fenIn = (value: Value): Fen | null => (isNumber(value) ? fenOf(numText(value)) : null)

/** Null: only a whole assessment knows. */
type Plainly = (situation: Situation) => QuickAnswer | null

/** A programme that asks the household as one. */
export function plainly({ rules, placesAbove, request, remembered }: CaseloadSetting): Plainly {
  const facts = { ...request, placesAbove }
  const numbers = numbersOf(rules, request.month)
  const inputsOf = remembered.inputs(facts, rules.pack.facts)
  return (situation) => {
    const { kind, inputs, isSettled } = numbers(rules.places, tierOf(situation))
    if (kind === 'open') return null
    if (kind === 'no-rule') return noRule
    const stated = inputsOf(situation, () => householdInputs(situation, facts, rules.pack.facts))
    const { holds, amount } = ask(rules, { ...stated, ...inputs })
    if (amount === null) return isSettled ? notEnoughKnown : null
    return { outcome: holds === true ? 'entitled' : 'not-entitled', amount }
  }
}

/** A programme that asks each member apart and adds the amounts up. */
export function eachPlainly({ rules, placesAbove, request, remembered }: CaseloadSetting): Plainly {
  const { pack, places } = rules
  const facts = { ...request, placesAbove }
  const byRegistration = answerOf(pack).numbersOf === 'registration'
  const isRequired = pack.parameters.some(({ required }) => required)
  const numbers = numbersOf(rules, request.month)
  const inputsOf = remembered.inputs(facts, pack.facts)
  return (situation) => {
    const stated = inputsOf(situation, () => householdInputs(situation, facts, pack.facts))
    const said: Said[] = []
    for (const member of situation.members) {
      const { registeredAt, bornOn } = member
      if (byRegistration && (registeredAt === null || bornOn === null)) return null
      const where = byRegistration && registeredAt ? placesAbove(registeredAt.value) : places
      const { kind, inputs } = numbers(where, tierOf({ members: [member] }) ?? tierOf(situation))
      if (kind === 'open') return null
      // Places without a number give none, not zero.
      if (kind === 'no-rule') continue
      const one = ask(rules, { ...stated, ...memberInputs(member, facts, pack.facts), ...inputs })
      if (one.amount === null) return null
      said.push(one)
    }
    if (isRequired && said.length === 0) return noRule
    const amount = sumFen(said.flatMap((one) => one.amount ?? []))
    return { outcome: said.some(({ holds }) => holds) ? 'entitled' : 'not-entitled', amount }
  }
}

import { firstDayOf, type Month } from '#platform/clock/index.ts'
import type { ModelInputs } from '../assess/household-inputs.ts'
import type { RuleSet } from '../packs/library.ts'
import type { Tier } from '../packs/parameters.ts'
import { answerParameters, requiredAbsent } from '../packs/values.ts'

/** The numbers of one law in one month for one place. */
export interface Numbers {
  /** `no-rule`: a number is missing without which there is no rule; `open`: it depends on a tier that nobody stated. */
  readonly kind: 'known' | 'no-rule' | 'open'
  readonly inputs: ModelInputs
  /** Without an answer there is none: no reading of an open question could settle it. */
  readonly isSettled: boolean
}

/** Asks for each place and tier once, however many households there are. */
export function numbersOf(
  { pack, table }: RuleSet,
  month: Month,
): (places: readonly string[], tier: Tier | null) => Numbers {
  const known = new Map<string, Numbers>()
  return (places, tier) => {
    const key = `${places.join('/')} ${tier}`
    const found = known.get(key)
    if (found) return found
    const answers = answerParameters(pack.parameters, { table, places, tier, on: firstDayOf(month), assumed: {} })
    const absent = requiredAbsent(pack.parameters, answers)
    const hasReadings = pack.parameters.some(({ key: name, readings }) => readings && !answers.found.has(name))
    const numbers: Numbers = {
      kind: absent.length === 0 ? 'known' : absent.some(({ kind }) => kind === 'tier-unknown') ? 'open' : 'no-rule',
      inputs: answers.inputs,
      isSettled: tier !== null && !hasReadings,
    }
    known.set(key, numbers)
    return numbers
  }
}

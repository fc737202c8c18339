import type { Situation } from '#registry/households/facts.ts'
import type { ModelInputs } from '../assess/household-inputs.ts'
import type { FactSetting } from '../assess/vocabulary.ts'
import type { FactDefinition } from '../packs/schema.ts'
import type { Filled } from './filled.ts'

/** What was made of the facts of some households, kept between laws that ask for the same ones on the same days. */
export interface RememberedFacts {
  /** In the words of the models, household by household. */
  readonly inputs: (
    setting: FactSetting,
    facts: readonly FactDefinition[],
  ) => (situation: Situation, make: () => ModelInputs) => ModelInputs
  /** As columns, for all households of one question. */
  readonly filled: (key: readonly unknown[], situations: readonly Situation[], make: () => Filled) => Filled
  /** Lets go of what is large: columns are kept, the words of each household are not. */
  readonly forgetInputs: () => void
}

/** Different sets of facts that are kept as columns: a draft, what it was begun from, and another programme or two. */
const filledMax = 4

export function rememberFacts(): RememberedFacts {
  const inputs = new Map<string, WeakMap<Situation, ModelInputs>>()
  const filled = new Map<string, { readonly of: readonly Situation[]; readonly filled: Filled }>()
  return {
    inputs: ({ region, factsOn, month }, facts) => {
      const key = JSON.stringify([region, factsOn, month, facts])
      const known = inputs.get(key) ?? new WeakMap<Situation, ModelInputs>()
      inputs.set(key, known)
      return (situation, make) => {
        const found = known.get(situation) ?? make()
        known.set(situation, found)
        return found
      }
    },
    filled: (parts, situations, make) => {
      const key = JSON.stringify(parts)
      const known = filled.get(key)
      if (known?.of === situations) return known.filled
      const made = make()
      filled.delete(key)
      filled.set(key, { of: situations, filled: made })
      if (filled.size > filledMax) filled.delete(filled.keys().next().value!)
      return made
    },
    forgetInputs: () => inputs.clear(),
  }
}

import type { Words } from '#design/console/language.tsx'
import type { DraftInHand } from './use-draft.ts'

export type StepName = 'family' | 'members' | 'incomes' | 'property' | 'papers' | 'finish'

export const stepWords: Readonly<Record<StepName, Words>> = {
  family: { zh: '哪一家', en: 'Which family' },
  members: { zh: '家里有谁', en: 'Members' },
  incomes: { zh: '收入', en: 'Incomes' },
  property: { zh: '财产', en: 'Property' },
  papers: { zh: '材料', en: 'Papers' },
  finish: { zh: '申请和承诺', en: 'Statement' },
}

/** Help first asks for the least. */
export const stepsOf = (form: 'full' | 'short'): readonly StepName[] =>
  form === 'short' ? ['family', 'members', 'finish'] : ['family', 'members', 'incomes', 'property', 'papers', 'finish']

/** The step in which a problem is mended: `members.1.idNumber` in `members`. */
export function stepOfProblem(at: string): StepName {
  const [first] = at.split('.')
  if (first === 'family' || first === 'members' || first === 'incomes' || first === 'property') return first
  return first === 'papers' ? 'papers' : 'finish'
}

/** What every step gets: the form in hand, and the sentence that belongs to a field. */
export interface StepProps {
  readonly draft: DraftInHand
  readonly form: 'full' | 'short'
  readonly faultAt: (at: string) => string | null
}

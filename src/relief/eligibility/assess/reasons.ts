import type { Assessment, Reason } from '../assessment.ts'
import type { RuleSet } from '../packs/library.ts'
import type { AnswerShape } from '../packs/schema.ts'
import { saidOf, type DrawingParts } from '../tree/drawing.ts'
import { wordsIn } from './drawing-parts.ts'

interface Said {
  readonly rules: RuleSet
  readonly shape: AnswerShape
  readonly drawing: DrawingParts
}

/** Every code a decision lists, with the row that gave it: the words of the pack, else those of the row. */
function rowsOf({ drawing: { reading } }: Said, decision: string) {
  if (!reading.has(decision)) return []
  const hits = (reading.traceOf(decision).rules ?? []).filter(({ outcome }) => outcome === 'hit')
  return reading.texts(decision).map((code, index) => ({ code, row: hits[index] }))
}

/** All reasons, in the order of the model's rows, each with its article. */
export const reasonsFrom = (said: Said): Reason[] =>
  rowsOf(said, said.shape.reasons).map(({ code, row }) => {
    const words = wordsIn(said.rules, ({ reasons }) => reasons[code])
    const plain = row?.description ?? code
    return {
      code,
      ...saidOf(words ?? { zh: plain, en: plain }, said.drawing),
      article: row?.annotations[0] ?? '',
    }
  })

/** What a clerk should look at, as the model says. */
export const noticesFrom = (said: Said): Assessment['warnings'] =>
  said.shape.notices === undefined
    ? []
    : rowsOf(said, said.shape.notices).map(({ code, row }) => {
        const words = wordsIn(said.rules, ({ notices }) => notices[code])
        const plain = row?.description ?? code
        return { code, ...saidOf(words ?? { zh: plain, en: plain }, said.drawing) }
      })

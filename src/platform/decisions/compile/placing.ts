import { DecisionRefusal } from '../refusals.ts'
import type { Source } from '../syntax/node.ts'

/** The same computation; when the engine stops it, the refusal says where. The innermost place stays. */
export const placing =
  <Frame, Result>({ at, text }: Source, compute: (frame: Frame) => Result) =>
  (frame: Frame): Result => {
    try {
      return compute(frame)
    } catch (error) {
      throw error instanceof DecisionRefusal ? error.placedIn(at.decision, text) : error
    }
  }

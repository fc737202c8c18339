import type { Model } from '../contract.ts'
import type { BuiltPart } from './part.ts'

/** What a model was made from, for a compiler that works on the typed tree itself. */
export interface Inside {
  readonly parts: readonly BuiltPart[]
  /** Parts of the file itself, without those of imported models. */
  readonly own: readonly BuiltPart[]
  /** The file as read, to name lines. */
  readonly xml: string
}

const insides = new WeakMap<Model, Inside>()

export const keepInside = (model: Model, inside: Inside): Model => {
  insides.set(model, inside)
  return model
}
export const insideOf = (model: Model): Inside | undefined => insides.get(model)

import type { Day } from '#platform/clock/index.ts'
import { canonicalJson, type Json, type StatedFact } from './stored-fact.ts'

/** A value of one kind about one subject, as known now: it holds in `[validFrom, validTo)`. */
export interface KnownFact {
  readonly id: string
  readonly kind: string
  readonly value: Json
  readonly source: StatedFact['source']
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** A row to be added; what it replaces is closed, never overwritten. */
export interface FactRow extends StatedFact {
  readonly validFrom: Day
  readonly validTo: Day | null
}

export interface FactChanges {
  /** Ids whose `known_to` is closed. */
  readonly closed: readonly string[]
  readonly added: readonly FactRow[]
}

/**
 * What has to be written when a fact is stated to hold from a day on. Nothing when we know the same value already. The
 * old value keeps the days before; values that begin later keep theirs.
 *
 * @param history all that is known of this kind about this subject.
 */
export function stateFact(history: readonly KnownFact[], stated: StatedFact, from: Day): FactChanges {
  const current = history.find(({ validFrom, validTo }) => validFrom <= from && (validTo === null || from < validTo))
  if (current !== undefined && canonicalJson(current.value) === canonicalJson(stated.value))
    return { closed: [], added: [] }
  const later = history.map(({ validFrom }) => validFrom).filter((begins) => begins > from)
  const next = later.toSorted()[0] ?? null
  const added: FactRow = { ...stated, validFrom: from, validTo: current?.validTo ?? next }
  if (current === undefined) return { closed: [], added: [added] }
  const before = current.validFrom < from ? [{ ...current, validTo: from }] : []
  return { closed: [current.id], added: [...before, added] }
}

/** A product of words with whole exponents: `元/人/月` is 元 1, 人 −1, 月 −1. No word at all is a plain number. */
export type Unit = ReadonlyMap<string, number>

export const plainUnit: Unit = new Map()

export const exponentOf = (unit: Unit, word: string): number => unit.get(word) ?? 0

/** `left × right`, or `left ÷ right` for the power −1. */
export function combine(left: Unit, right: Unit, power: 1 | -1 = 1): Unit {
  const made = new Map(left)
  for (const [word, exponent] of right) {
    const sum = exponentOf(made, word) + power * exponent
    if (sum === 0) made.delete(word)
    else made.set(word, sum)
  }
  return made
}

export const isSameUnit = (left: Unit, right: Unit): boolean =>
  left.size === right.size && [...left].every(([word, exponent]) => right.get(word) === exponent)

/** Each unit once, in the order met. */
export function distinct(units: readonly Unit[]): readonly Unit[] {
  const kept: Unit[] = []
  for (const unit of units) if (!kept.some((known) => isSameUnit(known, unit))) kept.push(unit)
  return kept
}

import { type Unit, combine, distinct, exponentOf, plainUnit } from './unit.ts'

/** The words a host measures with. The engine knows none of its own. */
export interface UnitVocabulary {
  /** In the order in which a unit is written. */
  readonly words: readonly UnitWord[]
  readonly conversions: readonly Conversion[]
}
export interface UnitWord {
  readonly word: string
  readonly en: string
  /** Another spelling of a unit: `个月` means `月`. An empty text: it counts like a plain number. */
  readonly means?: string
  /** Amounts of it have this many decimal places; what a division leaves below them must be rounded by name. */
  readonly places?: number
  /** What to do where one side has the word and the other has not. */
  readonly advice?: { readonly zh: string; readonly en: string }
}
/** One `from` is `factor` times `to`: a year is 12 months, one is 100 per cent (`from` is empty then). */
export interface Conversion {
  readonly from: string
  readonly to: string
  readonly factor: number
  /** Whether multiplying by the factor always converts where it can: 12 does for months, 100 may also be a plain hundred. */
  readonly isOnly?: boolean
  /** What to do about it, for a clash that it could mend. */
  readonly advice: { readonly zh: string; readonly en: string }
}

/** What the host says of the units of one model. */
export interface UnitDeclarations {
  readonly vocabulary: UnitVocabulary
  /**
   * Unit of an input by its path (`标准`, `财产.存款`, `成员[].收入`); of a list itself: what one item of it is (`成员` is 人).
   * A path without one is not checked, unless `isComplete`.
   */
  readonly inputs: Readonly<Record<string, string>>
  /** Every number that comes in has its unit: one that is used and has none is a problem where it is used. */
  readonly isComplete?: boolean
  /** Units one of which a decision must have, by its name. */
  readonly results?: Readonly<Record<string, readonly string[]>>
}

export class Vocabulary {
  private readonly words: ReadonlyMap<string, UnitWord>
  private readonly order: readonly string[]
  readonly conversions: readonly Conversion[]

  constructor({ words, conversions }: UnitVocabulary) {
    this.words = new Map(words.map((each) => [each.word, each]))
    this.order = words.map(({ word }) => word)
    this.conversions = conversions
  }

  /** `元/人/月`; null when a word is not known. */
  read(text: string): Unit | null {
    const [over = '', ...under] = text.split('/').map((part) => part.trim())
    let unit: Unit = plainUnit
    for (const [part, power] of [[over, 1], ...under.map((each) => [each, -1] as const)] as const) {
      for (const word of part.split('·').filter((each) => each !== '')) {
        const known = this.words.get(word)
        const meant = known?.means === undefined ? known && new Map([[word, 1]]) : this.read(known.means)
        if (!meant) return null
        unit = combine(unit, meant, power)
      }
    }
    return unit
  }

  get known(): readonly string[] {
    return this.order
  }

  /** Decimal places an amount in this unit is kept to; null when it is no amount that has to be rounded. */
  placesOf(units: readonly Unit[]): number | null {
    const places = units.flatMap((unit) =>
      [...unit].flatMap(([word, exponent]) => (exponent > 0 ? (this.words.get(word)?.places ?? []) : [])),
    )
    return places.length === 0 ? null : Math.max(...places)
  }

  textOf(unit: Unit): { zh: string; en: string } {
    const sorted = [...unit].toSorted(([left], [right]) => this.order.indexOf(left) - this.order.indexOf(right))
    const repeated = (power: 1 | -1) =>
      sorted.flatMap(([word, exponent]) => Array.from({ length: Math.max(0, power * exponent) }, () => word))
    const [over, under] = [repeated(1), repeated(-1)]
    const english = (word: string): string => this.words.get(word)?.en ?? word
    if (over.length + under.length === 0) return { zh: '没有单位的数', en: 'a plain number' }
    return {
      zh: [over.join('·') || '1', ...under].join('/'),
      en: [over.map(english).join(' × ') || '1', ...under.map((word) => `per ${english(word)}`)].join(' '),
    }
  }

  /** Of what two values may be measured in, the two that differ least: what people mean. */
  nearest(left: readonly Unit[], right: readonly Unit[]): readonly [Unit, Unit] {
    const pairs = left.flatMap((one) => right.map((other) => [one, other] as const))
    const distance = ([one, other]: readonly [Unit, Unit]): number =>
      [...combine(one, other, -1).values()].reduce((sum, exponent) => sum + Math.abs(exponent), 0)
    return pairs.reduce((best, pair) => (distance(pair) < distance(best) ? pair : best))
  }

  /** How to make the one out of the other, in words; empty when nothing is known. */
  adviceFor(left: Unit, right: Unit): { zh: string; en: string } {
    const between = combine(left, right, -1)
    const converted = this.conversions.filter(
      ({ from, to }) =>
        exponentOf(between, to) !== 0 && (from === '' || exponentOf(between, from) === -exponentOf(between, to)),
    )
    const said = new Set(converted.flatMap(({ from, to }) => [from, to]))
    const others = [...between.keys()].flatMap((word) => (said.has(word) ? [] : (this.words.get(word)?.advice ?? [])))
    const advice = [...converted.map((each) => each.advice), ...others]
    return { zh: advice.map(({ zh }) => zh).join('；'), en: advice.map(({ en }) => en).join('; ') }
  }

  /**
   * What multiplying (or dividing, for the power −1) by a number of the model may make of a unit. A plain number leaves
   * it as it is; the factor of a conversion may convert. `against` is a rate that was converted already.
   */
  scaled(
    units: readonly Unit[],
    by: number,
    power: 1 | -1,
  ): { readonly units: readonly Unit[]; readonly against: Conversion | null } {
    let against: Conversion | null = null
    const made = units.flatMap((unit) => {
      const results: Unit[] = [unit]
      for (const conversion of this.conversions) {
        const { from, to, factor, isOnly = false } = conversion
        const [left, right] = power === 1 ? [from, to] : [to, from]
        const fits = (power === 1 && from === '') || exponentOf(unit, left) > 0 || exponentOf(unit, right) < 0
        const change = combine(new Map(to === '' ? [] : [[to, 1]]), new Map(from === '' ? [] : [[from, 1]]), -1)
        const converted = combine(unit, change, power)
        if (by === factor && fits && isOnly) return [converted]
        if (by === factor && fits) results.push(converted)
        // All but one of the parts: what a year's twelfth month is left with is the year less eleven months.
        if (by === factor - 1 && isOnly && power === 1 && exponentOf(unit, to) < 0) results.push(converted)
        if (by === factor && !fits && isOnly && exponentOf(unit, left) < 0) against = conversion
      }
      return results
    })
    return { units: distinct(made).slice(0, unitsMax), against }
  }
}

/** Meanings of one number kept apart, at most; further ones are forgotten, so that nothing is refused wrongly. */
const unitsMax = 16

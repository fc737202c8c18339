import type { Step } from '#platform/decisions/contract.ts'
import { numText } from '#platform/decisions/index.ts'
import { formatYuan, fen, parseYuan } from '#platform/money/index.ts'
import type { FactSource } from '#registry/households/facts.ts'
import type { ParameterUse, TreeLine } from '../assessment.ts'
import { fenOf, isNumber, type Reading } from '../assess/engine-values.ts'
import type { Words } from '../labels.ts'
import type { LineWords, ParameterDefinition } from '../packs/schema.ts'
import { unitOfMember } from '../packs/units.ts'

/** A fact as a line shows it: its name, and its value in words. */
export interface ShownFact extends Words {
  readonly label: Words
  readonly unit: 'fen' | 'item' | 'text'
  readonly source: FactSource | null
}

/** Everything a why-tree is drawn from: the trace of the model, the words of the pack, the facts behind the inputs. */
export interface DrawingParts {
  readonly reading: Reading
  readonly wordsOf: (name: string) => LineWords | undefined
  readonly parameter: (
    input: string,
  ) => { readonly definition: ParameterDefinition; readonly use: ParameterUse | null } | null
  /** By the text of the step that reads it: `财产.存款`, `周岁`. */
  readonly fact: (text: string) => ShownFact | null
  /** Decisions drawn elsewhere, by the id of their line. */
  readonly drawn: ReadonlyMap<string, string>
  /** Units of decisions, as they were found out. */
  readonly units: Map<string, Unit>
  /** Lines of the counted members: the number of heads is counted from them. */
  readonly heads: readonly string[]
  /** Keeps ids apart where members are drawn one by one. */
  readonly prefix: string
  readonly place: Words
}

export type Unit = 'fen' | 'person' | 'month' | 'item'

/** A drawing in progress: which decision has a line already, and under which id. */
export interface Drawing extends DrawingParts {
  readonly lineOf: Map<string, string>
  readonly nextId: (name: string) => string
}

export function startDrawing(parts: DrawingParts): Drawing {
  const used = new Map<string, number>()
  return {
    ...parts,
    lineOf: new Map(parts.drawn),
    nextId: (name) => {
      const id = `${parts.prefix}${name}`
      const count = (used.get(id) ?? 0) + 1
      used.set(id, count)
      return count === 1 ? id : `${id}-${count}`
    },
  }
}

/** A name of the model as the id of a line; Chinese names would not survive as the fragment of an address. */
export const slugOf = (name: string, words: LineWords | undefined): string => words?.id ?? `d-${hashOf(name)}`

function hashOf(text: string): string {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash.toString(36)
}

/** The part of an expression that gave the value: the branch of an `if`, the output of the row that hit. */
export function taken(step: Step, reading: Reading): Step {
  if (step.operation === 'if') return step.from[1] ? taken(step.from[1], reading) : step
  if (step.operation === 'decision table') {
    const hits = (reading.has(step.place.decision) ? (reading.traceOf(step.place.decision).rules ?? []) : []).filter(
      ({ outcome }) => outcome === 'hit',
    )
    const [hit] = hits
    const output = step.from.find(({ place }) => place.part === `rule:${hit?.row ?? 0}:output:1`)
    return hits.length === 1 && output ? taken(output, reading) : step
  }
  return step
}

/** The expression of a decision as it was worked out. */
export function rootOf(reading: Reading, decision: string): Step | null {
  const step = reading.has(decision) ? reading.traceOf(decision).steps[0] : undefined
  return step ? taken(step, reading) : null
}

const additions: ReadonlySet<string> = new Set([
  '+',
  '-',
  'sum',
  'max',
  'min',
  'floor',
  'ceiling',
  'abs',
  'round half up',
])

/** What a number is, by what it is made of; the models compute in plain numbers. */
export function unitOf(step: Step, drawing: DrawingParts): Unit {
  const { reading } = drawing
  const at = taken(step, reading)
  if (at.operation === 'decision') {
    if (at.text === '计入人数') return 'person'
    const known = drawing.units.get(at.text)
    if (known !== undefined) return known
    const root = rootOf(reading, at.text)
    const unit = root ? unitOf(root, drawing) : 'item'
    drawing.units.set(at.text, unit)
    return unit
  }
  const parameter = drawing.parameter(at.text)
  if (parameter) return unitOfParameter(parameter.definition)
  const fact = drawing.fact(at.text)
  if (fact) return fact.unit === 'fen' ? 'fen' : 'item'
  if (at.operation === 'count') return 'person'
  // One column of all members: `计入的成员.工资性收入`.
  if (at.operation === 'path')
    return unitOfMember(at.text.slice(at.text.lastIndexOf('.') + 1))?.startsWith('元') === true ? 'fen' : 'item'
  const units = at.from.map((part) => unitOf(part, drawing))
  if (at.operation === '*') return units.includes('fen') ? 'fen' : 'item'
  if (at.operation === '/') return units[0] === 'fen' && units[1] !== 'fen' ? 'fen' : 'item'
  if (additions.has(at.operation)) return units.includes('fen') ? 'fen' : (units[0] ?? 'item')
  return 'item'
}

export const unitOfParameter = ({ type, unit }: ParameterDefinition): Unit =>
  type === 'yuan' ? 'fen' : unit === '人' ? 'person' : unit === '个月' ? 'month' : 'item'

/** Null when unknown, or when it has parts of a fen and so no line of its own. */
export function amountOf(step: Step, unit: Unit): TreeLine['amount'] {
  const text = isNumber(step.value) ? numText(step.value as never) : null
  if (text === null) return null
  if (unit !== 'fen') return { unit, value: text }
  return isWholeFen(text) ? { unit, value: fenOf(text).toString() } : null
}

const isWholeFen = (text: string): boolean => /^-?\d+(\.\d{1,2})?$/.test(text)
export const hasPartOfAFen = (step: Step, unit: Unit): boolean =>
  unit === 'fen' && isNumber(step.value) && !isWholeFen(numText(step.value as never))

/** Fills the slots of a sentence with what the model said. */
export function sayWith(words: Words, drawing: DrawingParts, isEnglish = false): string {
  const text = isEnglish ? words.en : words.zh
  return text.replaceAll(/\{(-?)([^{}]+)\}/g, (_, minus: string, name: string) =>
    valueText(name, { drawing, isNegated: minus !== '', isEnglish }),
  )
}

export const saidOf = (words: Words, drawing: DrawingParts): Words => ({
  zh: sayWith(words, drawing),
  en: sayWith(words, drawing, true),
})

function valueText(
  name: string,
  setting: { readonly drawing: DrawingParts; readonly isNegated: boolean; readonly isEnglish: boolean },
): string {
  const { drawing, isNegated, isEnglish } = setting
  const { reading, place } = drawing
  const unknown = isEnglish ? 'unknown' : '不知道'
  if (name === '地方') return isEnglish ? place.en : place.zh
  const parameter = drawing.parameter(name)
  if (parameter)
    return parameter.use === null
      ? unknown
      : parameter.definition.type === 'yuan'
        ? formatYuan(parseYuan(parameter.use.value))
        : parameter.use.value
  const fact = drawing.fact(name)
  if (fact) return isEnglish ? fact.en : fact.zh
  if (!reading.has(name)) return unknown
  const { value, steps } = reading.traceOf(name)
  if (typeof value === 'string') return value
  if (!isNumber(value)) return unknown
  const text = numText(value as never)
  const unit = steps[0] ? unitOf(steps[0], drawing) : 'item'
  if (unit !== 'fen' || !isWholeFen(text)) return isNegated ? text.replace(/^-/, '') : text
  const amount = fenOf(text)
  return formatYuan(isNegated ? fen(-amount) : amount)
}

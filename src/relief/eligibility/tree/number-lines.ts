import type { Step } from '#platform/decisions/contract.ts'
import { numText } from '#platform/decisions/index.ts'
import { isNumber } from '../assess/engine-values.ts'
import type { TreeLine } from '../assessment.ts'
import type { Words } from '../labels.ts'
import {
  amountOf,
  hasPartOfAFen,
  rootOf,
  saidOf,
  slugOf,
  taken,
  unitOf,
  unitOfParameter,
  type Drawing,
  type Unit,
} from './drawing.ts'
import { line, parameterLine, personAmount } from './lines.ts'

/** Lines that stand one under the other, and those of them the value is made from. */
export interface Column {
  readonly lines: readonly TreeLine[]
  readonly from: readonly string[]
}

const signs: Readonly<Record<string, TreeLine['operator']>> = { '+': '+', '-': '−', '*': '×', '/': '÷' }

/** A number as a column addition: what it is made of, line by line, as far as +, −, × and ÷ reach. */
export function columnOf(step: Step, drawing: Drawing, unit = unitOf(step, drawing)): Column {
  const at = taken(step, drawing.reading)
  const rounded = roundedColumn(step, at, drawing)
  if (rounded) return rounded
  const [left, right] = at.from
  const sign = signs[at.operation]
  if (sign === undefined || !left || !right) return firstColumn(at, drawing, unit)
  const isScaled = at.operation === '*' || at.operation === '/'
  const head = columnOf(left, drawing, isScaled ? unitOf(left, drawing) : unit)
  const tail = operandOf(right, drawing, { operator: sign, unit: isScaled ? unitOf(right, drawing) : unit })
  return { lines: [...head.lines, tail], from: [...head.from, tail.id] }
}

/** What stands first in a column: a decision is worked out there and then, ending in its own line. */
function firstColumn(at: Step, drawing: Drawing, unit: Unit): Column {
  if (at.operation === 'decision' && !drawing.lineOf.has(at.text) && at.text !== '计入人数') {
    const root = rootOf(drawing.reading, at.text)
    if (root && isComputed(root)) {
      const inner = columnOf(root, drawing, unit)
      if (hasPartOfAFen(at, unit)) return inner
      const total = decisionLine(at, drawing, { operator: '=', unit, from: inner.from, lines: [] })
      return { lines: [...inner.lines, total], from: [total.id] }
    }
  }
  const one = operandOf(at, drawing, { operator: null, unit })
  return { lines: [one], from: [one.id] }
}

const isComputed = (root: Step): boolean => root.operation in signs || root.operation === 'decision'

interface Place {
  readonly operator: TreeLine['operator']
  readonly unit: Unit
}

/** One part of a sum: a number of the place, a fact, a decision with its own sum folded inside, or a plain number. */
export function operandOf(step: Step, drawing: Drawing, { operator, unit }: Place): TreeLine {
  const { reading, nextId } = drawing
  const at = taken(step, reading)
  const parameter = drawing.parameter(at.text)
  if (parameter && at.operation === 'input') {
    const { definition, use } = parameter
    const words = drawing.wordsOf(at.text)
    const id = drawing.lineOf.has(at.text) ? nextId(`${slugOf(at.text, words)}-again`) : nextId(slugOf(at.text, words))
    drawing.lineOf.set(at.text, id)
    const amount = amountOf(at, unitOfParameter(definition))
    return parameterLine(id, wordsFor(words, definition), use, { operator, amount })
  }
  if (at.operation === 'decision') return decisionOperand(at, drawing, { operator, unit })
  const fact = drawing.fact(at.text)
  if (fact)
    return line({
      id: nextId(`f-${slugOf(at.text, undefined)}`),
      kind: 'input',
      zh: fact.label.zh,
      en: fact.label.en,
      operator,
      amount: amountOf(at, fact.unit === 'fen' ? 'fen' : 'item'),
      source: fact.source,
    })
  if (at.operation in signs) {
    const inner = columnOf(at, drawing, unit)
    const amount = amountOf(at, unit)
    const words = { zh: '合起来', en: 'together' }
    return line({ id: nextId('part'), kind: 'sum', ...words, operator, amount, from: inner.from, lines: inner.lines })
  }
  const words = at.operation === 'literal' ? { zh: `规定的数 ${at.text}`, en: `The number ${at.text}` } : worked(at)
  return line({ id: nextId('number'), kind: 'input', ...words, operator, amount: amountOf(at, unit) })
}

const worked = ({ operation }: Step): Words => functionWords[operation] ?? { zh: '规则算出的数', en: 'by the rule' }
const functionWords: Readonly<Record<string, Words>> = {
  min: { zh: '取小的', en: 'The smaller' },
  max: { zh: '取大的', en: 'The larger' },
  sum: { zh: '加起来', en: 'Added up' },
}

function decisionOperand(at: Step, drawing: Drawing, { operator, unit }: Place): TreeLine {
  const words = drawing.wordsOf(at.text)
  const known = drawing.lineOf.get(at.text)
  if (known !== undefined) {
    const { zh, en } = words?.again ? saidOf(words.again, drawing) : wordsFor(words, { zh: at.text, en: at.text })
    const id = drawing.nextId(
      operator === null ? `${slugOf(at.text, words)}-again` : `${nameOf[operator]}${slugOf(at.text, words)}`,
    )
    return line({ id, kind: 'sum', zh, en, operator, amount: amountOf(at, unit), from: [known] })
  }
  if (at.text === '计入人数') {
    const value = isNumber(at.value) ? Number(numText(at.value as never)) : 0
    return decisionLine(at, drawing, {
      operator,
      unit: 'person',
      from: drawing.heads,
      lines: [],
      amount: personAmount(value),
    })
  }
  const root = rootOf(drawing.reading, at.text)
  const inner =
    root && isComputed(root) && !hasPartOfAFen(at, unit) ? columnOf(root, drawing, unit) : { lines: [], from: [] }
  return decisionLine(at, drawing, { operator, unit, ...inner })
}

const nameOf: Readonly<Record<string, string>> = { '−': 'minus-', '+': 'plus-', '×': 'times-', '÷': 'by-', '=': '' }

function decisionLine(
  at: Step,
  drawing: Drawing,
  parts: Place & Column & { readonly amount?: TreeLine['amount'] },
): TreeLine {
  const { operator, unit, from, lines } = parts
  const words = drawing.wordsOf(at.text)
  const amount = parts.amount ?? amountOf(at, unit)
  const isBelowZero = amount !== null && amount.value.startsWith('-')
  const said = isBelowZero && words?.fails ? words.fails : wordsFor(words, { zh: at.text, en: at.text })
  const id = drawing.nextId(slugOf(at.text, words))
  drawing.lineOf.set(at.text, id)
  const kind = from.length === 0 ? 'input' : 'sum'
  return line({ id, kind, ...saidOf(said, drawing), operator, amount, from, law: drawing.reading.law(at.text), lines })
}

const wordsFor = (words: { zh?: string | undefined; en?: string | undefined } | undefined, other: Words): Words => ({
  zh: words?.zh ?? other.zh,
  en: words?.en ?? other.en,
})

/** `floor(x * 100) / 100` in a table that asks the place how to round: x, and the place's word for it. */
function roundedColumn(table: Step, at: Step, drawing: Drawing): Column | null {
  if (at.operation !== '/' || table.operation !== 'decision table') return null
  const cut = at.from[0]
  if (cut === undefined || (cut.operation !== 'floor' && cut.operation !== 'ceiling')) return null
  const inner = cut.from[0]?.operation === '+' ? cut.from[0].from[0] : cut.from[0]
  const exact = inner?.operation === '*' ? inner.from[0] : undefined
  const named = table.from.find(
    ({ operation, text }) => operation === 'input' && drawing.parameter(text)?.definition.type === 'text',
  )
  const parameter = named && drawing.parameter(named.text)
  if (!exact || !parameter) return null
  const column = columnOf(exact, drawing, 'fen')
  const { definition, use } = parameter
  const words = {
    zh: `除不尽的一分：${use?.value ?? '本地没有录入怎么办'}`,
    en: `${definition.en}: ${use?.value ?? 'not supplied'}`,
  }
  const rounding = parameterLine(drawing.nextId(`r-${slugOf(named.text, undefined)}`), words, use)
  return { lines: [...column.lines, rounding], from: [...column.from, rounding.id] }
}

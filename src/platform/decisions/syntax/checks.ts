import { type ComparisonSign, comparison } from '../operations/comparison.ts'
import { typeWords } from '../values/type-words.ts'
import { type Type, booleanType } from '../values/type.ts'
import type { Binder, Complaint } from './binder.ts'
import type { Node } from './node.ts'
import type { Syntax } from './tree.ts'

export function typeClash(
  binder: Binder,
  syntax: { from: number; to: number },
  sign: string,
  ...operands: Node[]
): void {
  binder.complain(syntax, clashOf(sign, ...operands))
}

export function clashOf(sign: string, ...operands: Node[]): Complaint {
  const shown = operands.map((node) => `“${node.text}”（${typeWords(node.type).zh}）`)
  return {
    code: 'type-clash',
    zh: `“${sign}”不能用于 ${shown.join(' 和 ')}`,
    en: `“${sign}” does not fit ${operands.map((node) => `“${node.text}” (${typeWords(node.type).en})`).join(' and ')}`,
  }
}

/** `left sign right`, with the types checked; `shown` is what the left side is called in a sentence. */
export function compareNode(
  binder: Binder,
  syntax: Syntax,
  written: string,
  left: Node,
  right: Node,
  shown = left,
): Node {
  const sign = (written === '==' ? '=' : written) as ComparisonSign
  if (!Object.hasOwn(comparison, sign)) {
    return binder.trouble(syntax, {
      code: 'not-supported',
      zh: `不支持“${written}”`,
      en: `“${written}” is not supported`,
    })
  }
  checkComparable(binder, syntax, sign, shown, right)
  const apply = comparison[sign]
  return { ...binder.source(syntax, booleanType), kind: 'operation', operation: sign, apply, operands: [left, right] }
}

const unordered: readonly string[] = ['boolean', 'list', 'context', 'range', 'function']

export function checkComparable(
  binder: Binder,
  syntax: { from: number; to: number },
  sign: string,
  left: Node,
  right: Node,
): void {
  if (!mayCompare(sign, left.type, right.type)) typeClash(binder, syntax, sign, left, right)
}

export function mayCompare(sign: string, left: Type, right: Type): boolean {
  const kinds = [left.kind, right.kind]
  if (kinds.includes('any') || kinds.includes('null')) return true
  const isDay = kinds.every((kind) => kind === 'date' || kind === 'date and time')
  const isOrdered = sign === '=' || sign === '!=' || !kinds.some((kind) => unordered.includes(kind))
  return (kinds[0] === kinds[1] || isDay) && isOrdered
}

export const isCondition = ({ type }: Node): boolean => ['any', 'null', 'boolean'].includes(type.kind)

export function checkBoolean(binder: Binder, sign: string, operand: Node): void {
  if (!isCondition(operand)) typeClash(binder, operand.at, sign, operand)
}

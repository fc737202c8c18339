import { type ComparisonSign, comparison } from '../operations/comparison.ts'
import { typeWords } from '../values/type-words.ts'
import { booleanType } from '../values/type.ts'
import type { Binder } from './binder.ts'
import type { Node } from './node.ts'
import type { Syntax } from './tree.ts'

export function typeClash(
  binder: Binder,
  syntax: { from: number; to: number },
  sign: string,
  ...operands: Node[]
): void {
  const shown = operands.map((node) => `“${node.text}”（${typeWords(node.type).zh}）`)
  binder.complain(syntax, {
    code: 'type-clash',
    zh: `“${sign}”不能用于 ${shown.join(' 和 ')}`,
    en: `“${sign}” does not fit ${operands.map((node) => `“${node.text}” (${typeWords(node.type).en})`).join(' and ')}`,
  })
}

/** `left sign right`, with the types checked. */
export function compareNode(binder: Binder, syntax: Syntax, written: string, left: Node, right: Node): Node {
  const sign = (written === '==' ? '=' : written) as ComparisonSign
  if (!Object.hasOwn(comparison, sign)) {
    return binder.trouble(syntax, {
      code: 'not-supported',
      zh: `不支持“${written}”`,
      en: `“${written}” is not supported`,
    })
  }
  checkComparable(binder, syntax, sign, left, right)
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
  const kinds = [left.type.kind, right.type.kind]
  if (kinds.includes('any') || kinds.includes('null')) return
  const isDay = kinds.every((kind) => kind === 'date' || kind === 'date and time')
  const isOrdered = sign === '=' || sign === '!=' || !kinds.some((kind) => unordered.includes(kind))
  if ((kinds[0] !== kinds[1] && !isDay) || !isOrdered) typeClash(binder, syntax, sign, left, right)
}

export function checkBoolean(binder: Binder, sign: string, operand: Node): void {
  if (!['any', 'null', 'boolean'].includes(operand.type.kind)) typeClash(binder, operand.at, sign, operand)
}

import { type ArithmeticSign, arithmetic, negateValue } from '../operations/arithmetic.ts'
import { between } from '../operations/comparison.ts'
import { conforms, kindOf } from '../values/conform.ts'
import { type Type, anyType, booleanType } from '../values/type.ts'
import { Null } from '../values/null.ts'
import { bind, type Binder, type Reader, kid } from './binder.ts'
import { checkBoolean, checkComparable, compareNode, typeClash } from './checks.ts'
import type { Node } from './node.ts'
import type { Syntax } from './tree.ts'
import { readType } from './types.ts'
import { readIn } from './unary-tests.ts'

const isSign = (syntax: Syntax): boolean => syntax.name === 'ArithOp' || syntax.name === 'CompareOp'

export const readArithmetic: Reader = (binder, syntax, scope) => {
  const [first, second, third] = syntax.kids
  if (first && isSign(first) && second) {
    const operand = bind(binder, second, scope)
    if (!['any', 'null', 'number', ...durations].includes(operand.type.kind)) typeClash(binder, syntax, '-', operand)
    return operation(binder, syntax, '-', operand.type, negateValue, [operand])
  }
  if (!first || !second || !third) return bind(binder, { ...syntax, isError: true }, scope)
  const sign = binder.textOf(second).replace('^', '**') as ArithmeticSign
  const operands = [bind(binder, first, scope), bind(binder, third, scope)] as const
  const type = arithmeticType(sign, operands[0].type, operands[1].type)
  if (!type) typeClash(binder, syntax, sign, ...operands)
  return operation(binder, syntax, sign, type ?? anyType, arithmetic[sign], operands)
}

const operation = (
  binder: Binder,
  syntax: Syntax,
  name: string,
  type: Type,
  apply: (...operands: never[]) => unknown,
  operands: readonly Node[],
): Node => ({
  ...binder.source(syntax, type),
  kind: 'operation',
  operation: name,
  apply: apply as Extract<Node, { kind: 'operation' }>['apply'],
  operands,
})

const durations: readonly string[] = ['days and time duration', 'years and months duration']
const moments: readonly string[] = ['date', 'time', 'date and time']

/** The type of an arithmetic result; undefined when the operands never fit. */
export function arithmeticType(sign: ArithmeticSign, left: Type, right: Type): Type | undefined {
  if ([left, right].some((type) => type.kind === 'any' || type.kind === 'null')) return anyType
  const [one, other] = [left.kind, right.kind]
  if (one === 'number' && other === 'number') return { kind: 'number' }
  if (sign === '+' && one === 'string' && other === 'string') return { kind: 'string' }
  const additive = sign === '+' || sign === '-'
  if (additive && durations.includes(one) && one === other) return { kind: one } as Type
  if (additive && moments.includes(one) && durations.includes(other)) return { kind: one } as Type
  if (sign === '+' && durations.includes(one) && moments.includes(other)) return { kind: other } as Type
  if (sign === '-' && moments.includes(one) && moments.includes(other) && (one === 'time') === (other === 'time')) {
    return { kind: 'days and time duration' }
  }
  if ((sign === '*' || sign === '/') && durations.includes(one) && other === 'number') return { kind: one } as Type
  if (sign === '*' && one === 'number' && durations.includes(other)) return { kind: other } as Type
  if (sign === '/' && durations.includes(one) && one === other) return { kind: 'number' }
  return undefined
}

export const readComparison: Reader = (binder, syntax, scope) => {
  const [first, second] = syntax.kids
  if (!first || !second) return bind(binder, { ...syntax, isError: true }, scope)
  if (second.name === 'in') return readIn(binder, syntax, scope)
  if (second.name === 'between') {
    const operands = syntax.kids
      .filter((each) => !['between', 'and'].includes(each.name))
      .map((each) => bind(binder, each, scope))
    if (operands.length !== 3) return bind(binder, { ...syntax, isError: true }, scope)
    checkComparable(binder, syntax, 'between', operands[0]!, operands[1]!)
    checkComparable(binder, syntax, 'between', operands[0]!, operands[2]!)
    return operation(binder, syntax, 'between', booleanType, between, operands)
  }
  const third = syntax.kids[2]
  if (!third) return bind(binder, { ...syntax, isError: true }, scope)
  return compareNode(binder, syntax, binder.textOf(second), bind(binder, first, scope), bind(binder, third, scope))
}

export const readLogic: Reader = (binder, syntax, scope) => {
  const [first, , third] = syntax.kids
  if (!first || !third) return bind(binder, { ...syntax, isError: true }, scope)
  const kind = syntax.name === 'Conjunction' ? 'and' : 'or'
  const left = bind(binder, first, scope)
  const right = bind(binder, third, scope)
  for (const operand of [left, right]) checkBoolean(binder, kind, operand)
  return { ...binder.source(syntax, booleanType), kind, left, right }
}

export const readInstanceOf: Reader = (binder, syntax, scope) => {
  const value = bind(binder, syntax.kids[0]!, scope)
  const written = kid(syntax, 'Type')
  const type = written && readType(binder, written)
  if (!type)
    return binder.trouble(written ?? syntax, {
      code: 'unknown-type',
      zh: `不认识类型“${written ? binder.textOf(written) : ''}”`,
      en: `unknown type “${written ? binder.textOf(written) : ''}”`,
    })
  const isInstance = (candidate: unknown): boolean => {
    const tested = candidate as Parameters<typeof conforms>[0]
    if (tested instanceof Null) return type.kind === 'null'
    return type.kind === 'null'
      ? false
      : type.kind === 'any' || (kindOf(tested) === type.kind && conforms(tested, type))
  }
  return operation(binder, syntax, 'instance of', booleanType, isInstance, [value])
}

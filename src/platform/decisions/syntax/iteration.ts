import { type Type, anyType, booleanType, commonType, listOf } from '../values/type.ts'
import { bind, type Binder, type Reader, kid, kidsNamed } from './binder.ts'
import type { Iterated, Node } from './node.ts'
import { checkBoolean, isCondition, typeClash } from './checks.ts'
import { endless } from './endless.ts'
import type { Scope } from './scope.ts'
import type { Syntax } from './tree.ts'

export const readIf: Reader = (binder, syntax, scope) => {
  const [condition, yes, no] = syntax.kids
    .filter((each) => !['if', 'then', 'else'].includes(each.name))
    .map((each) => bind(binder, each, scope))
  if (!condition || !yes || !no) return bind(binder, { ...syntax, isError: true }, scope)
  checkBoolean(binder, 'if', condition)
  return { ...binder.source(syntax, commonType([yes.type, no.type])), kind: 'if', condition, yes, no }
}

/** The type of the items that iteration or a filter meets. */
export const itemTypeOf = (source: Type): Type =>
  source.kind === 'list' || source.kind === 'range' ? source.of : source.kind === 'null' ? anyType : source

/** `1..5` and the same with days. */
function mayCountThrough(from: Type, to: Type): boolean {
  const known = [from.kind, to.kind].filter((kind) => kind !== 'any' && kind !== 'null')
  return new Set(known).size < 2 && known.every((kind) => kind === 'number' || kind === 'date')
}

function readVariables(binder: Binder, syntax: Syntax, scope: Scope): Iterated[] | null {
  const written = kid(syntax, 'InExpressions')
  const variables: Iterated[] = []
  for (const each of written ? kidsNamed(written, 'InExpression') : []) {
    const name = kid(each, 'Name')
    const over = kid(each, 'IterationContext')
    if (!name || !over || [...each.kids, ...over.kids].some((part) => part.isError)) return null
    const [first, second] = over.kids.filter((part) => part.name !== '..')
    if (!first) return null
    const source = bind(binder, first, scope)
    const until = second ? bind(binder, second, scope) : null
    if (until && !mayCountThrough(source.type, until.type)) typeClash(binder, over, '..', source, until)
    const binding = scope.declare(binder.nameOf(name), until ? source.type : itemTypeOf(source.type))
    variables.push({ name: binding.name, slot: binding.slot, source, until })
  }
  const never = endless(variables)
  if (written && never) binder.complain(written, never)
  return variables.length > 0 ? variables : null
}

export const readFor: Reader = (binder, syntax, scope) => {
  const inner = scope.child()
  const variables = readVariables(binder, syntax, inner)
  const written = syntax.kids.at(-1)
  if (!variables || !written || written.name === 'return') return bind(binder, { ...syntax, isError: true }, scope)
  const partial = inner.declare('partial', listOf(anyType))
  const body = bind(binder, written, inner)
  return { ...binder.source(syntax, listOf(body.type)), kind: 'for', variables, partial: partial.slot, body }
}

export const readQuantified: Reader = (binder, syntax, scope) => {
  const inner = scope.child()
  const variables = readVariables(binder, syntax, inner)
  const written = syntax.kids.at(-1)
  if (!variables || !written || written.name === 'satisfies') return bind(binder, { ...syntax, isError: true }, scope)
  const body = bind(binder, written, inner)
  checkBoolean(binder, 'satisfies', body)
  return { ...binder.source(syntax, booleanType), kind: kid(syntax, 'every') ? 'every' : 'some', variables, body }
}

/** A filter is a condition on each item, or a position. */
export const isFilter = (condition: Node): boolean => isCondition(condition) || condition.type.kind === 'number'

export function filteredType(condition: Node, item: Type): Type {
  if (condition.type.kind === 'number') return item
  return condition.type.kind === 'boolean' ? listOf(item) : anyType
}

export const readFilter: Reader = (binder, syntax, scope) => {
  const [left, , right] = syntax.kids
  if (!left || !right || right.name === ']') return bind(binder, { ...syntax, isError: true }, scope)
  const source = bind(binder, left, scope)
  const itemType = itemTypeOf(source.type)
  const slot = scope.slots.take()
  const inner = scope.child({ name: 'item', slot, type: itemType, role: 'variable' })
  const condition = bind(binder, right, inner)
  if (!isFilter(condition)) typeClash(binder, right, '[ ]', condition)
  return { ...binder.source(syntax, filteredType(condition, itemType)), kind: 'filter', source, slot, condition }
}

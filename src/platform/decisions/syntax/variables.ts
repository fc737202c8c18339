import { bind, type Binder, type Complaint, type Reader } from './binder.ts'
import { fullWidthIn, guessName } from './names.ts'
import type { Node } from './node.ts'
import { type Found, findEntryType } from './scope.ts'
import type { Syntax } from './tree.ts'
import { unrepeatableNames } from '../builtins/unrepeatable.ts'
import { partNames } from '../operations/path.ts'
import { type Type, anyType, booleanType, listOf, numberType } from '../values/type.ts'
import { failure } from '../values/null.ts'

export const readVariable: Reader = (binder, syntax, scope) => {
  const name = binder.nameOf(syntax)
  const { found, maybeIn } = scope.find(name)
  const outer = found ? foundNode(binder, syntax, found) : builtinNode(binder, syntax, name)
  if (maybeIn.length > 0) {
    return { ...binder.source(syntax, anyType), kind: 'item', name, slots: maybeIn, outer: outer ?? null }
  }
  return (
    outer ??
    closedRing(binder, syntax, name) ??
    unknownName(binder, syntax, name, [...scope.visible().keys(), ...binder.surroundings.functions.keys()])
  )
}

function foundNode(binder: Binder, syntax: Syntax, found: Found): Node {
  if (found.kind === 'binding') {
    const { slot, name, type, role } = found.binding
    return { ...binder.source(syntax, type), kind: 'variable', slot, name, role }
  }
  const item: Node = {
    ...binder.source(syntax, found.itemType),
    kind: 'variable',
    slot: found.slot,
    name: 'item',
    role: 'variable',
  }
  return { ...binder.source(syntax, found.type), kind: 'path', source: item, name: found.name }
}

function builtinNode(binder: Binder, syntax: Syntax, name: string): Node | undefined {
  const value = binder.surroundings.functions.get(name)
  const type: Type = { kind: 'function', parameters: null, result: value?.result ?? anyType }
  return value && { ...binder.source(syntax, type), kind: 'constant', value, operation: 'function' }
}

/** A decision that needs this one, directly or not, can never be named here: no line would make it known. */
function closedRing(binder: Binder, syntax: Syntax, name: string): Node | undefined {
  const found = binder.surroundings.ringThrough(name)
  if (found === null) return undefined
  const ring = found.elements.join(' → ')
  const said = {
    code: 'cycle',
    zh: `这里不能用“${name}”：它的结果要靠这个决策来算，用了就绕成一圈：${ring}`,
    en: `“${name}” cannot be used here: its result depends on this decision, which would make a circle: ${ring}`,
  }
  // Of a ring that is drawn the lines tell already, and one ring is one problem.
  if (found.isDrawn) return { ...binder.source(syntax), kind: 'trouble', failure: failure(said.zh, said.en) }
  return binder.trouble(syntax, said)
}

export function unknownName(binder: Binder, syntax: Syntax, name: string, known: readonly string[]): Node {
  if (unrepeatableNames.includes(name)) {
    return binder.trouble(syntax, {
      code: 'not-supported',
      zh: `决策必须可以重算，不能用“${name}”；日期要作为输入给出`,
      en: `a decision must be repeatable, so “${name}” is not supported; give the date as an input`,
    })
  }
  const fullWidth = fullWidthName(name)
  if (fullWidth) return binder.trouble(syntax, fullWidth)
  const guess = guessName(name, known)
  return binder.trouble(syntax, {
    code: 'unknown-name',
    zh: `不认识“${name}”${guess ? `，是不是“${guess}”？` : '。它要先声明为输入或决策，并连上需求线'}`,
    en: `unknown name “${name}”${guess ? `; did you mean “${guess}”?` : '; declare it as an input or a decision and require it'}`,
  })
}

/** A name that swallowed an operator written in full width. */
function fullWidthName(name: string): Complaint | null {
  const operator = fullWidthIn(name)
  if (!operator) return null
  return {
    code: 'unknown-name',
    zh: `“${name}”里有全角的“${operator}”，整段被当成了一个名称。运算符和标点请用半角`,
    en: `“${name}” contains the full-width “${operator}” and was read as one name; write operators in half width`,
  }
}

function unknownEntry(binder: Binder, syntax: Syntax, source: Node, name: string, known: readonly string[]): void {
  const guess = guessName(name, known)
  binder.complain(
    syntax,
    fullWidthName(name) ?? {
      code: 'unknown-name',
      zh: `“${source.text}”里没有“${name}”这一项${guess ? `，是不是“${guess}”？` : ''}`,
      en: `“${source.text}” has no entry “${name}”${guess ? `; did you mean “${guess}”?` : ''}`,
    },
  )
}

export const readPath: Reader = (binder, syntax, scope) => {
  const [left, , right] = syntax.kids
  if (!left || !right) return bind(binder, { ...syntax, isError: true }, scope)
  const source = bind(binder, left, scope)
  const name = binder.nameOf(right)
  const entry = entryTypeOf(binder, right, source, source.type, name)
  return { ...binder.source(syntax, entry.type), kind: 'path', source, name: entry.name }
}

function entryTypeOf(
  binder: Binder,
  syntax: Syntax,
  source: Node,
  type: Type,
  name: string,
): { name: string; type: Type } {
  if (type.kind === 'list') {
    const inner = entryTypeOf(binder, syntax, source, type.of, name)
    return { name: inner.name, type: listOf(inner.type) }
  }
  if (type.kind === 'context' && type.entries.size > 0) {
    const entry = findEntryType(type.entries, name)
    if (!entry) unknownEntry(binder, syntax, source, name, [...type.entries.keys()])
    return entry ?? { name, type: anyType }
  }
  const parts = Object.hasOwn(partNames, type.kind) ? partNames[type.kind] : undefined
  if (parts && !parts.includes(name)) unknownEntry(binder, syntax, source, name, parts)
  return { name, type: partType(type, name) }
}

function partType(source: Type, name: string): Type {
  if (source.kind === 'range') return name.endsWith('included') ? booleanType : source.of
  if (name === 'timezone') return { kind: 'string' }
  if (name === 'time offset') return { kind: 'days and time duration' }
  return Object.hasOwn(partNames, source.kind) ? numberType : anyType
}

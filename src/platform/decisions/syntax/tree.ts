import { parser, trackVariables } from 'lezer-feel'
import type { Type } from '../values/type.ts'

/** The concrete syntax of an expression, comments left out. Positions are UTF-16 units in the text. */
export interface Syntax {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly isError: boolean
  readonly kids: readonly Syntax[]
}

export type Dialect = 'Expression' | 'UnaryTests'
export type ParseResult =
  | { readonly kind: 'tree'; readonly tree: Syntax; readonly ranges: ReadonlySet<number> }
  | { readonly kind: 'too-large'; readonly zh: string; readonly en: string }

const charactersMax = 20_000
const nestingMax = 100
const treeDepthMax = 1_000

/** Parses with the names in scope, because FEEL names may contain spaces and keywords. */
export function parseText(text: string, dialect: Dialect, names: ReadonlyMap<string, Type>): ParseResult {
  if (text.length > charactersMax) {
    return {
      kind: 'too-large',
      zh: `表达式超过 ${charactersMax} 个字符，请拆成几个决策`,
      en: `the expression exceeds ${charactersMax} characters; split it into several decisions`,
    }
  }
  if (nestingOf(text) > nestingMax) return tooDeep
  const prepared = prepareTypes(text)
  const tracker = trackVariables(shapeOfNames(names))
  const parsed = parser.configure({ top: dialect, contextTracker: tracker }).parse(prepared.text)
  const tree = simplify(parsed.topNode, 0)
  return tree ? { kind: 'tree', tree, ranges: prepared.ranges } : tooDeep
}

const tooDeep: ParseResult = {
  kind: 'too-large',
  zh: '表达式嵌套过深，请拆成几个决策',
  en: 'the expression is nested too deeply; split it into several decisions',
}

function nestingOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const character of text) {
    if ('([{'.includes(character)) deepest = Math.max(deepest, (depth += 1))
    else if (')]}'.includes(character)) depth -= 1
  }
  return deepest
}

interface LezerNode {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly type: { readonly isError: boolean }
  readonly firstChild: LezerNode | null
  readonly nextSibling: LezerNode | null
}

function simplify(node: LezerNode, depth: number): Syntax | null {
  if (depth > treeDepthMax) return null
  const kids: Syntax[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name === 'LineComment' || child.name === 'BlockComment') continue
    const kid = simplify(child, depth + 1)
    if (!kid) return null
    kids.push(kid)
  }
  return { name: node.name, from: node.from, to: node.to, isError: node.type.isError, kids }
}

/**
 * The grammar has no `range<T>` and no empty `context<>`: a range type is read as a list type of the same length (and
 * remembered by its position), an empty entry list is blanked out.
 */
function prepareTypes(text: string): { text: string; ranges: ReadonlySet<number> } {
  const ranges = new Set<number>()
  const prepared = text
    .replace(/(\bof\s+|[:<,]\s*|->\s*)range(?=\s*<)/g, (whole: string, before: string, at: number) => {
      ranges.add(at + before.length)
      return `${before}list `
    })
    .replace(/\bcontext(\s*<\s*>)/g, (whole: string) => 'context'.padEnd(whole.length))
  return { text: prepared, ranges }
}

type Shape = null | { readonly [name: string]: Shape }
const shapes = new WeakMap<Type, NonNullable<Shape>>()

function shapeOfNames(names: ReadonlyMap<string, Type>): Shape {
  const shape: Record<string, Shape> = {}
  for (const [name, type] of names) if (name !== '__proto__') shape[name] = shapeOf(type)
  return shape
}

/** Names inside a type, as nested objects; a list offers the names of its items, a function those of its result. */
function shapeOf(type: Type): Shape {
  if (type.kind === 'list') return shapeOf(type.of)
  if (type.kind === 'function') return shapeOf(type.result)
  if (type.kind !== 'context') return null
  const known = shapes.get(type)
  if (known) return known
  const shape = shapeOfNames(type.entries)
  if (shape) shapes.set(type, shape)
  return shape
}

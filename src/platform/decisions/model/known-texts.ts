import type { Node } from '../syntax/node.ts'
import { type ValueSet, intersect, point } from '../tables/intervals.ts'
import { singleHit } from '../tables/table.ts'
import { Null } from '../values/null.ts'
import type { Type } from '../values/type.ts'

/** Texts a host may give an input, by its path: `城乡`, `财产.认定`, of the members of a list `成员[].婚姻`. */
export type GivenTexts = Readonly<Record<string, readonly string[]>>

/** The type of an input with the texts the host gives it. */
export function givenTexts(type: Type, path: string, texts: GivenTexts): Type {
  if (type.kind === 'list') return { ...type, of: givenTexts(type.of, `${path}[]`, texts) }
  if (type.kind === 'context') {
    const entries = [...type.entries].map(
      ([name, entry]) => [name, givenTexts(entry, `${path}.${name}`, texts)] as const,
    )
    return { ...type, entries: new Map(entries) }
  }
  const said = Object.hasOwn(texts, path) ? texts[path] : undefined
  return said && (type.kind === 'string' || type.kind === 'any') ? { ...type, texts: said } : type
}

/** The type of a result with the texts that its expression can yield. */
export function learned(declared: Type, node: Node): Type {
  const texts = declared.kind === 'string' ? textsOf(node) : null
  return texts ? { ...declared, texts } : carried(declared, node.type)
}

function carried(declared: Type, from: Type): Type {
  if (declared === from) return declared
  if (declared.kind === 'list' && from.kind === 'list') return { ...declared, of: carried(declared.of, from.of) }
  if (declared.kind === 'context' && from.kind === 'context') {
    const entries = [...declared.entries].map(([name, entry]) => {
      const source = from.entries.get(name)
      return [name, source ? carried(entry, source) : entry] as const
    })
    return { ...declared, entries: new Map(entries) }
  }
  return declared.kind === 'string' && from.texts ? { ...declared, texts: from.texts } : declared
}

/** Every text an expression can yield, or null where that cannot be told. An unknown is no text. */
function textsOf(node: Node): readonly string[] | null {
  if (node.kind === 'constant')
    return node.value instanceof Null ? [] : typeof node.value === 'string' ? [node.value] : null
  if (node.kind === 'if') return allOf([node.yes, node.no])
  if (node.kind === 'table' && node.outputs.length === 1 && singleHit.includes(node.hitPolicy)) {
    const fallback = node.outputs[0]?.otherwise
    return allOf([...node.rules.flatMap(({ outputs }) => outputs), ...(fallback ? [fallback] : [])])
  }
  return node.type.texts ?? null
}

function allOf(nodes: readonly Node[]): readonly string[] | null {
  const texts = nodes.map(textsOf)
  return texts.some((each) => each === null) ? null : [...new Set(texts.flatMap((each) => each ?? []))]
}

/** What can come into the column of a table: what the types allow, and what the source of the expression can be. */
export function domainOf(expression: Node, declared: Type): ValueSet | null {
  const sets = [declared.constraint?.values, expression.type.constraint?.values, textsOf(expression)?.map(point)]
  return sets.reduce<ValueSet | null>((domain, set) => (domain && set ? intersect(domain, set) : (set ?? domain)), null)
}

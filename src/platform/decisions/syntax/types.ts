import { type Type, anyType, builtinType } from '../values/type.ts'
import { type Binder, kid, kidsNamed } from './binder.ts'
import type { Syntax } from './tree.ts'

/** A type as written in an expression; undefined when it is not known. */
export function readType(binder: Binder, syntax: Syntax): Type | undefined {
  const written = syntax.name === 'Type' ? syntax.kids[0] : syntax
  if (!written || written.isError) return undefined
  switch (written.name) {
    case 'ListType': {
      const inner = kid(written, 'Type')
      const of = inner && readType(binder, inner)
      return of && { kind: binder.ranges.has(written.from) ? 'range' : 'list', of }
    }
    case 'ContextType':
      return readContextType(binder, written)
    case 'FunctionType':
      return readFunctionType(binder, written)
    default: {
      const name = binder.nameOf(written)
      return builtinType(name) ?? binder.surroundings.typeNamed(name)
    }
  }
}

function readContextType(binder: Binder, syntax: Syntax): Type | undefined {
  const entries = new Map<string, Type>()
  const written = kid(syntax, 'ContextEntryTypes')
  for (const entry of written ? kidsNamed(written, 'ContextEntryType') : []) {
    const name = kid(entry, 'Name', 'PropertyName')
    const inner = kid(entry, 'Type')
    const type = inner && readType(binder, inner)
    if (!name || !type) return undefined
    entries.set(binder.nameOf(name), type)
  }
  return { kind: 'context', entries }
}

function readFunctionType(binder: Binder, syntax: Syntax): Type | undefined {
  const parameters: Type[] = []
  const written = kid(syntax, 'ArgumentTypes')
  for (const argument of written ? kidsNamed(written, 'ArgumentType') : []) {
    const inner = kid(argument, 'Type')
    const type = inner && readType(binder, inner)
    if (!type) return undefined
    parameters.push(type)
  }
  const last = kid(syntax, 'Type')
  return { kind: 'function', parameters, result: (last && readType(binder, last)) ?? anyType }
}

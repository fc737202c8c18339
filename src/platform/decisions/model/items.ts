import type { Problem } from '../contract.ts'
import { builtins } from '../builtins/registry.ts'
import { compilePlain } from '../compile/plain.ts'
import { readExpression } from '../syntax/expressions.ts'
import { guessName } from '../syntax/names.ts'
import { Scope, Slots } from '../syntax/scope.ts'
import {
  type Constraint,
  type Type,
  anyType,
  builtinType,
  listOf,
  atomNames,
  weightMax,
  weightOf,
} from '../values/type.ts'
import { setOfCell } from '../tables/cells.ts'
import { intersect } from '../tables/intervals.ts'
import { Null } from '../values/null.ts'
import type { Value } from '../values/value.ts'
import { type Element, element, elements, text, unitOf } from './xml.ts'

/** The item definitions of a model as types. */
export interface Items {
  readonly typeNamed: (name: string) => Type | undefined
  /** The type a `typeRef` names; a problem is noted when it names none. */
  readonly typeFor: (typeRef: string, decision: string) => Type
}

export interface ItemSurroundings {
  readonly file: string
  readonly report: (problem: Problem) => void
  readonly checkName: (name: string, what: string) => void
  /** Types of imported models, by `alias.name`. */
  readonly imported: (name: string) => Type | undefined
}

export function readItems(definitions: readonly Element[], around: ItemSurroundings): Items {
  const byName = new Map(definitions.map((item) => [text(item, 'name'), item]))
  const made = new Map<string, Type>()
  const making = new Set<string>()

  const typeNamed = (written: string): Type | undefined => {
    const name = written.replace(/^feel:/, '')
    const known = made.get(name)
    if (known) return known
    const item = byName.get(name)
    if (!item) return around.imported(name)
    if (making.has(name)) {
      around.report({
        file: around.file,
        code: 'cycle',
        zh: `类型“${name}”包含它自己`,
        en: `the type “${name}” contains itself`,
      })
      return anyType
    }
    making.add(name)
    const type = { ...typeOf(item, name), name }
    if (weightOf(type) > weightMax) {
      around.report({
        file: around.file,
        code: 'too-large',
        zh: `类型“${name}”展开后太大`,
        en: `the type “${name}” is too large when written out`,
      })
      return anyType
    }
    making.delete(name)
    made.set(name, type)
    return type
  }

  const typeFor = (typeRef: string, decision: string): Type => {
    if (typeRef === '') return anyType
    const type = typeNamed(typeRef) ?? builtinType(typeRef)
    if (type) return type
    const guess = guessName(typeRef, [...byName.keys(), ...atomNames])
    around.report({
      file: around.file,
      decision,
      code: 'unknown-type',
      zh: `不认识类型“${typeRef}”${guess ? `，是不是“${guess}”？` : ''}`,
      en: `unknown type “${typeRef}”${guess ? `; did you mean “${guess}”?` : ''}`,
    })
    return anyType
  }

  const typeOf = (item: Element, name: string): Type => {
    const base = baseOf(item, name)
    const isCollection = item['isCollection'] === true || item['isCollection'] === 'true'
    const allowed = constraintOf(element(item, 'allowedValues'), base, name)
    const inner = allowed ? { ...base, constraint: both(base.constraint, allowed) } : base
    const type = { ...(isCollection ? listOf(inner) : inner), ...unitOf(item) }
    const whole = constraintOf(element(item, 'typeConstraint'), type, name)
    return whole ? { ...type, constraint: both(type.constraint, whole) } : type
  }

  const baseOf = (item: Element, name: string): Type => {
    const components = elements(item, 'itemComponent')
    if (components.length > 0) {
      const entries = new Map<string, Type>()
      for (const component of components) {
        const entry = text(component, 'name')
        around.checkName(entry, name)
        entries.set(entry, typeOf(component, `${name}.${entry}`))
      }
      return { kind: 'context', entries }
    }
    const signature = element(item, 'functionItem')
    if (signature) {
      const parameters = elements(signature, 'parameters').map((each) => typeFor(text(each, 'typeRef'), name))
      return { kind: 'function', parameters, result: typeFor(text(signature, 'outputTypeRef'), name) }
    }
    return typeFor(text(item, 'typeRef'), name)
  }

  const constraintOf = (tests: Element | undefined, type: Type, name: string): Constraint | undefined => {
    const written = text(tests, 'text')
    if (written === '') return undefined
    const slots = new Slots()
    const scope = new Scope(slots)
    scope.declare('?', type, 'variable', slots.take(), name)
    const node = readExpression(
      written,
      `type:${name}`,
      scope,
      {
        file: around.file,
        decision: name,
        typeNamed,
        ringThrough: () => null,
        functions: builtins,
        report: around.report,
      },
      'UnaryTests',
    )
    const test = compilePlain(node)
    const values = setOfCell(node)
    return {
      text: written,
      ...(values ? { values } : {}),
      allows: (value) => {
        const frame: Value[] = Array.from({ length: slots.size }, () => value as Value)
        return value instanceof Null ? true : test(frame) === true
      },
    }
  }

  for (const name of byName.keys()) {
    around.checkName(name, name)
    typeNamed(name)
  }
  return { typeNamed, typeFor }
}

const both = (one: Constraint | undefined, other: Constraint): Constraint =>
  one
    ? {
        text: `${one.text}；${other.text}`,
        allows: (value) => one.allows(value) && other.allows(value),
        ...(one.values && other.values ? { values: intersect(one.values, other.values) } : {}),
      }
    : other

import { bind, kid, kidsNamed, type Reader } from './binder.ts'
import { nameFault } from './names.ts'
import type { ContextNode } from './node.ts'
import { writtenNull } from '../values/null.ts'
import { parseNumber } from '../values/number.ts'
import {
  anyType,
  booleanType,
  commonType,
  listOf,
  nullType,
  numberType,
  stringType,
  type Type,
  bounded,
} from '../values/type.ts'
import type { Value } from '../values/value.ts'
import type { Binder } from './binder.ts'
import type { Syntax } from './tree.ts'

const constant = (binder: Binder, syntax: Syntax, type: Type, value: Value) =>
  ({ ...binder.source(syntax, type), kind: 'constant', value, operation: 'literal' }) as const

export const readNumber: Reader = (binder, syntax) => {
  const value = parseNumber(binder.textOf(syntax).replace(/\s/g, ''))
  if (value) return constant(binder, syntax, numberType, value)
  const shown = binder.textOf(syntax).slice(0, 40)
  return binder.trouble(syntax, {
    code: 'not-a-number',
    zh: `“${shown}”不是可以精确表示的数`,
    en: `“${shown}” is not a number that can be represented`,
  })
}

export const readString: Reader = (binder, syntax) => constant(binder, syntax, stringType, readText(binder, syntax))

export const readBoolean: Reader = (binder, syntax) =>
  constant(binder, syntax, booleanType, binder.textOf(syntax) === 'true')

export const readNull: Reader = (binder, syntax) => constant(binder, syntax, nullType, writtenNull)

/** What a text literal says. No database keeps the character numbered 0, so no model may make it. */
function readText(binder: Binder, syntax: Syntax): string {
  const text = unescapeString(binder.textOf(syntax))
  if (text.includes('\0')) {
    binder.complain(syntax, {
      code: 'not-supported',
      zh: '文字里有编号为 0 的字符（\\u0000），数据库存不下，请去掉',
      en: 'the text holds the character numbered 0 (\\u0000), which no database can store; take it out',
    })
  }
  return text
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** The text of a string literal: `\n`, `\"`, `\u4E2D`, `\U01F40E`. */
export function unescapeString(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(
      /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|([nrt"'\\]))/g,
      (whole, short?: string, long?: string, plain?: string) => {
        const code = short ?? long
        if (code !== undefined)
          return Number.parseInt(code, 16) > 0x10ffff ? whole : String.fromCodePoint(Number.parseInt(code, 16))
        return escapes[plain ?? ''] ?? plain ?? whole
      },
    )
}

export const readList: Reader = (binder, syntax, scope) => {
  const items = syntax.kids
    .filter((each) => !['[', ']', ','].includes(each.name))
    .map((each) => bind(binder, each, scope))
  const type = items.length === 0 ? listOf(anyType) : listOf(commonType(items.map((item) => item.type)))
  return { ...binder.source(syntax, bounded(type)), kind: 'list', items }
}

export const readContext: Reader = (binder, syntax, scope) => {
  const inner = scope.child()
  const entries: ContextNode['entries'][number][] = []
  for (const entry of kidsNamed(syntax, 'ContextEntry')) {
    const wrong = entry.kids.find((each) => each.isError)
    const [key, value] = entry.kids.filter((each) => each.name !== ':')
    if (wrong || !key || !value) return bind(binder, wrong ?? { ...entry, isError: true }, scope)
    const name = entryName(binder, key)
    const fault = nameFault(name)
    if (fault && kid(key, 'Name')) {
      binder.complain(key, { code: 'name', zh: `名称“${name}”${fault.zh}`, en: `the name “${name}” ${fault.en}` })
    }
    if (entries.some((known) => known.name === name)) {
      return binder.trouble(key, {
        code: 'duplicate-name',
        zh: `“${name}”在同一个上下文里出现了两次`,
        en: `“${name}” stands twice in one context`,
      })
    }
    const node = bind(binder, value, inner)
    const { slot } = inner.declare(name, node.type)
    entries.push({ name, slot, declared: anyType, value: node })
  }
  const type: Type = { kind: 'context', entries: new Map(entries.map((entry) => [entry.name, entry.value.type])) }
  return { ...binder.source(syntax, bounded(type)), kind: 'context', entries, result: null }
}

function entryName(binder: Binder, key: Syntax): string {
  const text = kid(key, 'StringLiteral')
  return text ? readText(binder, text) : binder.nameOf(key)
}

import { FeelFunction, type Parameter } from '../values/function.ts'
import { type Type, anyType, mayBecome } from '../values/type.ts'
import { typeWords } from '../values/type-words.ts'
import { parseTemporal } from '../values/temporal.ts'
import { bind, type Binder, type Reader, kid, kidsNamed } from './binder.ts'
import { typeClash } from './checks.ts'
import { unescapeString } from './literals.ts'
import { constantOf } from './make.ts'
import { guessName, nameKey } from './names.ts'
import type { FunctionNode, Node } from './node.ts'
import type { Scope } from './scope.ts'
import type { Syntax } from './tree.ts'
import { readType } from './types.ts'

interface Arguments {
  readonly args: Node[]
  readonly names: string[] | null
}

function readArguments(binder: Binder, syntax: Syntax, scope: Scope): Arguments {
  const named = kid(syntax, 'NamedParameters')
  if (named) {
    const written = kidsNamed(named, 'NamedParameter')
    return {
      names: written.map((each) => binder.nameOf(each.kids[0]!)),
      args: written.map((each) => bind(binder, each.kids.at(-1)!, scope)),
    }
  }
  const positional = kid(syntax, 'PositionalParameters')
  return {
    names: null,
    args: (positional?.kids ?? []).filter((each) => each.name !== ',').map((each) => bind(binder, each, scope)),
  }
}

export const readCall: Reader = (binder, syntax, scope) => {
  const written = syntax.kids[0]!
  if (written.name === 'SpecialFunctionName' || written.name === 'DateTimeConstructor') {
    return callBuiltin(binder, syntax, binder.nameOf(written), readArguments(binder, syntax, scope))
  }
  const callee = bind(binder, written, scope)
  return callNode(binder, syntax, callee, readArguments(binder, syntax, scope))
}

function callBuiltin(binder: Binder, syntax: Syntax, name: string, given: Arguments): Node {
  const value = binder.surroundings.functions.get(name)
  if (!value)
    return binder.trouble(syntax, {
      code: 'unknown-name',
      zh: `没有函数“${name}”`,
      en: `there is no function “${name}”`,
    })
  const source = {
    ...binder.source(syntax.kids[0]!, { kind: 'function', parameters: null, result: value.result } as const),
  }
  return callNode(binder, syntax, { ...source, kind: 'constant', value, operation: 'function' }, given)
}

function callNode(binder: Binder, syntax: Syntax, callee: Node, { args, names }: Arguments): Node {
  const type = callee.type.kind === 'function' ? callee.type.result : anyType
  const known = callee.kind === 'constant' && callee.value instanceof FeelFunction ? callee.value : null
  if (known) checkArguments(binder, syntax, known, args, names)
  else if (callee.type.kind === 'function') checkSignature(binder, syntax, callee, args, names)
  else if (callee.type.kind !== 'any' && callee.kind !== 'trouble') {
    binder.complain(syntax.kids[0]!, {
      code: 'type-clash',
      zh: `“${callee.text}”不是函数`,
      en: `“${callee.text}” is not a function`,
    })
  }
  return { ...binder.source(syntax, type), kind: 'call', callee, args, names }
}

function checkArguments(
  binder: Binder,
  syntax: Syntax,
  called: FeelFunction,
  args: readonly Node[],
  names: readonly string[] | null,
): void {
  if (called.hasVariants) return checkVariants(binder, syntax, called, args, names)
  const { parameters } = called
  const noName = names && unknownAmong(namesOf(called), names)
  if (noName) return binder.complain(syntax, noName(called.name))
  if (!takesCount(called, args.length)) {
    const least = parameters.filter((parameter) => !parameter.isOptional).length
    binder.complain(syntax, {
      code: 'arguments',
      zh: `函数“${called.name}”要 ${least} 个参数，这里有 ${args.length} 个`,
      en: `the function “${called.name}” takes ${least} arguments, not ${args.length}`,
    })
  }
  args.forEach((node, index) => {
    const parameter = parameterOf(called, index, names)
    if (!parameter || mayTake(parameter, node.type)) return
    const wanted = (parameter.takes ?? [parameter.type]).map(typeWords)
    binder.complain(node.at, {
      code: 'type-clash',
      zh: `函数“${called.name}”的参数“${parameter.name}”应为${wanted.map((each) => each.zh).join('或')}，“${node.text}”是${typeWords(node.type).zh}`,
      en: `the parameter “${parameter.name}” of “${called.name}” takes ${wanted.map((each) => each.en).join(' or ')}; “${node.text}” is ${typeWords(node.type).en}`,
    })
  })
}

/** A function with several signatures: one of them has to take all arguments. */
function checkVariants(
  binder: Binder,
  syntax: Syntax,
  called: FeelFunction,
  args: readonly Node[],
  names: readonly string[] | null,
): void {
  const fitting = called.variants.filter(
    (each) => takesCount(each, args.length) && !(names && unknownAmong(namesOf(each), names)),
  )
  if (fitting.length === 0) {
    const known = (between: string) => [...new Set(called.variants.map((each) => namesOf(each).join(between)))]
    binder.complain(syntax, {
      code: 'arguments',
      zh: `函数“${called.name}”不能用这些参数，要的是${known('、')
        .map((each) => `（${each}）`)
        .join('或')}`,
      en: `“${called.name}” does not take these arguments; it takes ${known(', ')
        .map((each) => `(${each})`)
        .join(' or ')}`,
    })
    return
  }
  const takesAll = (each: FeelFunction): boolean =>
    args.every((node, index) => mayTake(parameterOf(each, index, names)!, node.type))
  if (!fitting.some(takesAll)) typeClash(binder, syntax, called.name, ...args)
}

const namesOf = (called: FeelFunction): readonly string[] => called.parameters.map((parameter) => parameter.name)

const takesCount = ({ parameters, isVariadic }: FeelFunction, count: number): boolean =>
  count >= parameters.filter((parameter) => !parameter.isOptional).length && (isVariadic || count <= parameters.length)

/** The parameter an argument is for; the last one takes all that are left where the function is variadic. */
function parameterOf(called: FeelFunction, index: number, names: readonly string[] | null): Parameter | undefined {
  const { parameters, isVariadic } = called
  if (names) return parameters.find((parameter) => nameKey(parameter.name) === nameKey(names[index]!))
  return parameters[index] ?? (isVariadic ? parameters.at(-1) : undefined)
}

const mayTake = ({ type, takes = [type] }: Parameter, given: Type): boolean =>
  takes.some((each) => mayBecome(given, each))

/** What a parameter is declared; any where nobody knows. */
export function parameterType(type: Type, name: string): Type {
  if (type.kind !== 'function' || !type.parameters || !type.names) return anyType
  return type.parameters[type.names.findIndex((each) => nameKey(each) === nameKey(name))] ?? anyType
}

/** What is wrong with a call by names of which the function has one not; null when it has all, or nobody knows. */
export const unknownParameter = (type: Type, names: readonly string[]) =>
  type.kind === 'function' && type.names ? unknownAmong(type.names, names) : null

function unknownAmong(known: readonly string[], names: readonly string[]) {
  const keys = known.map(nameKey)
  const wrong = names.find((name) => !keys.includes(nameKey(name)))
  if (wrong === undefined) return null
  const guess = guessName(wrong, known)
  return (called: string) => ({
    code: 'unknown-name',
    zh: `函数“${called}”没有参数“${wrong}”${guess ? `，是不是“${guess}”？` : ''}`,
    en: `the function “${called}” has no parameter “${wrong}”${guess ? `; did you mean “${guess}”?` : ''}`,
  })
}

/** A call of business knowledge, a decision service or a function of the model, as far as its type is known. */
function checkSignature(
  binder: Binder,
  syntax: Syntax,
  callee: Node,
  args: readonly Node[],
  names: readonly string[] | null,
): void {
  const parameters = callee.type.kind === 'function' ? callee.type.parameters : null
  if (!parameters) return
  if (args.length !== parameters.length) {
    binder.complain(syntax, {
      code: 'arguments',
      zh: `“${callee.text}”要 ${parameters.length} 个参数，这里有 ${args.length} 个`,
      en: `“${callee.text}” takes ${parameters.length} arguments, not ${args.length}`,
    })
  }
  const noName = names && unknownParameter(callee.type, names)
  if (noName) return binder.complain(syntax, noName(callee.text))
  for (const [index, node] of args.entries()) {
    const name = names?.[index]
    const wanted = name === undefined ? parameters[index] : parameterType(callee.type, name)
    if (!wanted || mayBecome(node.type, wanted)) continue
    binder.complain(node.at, {
      code: 'type-clash',
      zh: `“${callee.text}”的${name === undefined ? `第 ${index + 1} 个参数` : `参数“${name}”`}应为${typeWords(wanted).zh}，“${node.text}”是${typeWords(node.type).zh}`,
      en: `${name === undefined ? `argument ${index + 1}` : `the parameter “${name}”`} of “${callee.text}” takes ${typeWords(wanted).en}; “${node.text}” is ${typeWords(node.type).en}`,
    })
  }
}

/** `@"2026-03-02"`, `date("2026-03-02")`. */
export const readDateTime: Reader = (binder, syntax, scope) => {
  const literal = kid(syntax, 'AtLiteral')
  if (!literal) return readCall(binder, syntax, scope)
  const written = kid(literal, 'StringLiteral')
  const text = written ? unescapeString(binder.textOf(written)) : ''
  const value = parseTemporal(text)
  if (value) return constantOf(binder.source(syntax, { kind: value.type }), value)
  return binder.trouble(syntax, {
    code: 'not-a-date',
    zh: `“${text}”不是日期、时间或期间，日期请写成 2026-03-02`,
    en: `“${text}” is no date, time or duration; write a date like 2026-03-02`,
  })
}

export const readFunction: Reader = (binder, syntax, scope) => {
  if (kid(syntax, 'external')) {
    return binder.trouble(syntax, {
      code: 'not-supported',
      zh: '不支持外部函数（Java、PMML）',
      en: 'external functions (Java, PMML) are not supported',
    })
  }
  const inner = scope.child()
  const written = kid(syntax, 'FormalParameters')
  const parameters = (written ? kidsNamed(written, 'FormalParameter') : []).map(
    (each): FunctionNode['parameters'][number] => {
      const declared = kid(each, 'Type')
      const type = (declared && readType(binder, declared)) ?? anyType
      const { name, slot } = inner.declare(binder.nameOf(kid(each, 'ParameterName')!), type)
      return { name, slot, type }
    },
  )
  const content = kid(syntax, 'FunctionBody')?.kids[0]
  if (!content) return bind(binder, { ...syntax, isError: true }, scope)
  const body = bind(binder, content, inner)
  const type: Type = { kind: 'function', parameters: parameters.map((parameter) => parameter.type), result: body.type }
  return { ...binder.source(syntax, type), kind: 'function', name: '', parameters, result: anyType, body }
}

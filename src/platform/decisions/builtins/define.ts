import { spendOnItems, spendOnText } from '../meter.ts'
import { coerce } from '../values/conform.ts'
import { FeelFunction, type Parameter } from '../values/function.ts'
import { Null, failure, mergeNulls } from '../values/null.ts'
import { showValue } from '../values/text.ts'
import { type Type, anyList, anyType, booleanType, listOf, numberType, stringType } from '../values/type.ts'
import { type Value, isList } from '../values/value.ts'

export const n = (name = 'n'): Parameter => ({ name, type: numberType })
export const s = (name = 'string'): Parameter => ({ name, type: stringType })
export const b = (name = 'boolean'): Parameter => ({ name, type: booleanType })
export const l = (name = 'list'): Parameter => ({ name, type: anyList })
export const any = (name: string): Parameter => ({ name, type: anyType })
export const typed = (name: string, type: Type): Parameter => ({ name, type })
/** A parameter whose body looks at what it was given: other types than these have no answer. */
export const oneOf = (name: string, ...takes: readonly Type[]): Parameter => ({ name, type: anyType, takes })
export const listOfOne = (name: string, ...items: readonly Type[]): Parameter => ({
  name,
  type: anyList,
  takes: items.map(listOf),
})
export const optional = (parameter: Parameter): Parameter => ({ ...parameter, isOptional: true })

type Body = (args: readonly Value[]) => Value | undefined

export interface Definition {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly result: Type
  readonly body: Body
  /** Parameters of these names may be null. */
  readonly nullable?: readonly string[]
}

/** `undefined` from the body means: the arguments do not fit. */
export function define(made: Definition): FeelFunction {
  const { name, parameters, result, body, nullable = [] } = made
  const mayBeNull = parameters.map((parameter) => nullable.includes(parameter.name))
  return new FeelFunction({
    name,
    parameters,
    result,
    call: (args) => {
      if (args.length > parameters.length) return doesNotFit(name, args)
      const fitted: Value[] = []
      for (let index = 0; index < parameters.length; index += 1) {
        const parameter = parameters[index]!
        const arg = args[index]
        if (arg === undefined) {
          if (parameter.isOptional) break
          return doesNotFit(name, args)
        }
        const value = fit(name, parameter, arg, mayBeNull[index]!)
        if (value instanceof Null && !mayBeNull[index]!) return value
        if (typeof value === 'string') spendOnText(value.length)
        else if (isList(value)) spendOnItems(value.length)
        fitted.push(value)
      }
      return measured(body(fitted) ?? doesNotFit(name, args))
    },
  })
}

/** What a function has made, counted as work. @throws tooMuchWork */
export function measured(made: Value): Value {
  if (isList(made)) spendOnItems(made.length)
  return made
}

/** One argument as its parameter wants it; a null is passed on with its cause, or says that it must not be null. */
export function fit(name: string, parameter: Parameter, arg: Value, mayBeNull: boolean): Value {
  if (!(arg instanceof Null)) return coerce(arg, parameter.type, () => `“${name}”的参数“${parameter.name}”`)
  if (mayBeNull || arg.causes.some((cause) => cause.code !== 'null-literal')) return arg
  return failure(`函数“${name}”的参数“${parameter.name}”为空`, `the parameter “${parameter.name}” of “${name}” is null`)
}

export function doesNotFit(name: string, args: readonly Value[]): Null {
  const nulls = args.filter((arg) => arg instanceof Null)
  if (nulls.some((each) => each.causes.some((cause) => cause.code !== 'null-literal'))) return mergeNulls(nulls)
  const shown = args.map(showValue).join(', ')
  return failure(`函数“${name}”不能用于（${shown}）`, `the function “${name}” does not fit (${shown})`)
}

/** A function over a list of one of these types, which may also be given as single arguments: `min([1,2])` or `min(1,2)`. */
export function defineOverList(
  name: string,
  items: readonly Type[],
  result: Type,
  body: (items: readonly Value[]) => Value | undefined,
): FeelFunction {
  return new FeelFunction({
    name,
    parameters: [listOfOne('list', ...items)],
    result,
    isVariadic: true,
    call: (args) => {
      const first = args[0]
      if (args.length === 1 && first instanceof Null) return fit(name, l(), first, false)
      const items = args.length === 1 && first !== undefined && isList(first) ? first : args
      if (args.length === 0) return doesNotFit(name, args)
      spendOnItems(items.length)
      return body(items) ?? doesNotFit(name, items)
    },
  })
}

/** A function with several signatures, told apart by the number, the kinds or the names of the arguments. */
export function defineVariants(name: string, variants: readonly FeelFunction[]): FeelFunction {
  const first = variants[0]!
  const attempt = (candidates: readonly FeelFunction[], args: readonly Value[]): Value => {
    const fitting =
      candidates.find((each) => accepts(each, args)) ?? candidates.find((each) => fitsCount(each, args.length))
    return fitting ? fitting.call(args) : doesNotFit(name, args)
  }
  return new FeelFunction({
    name,
    parameters: first.parameters,
    result: variants.every((each) => each.result === first.result) ? first.result : anyType,
    variants,
    call: (args) => attempt(variants, args),
    callNamed: (args) => {
      const named = variants.filter((each) => hasNames(each, args))
      const attempts = named.map((each) => {
        const last = each.parameters.findLastIndex((parameter) => args.has(parameter.name))
        return [
          each,
          each.parameters.slice(0, last + 1).map((parameter) => args.get(parameter.name) ?? absent),
        ] as const
      })
      const [called, values] = attempts.find(([each, given]) => accepts(each, given)) ?? attempts[0] ?? []
      return called && values ? called.call(values) : doesNotFit(name, [...args.values()])
    },
  })
}

const hasNames = (called: FeelFunction, args: ReadonlyMap<string, Value>): boolean =>
  [...args.keys()].every((key) => called.parameters.some((parameter) => parameter.name === key)) &&
  called.parameters.every((parameter) => parameter.isOptional || args.has(parameter.name))

const absent = failure('没有给出', 'not given')
const fitsCount = (called: FeelFunction, count: number): boolean =>
  count <= called.parameters.length && count >= called.parameters.filter((each) => !each.isOptional).length

function accepts(called: FeelFunction, args: readonly Value[]): boolean {
  if (!fitsCount(called, args.length)) return false
  return args.every((arg, index) => {
    const { type } = called.parameters[index]!
    return arg instanceof Null ? type.kind === 'any' : !(coerce(arg, type, '') instanceof Null)
  })
}

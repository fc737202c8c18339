import { nameKey } from '../syntax/names.ts'
import { coerce } from '../values/conform.ts'
import { FeelFunction } from '../values/function.ts'
import { Null, failure, writtenNull } from '../values/null.ts'
import { showValue } from '../values/text.ts'
import type { Value } from '../values/value.ts'

export const notAFunction = (value: Value): Null =>
  value instanceof Null ? value : failure(`${showValue(value)} 不是函数`, `${showValue(value)} is not a function`)

/** Puts named arguments into the order of the parameters; a failure when they do not fit. */
export function arrange<Argument>(
  called: FeelFunction,
  args: readonly Argument[],
  written: readonly string[] | null,
  absent: Argument,
): readonly Argument[] | Null {
  const { parameters } = called
  if (written) {
    const names = written.map((name) => asDeclared(parameters, name))
    const unknown = names.find((name) => !parameters.some((parameter) => parameter.name === name))
    const lacking = parameters.find((parameter) => !parameter.isOptional && !names.includes(parameter.name))
    if (unknown !== undefined || lacking) return wrongArguments(called, args.length)
    const last = parameters.findLastIndex((parameter) => names.includes(parameter.name))
    return parameters.slice(0, last + 1).map((parameter) => args[names.indexOf(parameter.name)] ?? absent)
  }
  const least = parameters.filter((parameter) => !parameter.isOptional).length
  const isTooMany = args.length > parameters.length && !called.isVariadic
  return args.length < least || isTooMany ? wrongArguments(called, args.length) : args
}

const wrongArguments = (called: FeelFunction, count: number): Null =>
  failure(
    `函数“${called.name}”的参数不对：给了 ${count} 个，应为（${called.parameters.map((each) => each.name).join('、')}）`,
    `wrong arguments for “${called.name}”: ${count} given, takes (${called.parameters.map((each) => each.name).join(', ')})`,
  )

/** Names that differ only in spacing are one name. */
function asDeclared(parameters: FeelFunction['parameters'], name: string): string {
  if (parameters.some((parameter) => parameter.name === name)) return name
  return parameters.find((parameter) => nameKey(parameter.name) === nameKey(name))?.name ?? name
}

/** Calls with everything checked: a value that is no function, too few arguments, names. */
export function call(callee: Value, args: readonly Value[], names: readonly string[] | null): Value {
  if (!(callee instanceof FeelFunction)) return notAFunction(callee)
  if (callee.hasVariants) {
    return names && callee.callNamed
      ? callee.callNamed(new Map(names.map((name, index) => [name, args[index] ?? writtenNull])))
      : callee.call(args)
  }
  const arranged = arrange<Value>(callee, args, names, writtenNull)
  return arranged instanceof Null ? arranged : callee.call(arranged)
}

/** An argument as the parameter wants it. */
export const argumentFor = (
  called: string,
  parameter: { name: string; type: Parameters<typeof coerce>[1] },
  value: Value,
): Value => coerce(value, parameter.type, () => `“${called || '函数'}”的参数“${parameter.name}”`)

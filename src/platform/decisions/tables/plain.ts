import type { Plain } from '../compile/plain-form.ts'
import type { Node } from '../syntax/node.ts'
import { coerce } from '../values/conform.ts'
import { failure } from '../values/null.ts'
import { showValue } from '../values/text.ts'
import type { Value } from '../values/value.ts'
import { type Hit, answerOf, answerOfNone, outputOf } from './policy.ts'
import type { TableNode } from './table.ts'

export const notAllowed = (text: string, value: Value) =>
  failure(
    `“${text}”的值 ${showValue(value)} 不在允许的范围内`,
    `${showValue(value)} is not an allowed value of “${text}”`,
  )

export const outputName = (table: TableNode, column: number): string => `输出“${table.outputs[column]!.name}”`

/** A decision table without its trace. */
export function runTable(table: TableNode, compile: (node: Node) => Plain): Plain {
  const inputs = table.inputs.map((input) => ({
    ...input,
    value: compile(input.expression),
    isAllowed: input.allowed ? compile(input.allowed) : null,
  }))
  const rules = table.rules.map((rule) => ({
    row: rule.row,
    tests: rule.tests.map(compile),
    outputs: rule.outputs.map(compile),
  }))
  const otherwise = table.outputs.map((output) => (output.otherwise ? compile(output.otherwise) : null))
  return (frame) => {
    for (const input of inputs) {
      const value = input.value(frame)
      frame[input.slot] = value
      if (input.isAllowed && input.isAllowed(frame) === false) return notAllowed(input.expression.text, value)
    }
    const hits: Hit[] = []
    for (const rule of rules) {
      if (!rule.tests.every((test) => test(frame) === true)) continue
      const outputs = rule.outputs.map((output, column) =>
        coerce(output(frame), table.outputs[column]!.type, () => outputName(table, column)),
      )
      hits.push({ row: rule.row, outputs })
      if (table.hitPolicy === 'FIRST') break
    }
    if (hits.length > 0) return answerOf(table, hits)
    const none = answerOfNone(table)
    if (otherwise.every((each) => each === null)) return none
    return outputOf(
      table,
      otherwise.map((each) => each?.(frame) ?? none),
    )
  }
}

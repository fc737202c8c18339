import { compilePlain } from '../compile/plain.ts'
import type { Node } from '../syntax/node.ts'
import { analyseTable } from '../tables/analysis.ts'
import { Scope, Slots } from '../syntax/scope.ts'
import {
  type Aggregation,
  type HitPolicy,
  type TableInput,
  type TableNode,
  type TableOutput,
  type TableRule,
  aggregations,
  hitPolicies,
  singleHit,
} from '../tables/table.ts'
import { type Type, anyType, listOf, mayConform, numberType, withoutTexts } from '../values/type.ts'
import { typeWords } from '../values/type-words.ts'
import type { Value } from '../values/value.ts'
import { domainOf } from './known-texts.ts'
import { type Reading, boxTrouble, sourceOf } from './reading.ts'
import { type Element, element, elements, text } from './xml.ts'

type ReadText = (
  box: Element,
  part: string,
  scope: Scope,
  reading: Reading,
  dialect?: 'Expression' | 'UnaryTests',
) => Node

/** A decision table: its columns, then its rows. */
export function readTable(box: Element, part: string, scope: Scope, reading: Reading, readText: ReadText): Node {
  const hitPolicy = (text(box, 'hitPolicy') || 'UNIQUE') as HitPolicy
  const aggregation = (text(box, 'aggregation') || null) as Aggregation | null
  if (!hitPolicies.includes(hitPolicy) || (aggregation && !aggregations.includes(aggregation))) {
    return boxTrouble(reading, part, {
      code: 'not-supported',
      zh: `不支持的命中策略 ${hitPolicy} ${aggregation ?? ''}`,
      en: `hit policy not supported: ${hitPolicy} ${aggregation ?? ''}`,
    })
  }
  const inputs = elements(box, 'input').map((clause, index) => readInput(clause, index + 1, scope, reading, readText))
  const outputs = elements(box, 'output').map((clause, index) =>
    readOutput(clause, index + 1, scope, reading, readText),
  )
  const names = elements(box, 'output').map((clause) => text(clause, 'name'))
  const faults = names.length > 1 && new Set(names).size < names.length
  if (outputs.length === 0 || faults) {
    return boxTrouble(reading, part, {
      code: 'table',
      zh: '决策表要有输出列，名称不能重复',
      en: 'a decision table needs output columns with different names',
    })
  }
  const rules = elements(box, 'rule').map((rule, index) =>
    readRule(rule, index + 1, inputs, outputs, scope, reading, readText),
  )
  const table: TableNode = {
    ...sourceOf(reading, part, tableType(hitPolicy, aggregation, outputs, rules)),
    kind: 'table',
    hitPolicy,
    aggregation,
    inputs,
    outputs,
    rules,
  }
  for (const { code, row, zh, en } of analyseTable(table)) {
    const problem = { file: reading.file, decision: reading.decision, code, zh, en, ...(row ? { tableRow: row } : {}) }
    if (code === 'gap') reading.note(problem)
    else reading.report(problem)
  }
  return table
}

function tableType(
  policy: HitPolicy,
  aggregation: Aggregation | null,
  outputs: readonly TableOutput[],
  rules: readonly TableRule[],
): Type {
  const known = (column: number): Type => {
    const { type } = outputs[column]!
    return type.kind === 'any' ? withoutTexts(rules[0]?.outputs[column]?.type ?? anyType) : type
  }
  const one: Type =
    outputs.length === 1
      ? known(0)
      : { kind: 'context', entries: new Map(outputs.map((output, column) => [output.name, known(column)])) }
  if (aggregation === 'COUNT' || aggregation === 'SUM') return numberType
  return aggregation || singleHit.includes(policy) ? { ...one } : listOf(one)
}

function readInput(clause: Element, column: number, scope: Scope, reading: Reading, readText: ReadText): TableInput {
  const written = element(clause, 'inputExpression')
  const part = `input:${column}`
  const expression = written
    ? readText(written, part, scope, reading)
    : boxTrouble(reading, part, {
        code: 'empty',
        zh: `第 ${column} 个输入列没有表达式`,
        en: `input column ${column} has no expression`,
      })
  const declared = reading.items.typeFor(text(written, 'typeRef'), reading.decision)
  if (!mayConform(expression.type, declared)) {
    boxTrouble(reading, part, {
      code: 'type-clash',
      zh: `第 ${column} 个输入列声明为${typeWords(declared).zh}，表达式却是${typeWords(expression.type).zh}`,
      en: `input column ${column} is declared ${typeWords(declared).en} but its expression is ${typeWords(expression.type).en}`,
    })
  }
  const slot = scope.slots.take()
  const values = element(clause, 'inputValues')
  const type = declared.kind === 'any' ? expression.type : declared
  const cells = cellScope(scope, slot, { ...expression, type })
  const allowed = values && text(values, 'text') !== '' ? readText(values, part, cells, reading, 'UnaryTests') : null
  return { expression: { ...expression, type }, slot, allowed, domain: domainOf(expression, declared) }
}

/** The scope of a cell: everything outside, and `?` for the value of its column. */
function cellScope(scope: Scope, slot: number, column: Node): Scope {
  const cells = scope.child()
  cells.declare('?', column.type, 'variable', slot, column.text)
  return cells
}

function readOutput(clause: Element, column: number, scope: Scope, reading: Reading, readText: ReadText): TableOutput {
  const part = `output:${column}`
  const name = text(clause, 'name')
  const type = reading.items.typeFor(text(clause, 'typeRef'), reading.decision)
  const fallback = element(clause, 'defaultOutputEntry')
  const otherwise = fallback && text(fallback, 'text') !== '' ? readText(fallback, part, scope, reading) : null
  return { name, type, order: readOrder(element(clause, 'outputValues'), part, reading, readText), otherwise }
}

/** The allowed values of an output, from the highest priority to the lowest. */
function readOrder(values: Element | undefined, part: string, reading: Reading, readText: ReadText): readonly Value[] {
  if (!values || text(values, 'text') === '') return []
  const node = readText({ ...values, text: `[${text(values, 'text')}]` }, part, new Scope(new Slots()), reading)
  const value = compilePlain(node)([])
  return Array.isArray(value) ? (value as readonly Value[]) : []
}

function readRule(
  rule: Element,
  row: number,
  inputs: readonly TableInput[],
  outputs: readonly TableOutput[],
  scope: Scope,
  reading: Reading,
  readText: ReadText,
): TableRule {
  const cells = elements(rule, 'inputEntry')
  const entries = elements(rule, 'outputEntry')
  if (cells.length !== inputs.length || entries.length !== outputs.length) {
    boxTrouble(reading, `rule:${row}`, {
      code: 'table',
      zh: `第 ${row} 行的格数和列数不符`,
      en: `row ${row} has not as many cells as there are columns`,
    })
  }
  const tests = cells.slice(0, inputs.length).map((cell, column) => {
    const { slot, expression } = inputs[column]!
    return readText(
      withDash(cell),
      `rule:${row}:input:${column + 1}`,
      cellScope(scope, slot, expression),
      reading,
      'UnaryTests',
    )
  })
  const values = entries.slice(0, outputs.length).map((cell, column) => {
    const part = `rule:${row}:output:${column + 1}`
    const node = readText(withNull(cell), part, scope, reading)
    const { type } = outputs[column]!
    if (!mayConform(node.type, type)) {
      reading.report({
        file: reading.file,
        decision: reading.decision,
        expression: node.text,
        tableRow: row,
        code: 'type-clash',
        zh: `第 ${row} 行的输出应为${typeWords(type).zh}，“${node.text}”是${typeWords(node.type).zh}`,
        en: `the output of row ${row} should be ${typeWords(type).en}; “${node.text}” is ${typeWords(node.type).en}`,
      })
    }
    return node
  })
  const annotations = elements(rule, 'annotationEntry')
    .map((entry) => text(entry, 'text'))
    .filter((each) => each !== '')
  return { row, tests, outputs: values, annotations, description: text(rule, 'description') }
}

/** An empty cell asks nothing. */
const withDash = (cell: Element): Element => (text(cell, 'text') === '' ? { ...cell, text: '-' } : cell)
const withNull = (cell: Element): Element => (text(cell, 'text') === '' ? { ...cell, text: 'null' } : cell)

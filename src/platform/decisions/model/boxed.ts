import { readExpression } from '../syntax/expressions.ts'
import { parameterType, unknownParameter } from '../syntax/calls.ts'
import { clashOf, isCondition } from '../syntax/checks.ts'
import { endless } from '../syntax/endless.ts'
import { filteredType, isFilter, itemTypeOf } from '../syntax/iteration.ts'
import type { ContextNode, Iterated, Node } from '../syntax/node.ts'
import { coerce } from '../values/conform.ts'
import type { Value } from '../values/value.ts'
import type { Scope } from '../syntax/scope.ts'
import { type Type, anyType, booleanType, commonType, isSameType, listOf, mayBecome } from '../values/type.ts'
import { type Words, typeWords } from '../values/type-words.ts'
import { type Reading, boxTrouble, sourceOf } from './reading.ts'
import { readTable } from './table.ts'
import { type Element, element, elements, text, unitOf } from './xml.ts'

const feelUris = /^(https?:\/\/www\.omg\.org\/spec\/(DMN\/\d+\/FEEL\/?|FEEL\/\d+))$|^feel$/i

const refused = (reading: Reading, part: string, what: string): Node =>
  boxTrouble(reading, part, { code: 'not-supported', zh: `不支持：${what}`, en: `not supported: ${what}` })

/** A literal expression; a type of its own converts the value. */
function readLiteral(box: Element, part: string, scope: Scope, reading: Reading): Node {
  const node = readText(box, part, scope, reading)
  const written = text(box, 'typeRef')
  const declared = written === '' ? anyType : reading.items.typeFor(written, reading.decision)
  checkDeclared(reading, { zh: '表达式', en: 'the expression' }, node, declared)
  if (declared.kind === 'any' || (isSameType(node.type, declared) && !declared.constraint)) return node
  const apply = (value: Value): Value => coerce(value, declared, `“${reading.decision}”`)
  return { ...node, type: declared, kind: 'operation', operation: 'conversion', apply, operands: [node] }
}

/** What is computed has to be able to become what it is declared. */
export function checkDeclared({ file, decision, report }: Reading, what: Words, node: Node, declared: Type): void {
  if (mayBecome(node.type, declared)) return
  report({
    file,
    decision,
    expression: node.text,
    column: 1,
    code: 'type-clash',
    zh: `${what.zh}声明为${typeWords(declared).zh}，算出来的却是${typeWords(node.type).zh}`,
    en: `${what.en} is declared ${typeWords(declared).en} but yields ${typeWords(node.type).en}`,
  })
}

const quoted = (name: string): Words => ({ zh: `“${name}”`, en: `“${name}”` })

function checkFits({ file, decision, report }: Reading, sign: string, node: Node, fits: (node: Node) => boolean): void {
  if (!fits(node)) report({ file, decision, expression: node.text, column: 1, ...clashOf(sign, node) })
}

type BoxReader = (box: Element, part: string, scope: Scope, reading: Reading) => Node

export const readBox: BoxReader = (box, part, scope, reading) => {
  const reader = Object.hasOwn(readers, box.$type) ? readers[box.$type] : undefined
  return reader ? reader(box, part, scope, reading) : refused(reading, part, box.$type)
}

export function readText(
  box: Element,
  part: string,
  scope: Scope,
  reading: Reading,
  dialect: 'Expression' | 'UnaryTests' = 'Expression',
): Node {
  const language = text(box, 'expressionLanguage')
  if (language !== '' && !feelUris.test(language)) return refused(reading, part, `expressionLanguage ${language}`)
  if (element(box, 'importedValues')) return refused(reading, part, 'importedValues')
  const { file, decision, report, items, functions, ringThrough } = reading
  const written = typeof box['text'] === 'string' ? box['text'] : ''
  const surroundings = { file, decision, report, functions, ringThrough, typeNamed: items.typeNamed }
  return { ...readExpression(written, part, scope, surroundings, dialect), ...unitOf(box) }
}

const readContextBox: BoxReader = (box, part, scope, reading) => {
  const inner = scope.child()
  const entries: ContextNode['entries'][number][] = []
  let result: Node | null = null
  for (const entry of elements(box, 'contextEntry')) {
    const variable = element(entry, 'variable')
    const content = element(entry, 'value')
    const name = text(variable, 'name')
    const where = `context:${name || '结果'}`
    const value = content ? readBox(content, where, inner, reading) : boxTrouble(reading, where, emptyBox)
    if (!variable) {
      result = value
      continue
    }
    reading.checkName(name, reading.decision)
    if (entries.some((each) => each.name === name))
      boxTrouble(reading, where, {
        code: 'name',
        zh: `上下文里有两项都叫“${name}”`,
        en: `two entries of the context have the name “${name}”`,
      })
    const written = text(variable, 'typeRef')
    const declared = written === '' ? anyType : reading.items.typeFor(written, reading.decision)
    checkDeclared(reading, quoted(name), value, declared)
    const { slot } = inner.declare(name, written === '' ? value.type : declared)
    entries.push({ name, slot, declared, value })
  }
  const type: Type = result?.type ?? {
    kind: 'context',
    entries: new Map(
      entries.map((each) => [each.name, each.declared.kind === 'any' ? each.value.type : each.declared]),
    ),
  }
  return { ...sourceOf(reading, part, type), kind: 'context', entries, result }
}

const emptyBox = { code: 'empty', zh: '这里还没有填写表达式', en: 'an expression is missing here' }

const readListBox: BoxReader = (box, part, scope, reading) => {
  const items = elements(box, 'elements').map((each, index) => readBox(each, `${part}:${index + 1}`, scope, reading))
  return { ...sourceOf(reading, part, listOf(commonType(items.map((item) => item.type)))), kind: 'list', items }
}

const readRelation: BoxReader = (box, part, scope, reading) => {
  const columns = elements(box, 'column').map((column) => text(column, 'name'))
  const items = elements(box, 'row').map((row, index): Node => {
    const where = `row:${index + 1}`
    const cells = elements(row, 'elements')
    const entries = columns.map((name, column) => {
      const cell = cells[column]
      const value = cell ? readBox(cell, `${where}:${name}`, scope, reading) : boxTrouble(reading, where, emptyBox)
      return { name, slot: scope.slots.take(), declared: anyType, value }
    })
    const type: Type = { kind: 'context', entries: new Map(entries.map((entry) => [entry.name, entry.value.type])) }
    return { ...sourceOf(reading, where, type), kind: 'context', entries, result: null }
  })
  return { ...sourceOf(reading, part, listOf(commonType(items.map((item) => item.type)))), kind: 'list', items }
}

const readInvocation: BoxReader = (box, part, scope, reading) => {
  const called = element(box, 'calledFunction')
  const callee = called ? readBox(called, `${part}:function`, scope, reading) : boxTrouble(reading, part, emptyBox)
  const bindings = elements(box, 'binding')
  const names = bindings.map((binding) => text(element(binding, 'parameter'), 'name'))
  const args = bindings.map((binding, index) => {
    const formula = element(binding, 'bindingFormula')
    const where = `binding:${names[index]}`
    return formula ? readBox(formula, where, scope, reading) : boxTrouble(reading, where, emptyBox)
  })
  const type = callee.type.kind === 'function' ? callee.type.result : anyType
  checkBindings(reading, callee, names, args)
  return { ...sourceOf(reading, part, type, callee.text), kind: 'call', callee, args, names }
}

/** As many bindings as the function takes, each with a name of its own. */
function checkBindings(
  reading: Reading,
  { type, text: expression }: Node,
  names: readonly string[],
  args: readonly Node[],
) {
  const { file, decision, report } = reading
  const takes = type.kind === 'function' ? type.parameters?.length : undefined
  const noName = unknownParameter(type, names)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) {
    const [zh, en] = [`参数“${twice}”给了两次`, `the parameter “${twice}” is given twice`]
    report({ file, decision, expression, code: 'arguments', zh, en })
  } else if (takes !== undefined && takes !== names.length) {
    const zh = `“${expression}”要 ${takes} 个参数，这里有 ${names.length} 个`
    const en = `“${expression}” takes ${takes} arguments, not ${names.length}`
    report({ file, decision, expression, code: 'arguments', zh, en })
  } else if (noName) report({ file, decision, expression, ...noName(expression) })
  for (const [index, name] of names.entries()) {
    checkDeclared(
      reading,
      { zh: `参数“${name}”`, en: `the parameter “${name}”` },
      args[index]!,
      parameterType(type, name),
    )
  }
}

export const readFunctionBox: BoxReader = (box, part, scope, reading) => {
  const kind = text(box, 'kind')
  if (kind !== '' && kind !== 'FEEL') return refused(reading, part, `${kind} 函数`)
  const inner = scope.child()
  const parameters = elements(box, 'formalParameter').map((each) => {
    const name = text(each, 'name')
    reading.checkName(name, reading.decision)
    const type = reading.items.typeFor(text(each, 'typeRef'), reading.decision)
    return { name, type, slot: inner.declare(name, type).slot }
  })
  const content = element(box, 'body')
  const body = content ? readBox(content, `${part}:body`, inner, reading) : boxTrouble(reading, part, emptyBox)
  const names = parameters.map((each) => each.name)
  const result = reading.items.typeFor(text(box, 'typeRef'), reading.decision)
  checkDeclared(reading, quoted(reading.decision), body, result)
  const type: Type = { kind: 'function', parameters: parameters.map((each) => each.type), names, result: body.type }
  return {
    ...sourceOf(reading, part, type),
    kind: 'function',
    name: reading.decision,
    parameters,
    result,
    body,
  }
}

/** A child such as `<if>`, which wraps one box. */
function inside(box: Element, name: string, part: string, scope: Scope, reading: Reading): Node {
  const content = element(element(box, name), 'expression')
  return content ? readBox(content, `${part}:${name}`, scope, reading) : boxTrouble(reading, part, emptyBox)
}

const readConditional: BoxReader = (box, part, scope, reading) => {
  const condition = inside(box, 'if', part, scope, reading)
  checkFits(reading, 'if', condition, isCondition)
  const yes = inside(box, 'then', part, scope, reading)
  const no = inside(box, 'else', part, scope, reading)
  return { ...sourceOf(reading, part, commonType([yes.type, no.type])), kind: 'if', condition, yes, no }
}

const readFilterBox: BoxReader = (box, part, scope, reading) => {
  const source = inside(box, 'in', part, scope, reading)
  const slot = scope.slots.take()
  const type = itemTypeOf(source.type)
  const condition = inside(box, 'match', part, scope.child({ name: 'item', slot, type, role: 'variable' }), reading)
  checkFits(reading, '[ ]', condition, isFilter)
  return { ...sourceOf(reading, part, filteredType(condition, type)), kind: 'filter', source, slot, condition }
}

function readIterator(box: Element, part: string, scope: Scope, reading: Reading): readonly Iterated[] {
  const source = inside(box, 'in', part, scope, reading)
  const name = text(box, 'iteratorVariable')
  const declared = text(element(box, 'in'), 'typeRef')
  const type = declared === '' ? itemTypeOf(source.type) : reading.items.typeFor(declared, reading.decision)
  const variables = [{ name, slot: scope.declare(name, type).slot, source, until: null }]
  const never = endless(variables)
  if (never)
    reading.report({ file: reading.file, decision: reading.decision, expression: source.text, column: 1, ...never })
  return variables
}

const readForBox: BoxReader = (box, part, scope, reading) => {
  const inner = scope.child()
  const variables = readIterator(box, part, inner, reading)
  const partial = inner.declare('partial', listOf(anyType)).slot
  const body = inside(box, 'return', part, inner, reading)
  return { ...sourceOf(reading, part, listOf(body.type)), kind: 'for', variables, partial, body }
}

const readQuantifiedBox =
  (kind: 'some' | 'every'): BoxReader =>
  (box, part, scope, reading) => {
    const inner = scope.child()
    const variables = readIterator(box, part, inner, reading)
    const body = inside(box, 'satisfies', part, inner, reading)
    checkFits(reading, 'satisfies', body, isCondition)
    return { ...sourceOf(reading, part, booleanType), kind, variables, body }
  }

const readers: Readonly<Record<string, BoxReader>> = {
  'dmn:LiteralExpression': readLiteral,
  'dmn:DecisionTable': (box, part, scope, reading) => readTable(box, part, scope, reading, readText),
  'dmn:Context': readContextBox,
  'dmn:List': readListBox,
  'dmn:Relation': readRelation,
  'dmn:Invocation': readInvocation,
  'dmn:FunctionDefinition': readFunctionBox,
  'dmn:Conditional': readConditional,
  'dmn:Filter': readFilterBox,
  'dmn:For': readForBox,
  'dmn:Some': readQuantifiedBox('some'),
  'dmn:Every': readQuantifiedBox('every'),
}

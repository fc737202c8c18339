import { must } from '../assert.ts'
import { FeelFunction } from '../values/function.ts'
import { Null, writtenNull } from '../values/null.ts'
import { type Type, builtinType, isSurely } from '../values/type.ts'
import { typeWords } from '../values/type-words.ts'
import { type Value, emptyContext } from '../values/value.ts'
import { coerce } from '../values/conform.ts'
import type { InNode, MatchesNode, Node } from '../syntax/node.ts'
import type { BuiltPart } from '../model/part.ts'
import { arithmeticShape } from './arithmetic.ts'
import { callBuiltin } from './builtin-calls.ts'
import { choose } from './choose.ts'
import { eachCode } from './codes.ts'
import { anyOf, betweenShapes, compareShapes, matchesFixed, scaledIn } from './comparing.ts'
import { spreadOut, valuesOf } from './fixed.ts'
import { type Graph, tooLarge } from './graph.ts'
import type { Inputs } from './inputs.ts'
import { filterShape, forShape, itemPathShape, quantifiedShape } from './lists.ts'
import { partOf } from './moments.ts'
import { NotColumnar, notSupported } from './not-columnar.ts'
import { negate } from './numbers.ts'
import { type Frame, type Lowers, type ServiceShape, type Shape, constant } from './shape.ts'
import { tableShape } from './tables.ts'
import { asTruth, both, either, isNullShape, opposite, settled } from './truth.ts'

export interface Surroundings {
  readonly graph: Graph
  readonly inputs: Inputs
  /** Inputs that are the same for the whole run. */
  readonly fixed: ReadonlyMap<string, Value>
}
const callDepthMax = 50
/** Expressions looked at for subjects of one size; calls and loops count each time. */
const stepsMax = 200_000

/** Walks the typed tree as the other compilers do, for all subjects of one size at once. */
export class Lowering implements Lowers {
  readonly graph: Graph
  private readonly around: Surroundings
  private readonly known = new Map<BuiltPart, Shape>()
  private readonly progress: { steps: number; depth: number }
  private readonly inService: boolean

  /** `caller`: the one whose call of a decision service this computes. */
  constructor(around: Surroundings, caller?: Lowering) {
    this.around = around
    this.graph = around.graph
    this.inService = caller !== undefined
    this.progress = caller?.progress ?? { steps: 0, depth: 0 }
  }

  part(part: BuiltPart): Shape {
    const known = this.known.get(part)
    if (known) return known
    const shape = this.compute(part)
    this.known.set(part, shape)
    return shape
  }

  private compute(part: BuiltPart): Shape {
    if (part.kind === 'input') {
      // A decision service knows nothing but what it is called with.
      if (this.inService) return constant(writtenNull)
      const fixed = this.around.fixed.get(part.name)
      return fixed === undefined ? this.around.inputs.shape(part.type, part.name) : constant(fixed)
    }
    if (part.service) return { kind: 'service', name: part.name, service: part.service }
    must(part.logic, 'a decision and a business knowledge have logic')
    const { node, links, type, what } = part.logic
    const frame: Frame = []
    const imported = new Map<number, Map<string, BuiltPart>>()
    for (const { slot, part: needed, alias } of links) {
      if (alias === null) frame[slot] = () => this.part(needed as BuiltPart)
      else
        imported.set(
          alias.slot,
          (imported.get(alias.slot) ?? new Map<string, BuiltPart>()).set(alias.entry, needed as BuiltPart),
        )
    }
    for (const [slot, entries] of imported) frame[slot] = this.imported(entries)
    const shape = this.lower(node, frame)
    return isSurely(node.type, type) ? shape : this.converted(shape, type, what)
  }

  /** What a model takes from another stands under the name of the import. */
  private imported(entries: ReadonlyMap<string, BuiltPart>): Shape {
    const entry = (name: string): Shape | undefined => {
      const part = entries.get(name)
      return part && this.part(part)
    }
    return { kind: 'context', names: [...entries.keys()], entry }
  }

  /** @throws NotColumnar, placed at the innermost expression that cannot be computed. */
  lower(node: Node, frame: Frame): Shape {
    this.progress.steps += 1
    if (this.progress.steps > stepsMax) throw tooLarge().placedAt(node)
    try {
      return this.form(node, frame)
    } catch (error) {
      throw error instanceof NotColumnar ? error.placedAt(node) : error
    }
  }

  private form(node: Node, frame: Frame): Shape {
    const { graph } = this
    switch (node.kind) {
      case 'constant':
        return constant(node.value)
      case 'trouble':
        return constant(node.failure)
      case 'variable':
        return this.variable(frame, node.slot)
      case 'item':
        throw notSupported('类型不明的项', 'an item of unknown type')
      case 'operation':
        return this.operation(node, frame)
      case 'and':
      case 'or': {
        const left = asTruth(graph, this.lower(node.left, frame))
        const isDecided = node.kind === 'and' ? left.no === graph.yes : left.yes === graph.yes
        if (isDecided) return constant(node.kind === 'or')
        const right = asTruth(graph, this.lower(node.right, frame))
        return settled(graph, (node.kind === 'and' ? both : either)(graph, left, right), writtenNull)
      }
      case 'if': {
        const condition = asTruth(graph, this.lower(node.condition, frame))
        if (condition.yes === graph.yes) return this.lower(node.yes, frame)
        if (condition.yes === graph.no) return this.lower(node.no, frame)
        return choose(graph, condition.yes, this.lower(node.yes, frame), this.lower(node.no, frame))
      }
      case 'for':
        return forShape(this, node, frame)
      case 'some':
      case 'every':
        return quantifiedShape(this, node, frame)
      case 'filter':
        return filterShape(this, node, frame)
      case 'path':
        return itemPathShape(this, node, frame) ?? this.path(this.lower(node.source, frame), node.name)
      case 'call':
        return this.call(node, frame)
      case 'function':
        return { kind: 'function', node, frame }
      case 'list': {
        const items = node.items.map((item) => this.lower(item, frame))
        const values = valuesOf(items)
        return values
          ? constant(values)
          : { kind: 'list', items: items.map((shape) => ({ shape, present: graph.yes })) }
      }
      case 'context':
        return this.context(node, frame)
      case 'in':
        return this.tests(node, frame)
      case 'matches':
        return this.matches(node, frame)
      case 'table':
        return tableShape(this, node, frame)
    }
  }

  variable(frame: Frame, slot: number): Shape {
    const found = frame[slot]
    if (found === undefined) throw notSupported('这里的变量', 'this variable')
    return typeof found === 'function' ? found() : found
  }

  private operation(node: Node & { kind: 'operation' }, frame: Frame): Shape {
    const { graph } = this
    const operands = node.operands.map((operand) => this.lower(operand, frame))
    const values = valuesOf(operands)
    if (values) return constant(node.apply(...values))
    const [left, right, third] = operands as [Shape, Shape | undefined, Shape | undefined]
    const { operation } = node
    if (operation === 'conversion') return this.converted(left, node.type, node.text)
    if (operation === 'between') return settled(graph, betweenShapes(graph, left, right!, third!), writtenNull)
    if (operation === '-' && !right) {
      const value = scaledIn(graph, left)
      if (value && value.of !== 'date') return negate(graph, value)
    }
    if (right && ['+', '-', '*', '/'].includes(operation)) return arithmeticShape(graph, operation, left, right)
    if (right && ['=', '!=', '<', '<=', '>', '>='].includes(operation)) {
      return settled(graph, compareShapes(graph, operation, left, right), writtenNull)
    }
    if (right && operation === 'in' && right.kind === 'const') {
      return right.value instanceof Null
        ? constant(writtenNull)
        : settled(graph, matchesFixed(graph, left, right.value), writtenNull)
    }
    if (left.kind === 'code' && !right) {
      const { yes, no } = eachCode(graph, left, (text) => node.apply(text))
      return { kind: 'truth', yes, no }
    }
    throw notSupported(`“${operation}”用在这里`, `“${operation}” as used here`)
  }

  path(source: Shape, name: string): Shape {
    if (source.kind === 'list') {
      return {
        kind: 'list',
        items: source.items.map(({ shape, present }) => ({ shape: this.path(shape, name), present })),
      }
    }
    if (source.kind === 'context') {
      const entry = source.entry(name)
      if (entry) return entry
      throw notSupported(`没有“${name}”的项`, `an entry “${name}” that is not there`)
    }
    if (source.kind === 'scaled') return partOf(this.graph, source, name)
    if (isNullShape(source)) return source
    const spread = source.kind === 'const' ? spreadOut(this.graph, source.value) : source
    if (spread.kind === 'list' || spread.kind === 'context') return this.path(spread, name)
    const fixed = scaledIn(this.graph, spread)
    if (fixed) return partOf(this.graph, fixed, name)
    throw notSupported(`“${name}”`, `“${name}”`)
  }

  private context(node: Node & { kind: 'context' }, frame: Frame): Shape {
    const inner = [...frame]
    const shapes = new Map<string, Shape>()
    for (const entry of node.entries) {
      const shape = this.converted(this.lower(entry.value, inner), entry.declared, entry.name)
      shapes.set(entry.name, shape)
      inner[entry.slot] = shape
    }
    if (node.result) return this.lower(node.result, inner)
    const values = valuesOf([...shapes.values()])
    if (!values) return { kind: 'context', names: [...shapes.keys()], entry: (name) => shapes.get(name) }
    return constant(contextOf([...shapes.keys()], values))
  }

  private tests(node: Node & InNode, frame: Frame): Shape {
    const inner = [...frame]
    inner[node.slot] = this.lower(node.input, frame)
    const answer = anyOf(
      this.graph,
      node.tests.map((test) => asTruth(this.graph, this.lower(test, inner))),
    )
    return settled(this.graph, node.isNegated ? opposite(answer) : answer, writtenNull)
  }

  private matches(node: Node & MatchesNode, frame: Frame): Shape {
    const test = this.lower(node.test, frame)
    if (node.usesInput) return test
    const tested = this.variable(frame, node.slot)
    const isCondition = node.mayBeCondition && isTruth(test) && !isTruth(tested)
    if (isCondition) return test
    if (node.mayBeCondition && isTruth(test) && isTruth(tested)) {
      throw notSupported('不知道是条件还是值的一格', 'a cell that may be a condition or a value')
    }
    if (test.kind === 'const') return settled(this.graph, matchesFixed(this.graph, tested, test.value), writtenNull)
    return settled(this.graph, compareShapes(this.graph, '=', tested, test), writtenNull)
  }

  private call(node: Node & { kind: 'call' }, frame: Frame): Shape {
    const callee = this.lower(node.callee, frame)
    const args = node.args.map((arg) => this.lower(arg, frame))
    if (callee.kind === 'const' && callee.value instanceof FeelFunction) {
      return callBuiltin(this, callee.value, args, node.names)
    }
    if (callee.kind === 'service') return this.deeper(() => this.serve(callee, args, node.names))
    if (callee.kind !== 'function') throw notSupported('调用不是函数的值', 'a call of something that is no function')
    const { parameters, body, result, name } = callee.node
    const inner = [...callee.frame]
    for (const [index, parameter] of parameters.entries()) {
      const at = node.names ? node.names.indexOf(parameter.name) : index
      const arg = args[at]
      if (!arg || args.length !== parameters.length)
        throw notSupported('参数不对的调用', 'a call whose arguments do not fit')
      inner[parameter.slot] = this.converted(arg, parameter.type, parameter.name)
    }
    return this.deeper(() => this.converted(this.lower(body, inner), result, name))
  }

  private deeper(run: () => Shape): Shape {
    if (this.progress.depth >= callDepthMax)
      throw notSupported('互相调用没有尽头的函数', 'functions that call each other without end')
    this.progress.depth += 1
    try {
      return run()
    } finally {
      this.progress.depth -= 1
    }
  }

  private serve({ service, name }: ServiceShape, args: readonly Shape[], names: readonly string[] | null): Shape {
    const { inputs, outputs, result } = service
    const inside = new Lowering(this.around, this)
    if (args.length !== inputs.length) throw notSupported('参数不对的调用', 'a call whose arguments do not fit')
    for (const [index, input] of inputs.entries()) {
      const arg = args[names ? names.indexOf(input.name) : index]
      if (!arg) throw notSupported('参数不对的调用', 'a call whose arguments do not fit')
      const fitted = this.converted(arg, input.type, input.name)
      if (isNullShape(fitted) && !isNullShape(arg)) return fitted
      inside.known.set(input, fitted)
    }
    const [first, ...others] = outputs
    if (first && others.length === 0) return this.converted(inside.part(first), result, name)
    const entries = new Map(outputs.map((output) => [output.name, output]))
    const shapes = new Map([...entries].map(([entry, part]) => [entry, inside.part(part)]))
    const values = valuesOf([...shapes.values()])
    if (values) return this.converted(constant(contextOf([...shapes.keys()], values)), result, name)
    const whole: Shape = { kind: 'context', names: [...shapes.keys()], entry: (entry) => shapes.get(entry) }
    return this.converted(whole, result, name)
  }

  /** The value as a type wants it, where that can be said without looking at the value. */
  converted(shape: Shape, type: Type, what: string): Shape {
    if (shape.kind === 'const') return constant(coerce(shape.value, type, what))
    if (type.constraint)
      throw notSupported(`带约束的类型（${type.constraint.text}）`, `a constrained type (${type.constraint.text})`)
    if (type.kind === 'any' || kindsOf(shape).includes(type.kind)) {
      if (type.kind === 'list' && shape.kind === 'list') {
        return {
          kind: 'list',
          items: shape.items.map((item) => ({ ...item, shape: this.converted(item.shape, type.of, what) })),
        }
      }
      return shape
    }
    const [from, to] = [typeWords(builtinType(kindsOf(shape)[0]!)!), typeWords(type)]
    throw notSupported(`${from.zh}到${to.zh}的转换`, `a conversion of ${from.en} to ${to.en}`)
  }
}

function contextOf(names: readonly string[], values: readonly Value[]): Value {
  const context = emptyContext()
  for (const [index, name] of names.entries()) context[name] = values[index]!
  return context
}

const isTruth = (shape: Shape): boolean =>
  shape.kind === 'truth' || (shape.kind === 'const' && typeof shape.value === 'boolean')

function kindsOf(shape: Shape): readonly string[] {
  if (shape.kind === 'truth') return ['boolean']
  if (shape.kind === 'code') return ['string']
  if (shape.kind === 'service') return ['function']
  if (shape.kind !== 'scaled') return [shape.kind]
  return [
    {
      number: 'number',
      date: 'date',
      months: 'years and months duration',
      days: 'days and time duration',
    }[shape.of],
  ]
}

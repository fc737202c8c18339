import type { Problem } from '../contract.ts'
import type { BuiltPart, Service } from '../model/part.ts'
import type { Node } from '../syntax/node.ts'
import { guessName } from '../syntax/names.ts'
import { FeelFunction } from '../values/function.ts'
import type { Type } from '../values/type.ts'
import { measureNode } from './walk.ts'
import { type Measure, type Rest, meet, quantity, unknown } from './measure.ts'
import { type Meeting, clash, problemAt, unrounded } from './report.ts'
import { roundings } from './functions.ts'
import { type Unit, isSameUnit } from './unit.ts'
import { type Conversion, type UnitDeclarations, Vocabulary } from './vocabulary.ts'

/** Steps of one check: a model that calls its own functions many times is looked at that far and no further. */
const stepsMax = 200_000
const depthMax = 30

/** One pass over a model that measures every expression in units, before anything runs. */
export class Check {
  readonly vocabulary: Vocabulary
  /** The expression that is being measured, for places in it. */
  whole!: Node
  /** Expressions that a condition around them has found to be whole in their smallest coin. */
  readonly even: Node[] = []
  /** Measures by slot of the piece of logic that is being measured. */
  frame: Measure[] = []
  /** What is tested where a cell or `in` says `?`, by slot. */
  readonly tested = new Map<number, string>()
  depth = 0
  private steps = 0
  private readonly known = new Map<Node, Measure>()
  private readonly reported = new Set<string>()
  /** Paths of inputs whose unit has been asked for: once is enough. */
  private readonly asked = new Set<string>()
  private readonly file: string
  private readonly report: (problem: Problem) => void

  constructor(vocabulary: Vocabulary, file: string, report: (problem: Problem) => void) {
    this.vocabulary = vocabulary
    this.file = file
    this.report = report
  }

  get isSpent(): boolean {
    return this.steps > stepsMax || this.depth > depthMax
  }

  measure(node: Node): Measure {
    this.steps += 1
    if (this.isSpent) return unknown
    const before = this.whole
    const isOther = before?.at.part !== node.at.part || before.at.decision !== node.at.decision
    if (isOther || before.text === '') this.whole = node
    const found = this.asWritten(node, measureNode(this, node))
    if (node.kind === 'variable' || node.kind === 'path') this.askUnit(node, found)
    this.whole = before
    this.known.set(node, found)
    return found
  }

  measured(node: Node): Measure {
    return this.known.get(node) ?? unknown
  }

  private askUnit(node: Node, found: Measure): void {
    const one = found.kind === 'list' ? found.of : found
    if (one.kind !== 'unknown' || one.path === undefined || this.asked.has(one.path)) return
    this.asked.add(one.path)
    this.say(node, {
      code: 'unit-missing',
      zh: `没有说“${one.path}”用什么单位，用到它的算式就查不了。请先写明它的单位`,
      en: `nobody says what “${one.path}” is measured in, so what uses it cannot be checked; name its unit first`,
    })
  }

  /** What the author writes beside an expression is taken for its unit. */
  private asWritten(node: Node, found: Measure): Measure {
    if (node.unit === undefined) return found
    const unit = this.read(node.unit, node)
    return unit ? quantity([unit], found.kind === 'number' ? { places: found.places, rest: found.rest } : {}) : found
  }

  /** The unit a text names; a problem when it names none. */
  read(text: string, node: Node): Unit | null {
    const unit = this.vocabulary.read(text)
    if (unit) return unit
    const guess = guessName(text, this.vocabulary.known)
    this.say(node, {
      code: 'unknown-unit',
      zh: `不认识单位“${text}”${guess ? `，是不是“${guess}”？` : ''}`,
      en: `unknown unit “${text}”${guess ? `; did you mean “${guess}”?` : ''}`,
    })
    return null
  }

  say(node: Node, said: Pick<Problem, 'code' | 'zh' | 'en'>, whole = this.whole): void {
    const key = JSON.stringify([node.at, said.zh])
    if (this.reported.has(key)) return
    this.reported.add(key)
    this.report(problemAt(this.file, node, whole ?? node, said))
  }

  /** Two values meet: a clash of their units is reported at `node`. */
  meeting(how: Meeting, node: Node, left: readonly [Node, Measure], right: readonly [Node, Measure]): void {
    const [one, other] = [left[1], right[1]]
    if (one.kind !== 'number' || other.kind !== 'number' || meet(one, other)?.length !== 0) return
    const sides = [
      { node: this.shown(left[0]), measure: one },
      { node: this.shown(right[0]), measure: other },
    ] as const
    this.say(node, clash(this.vocabulary, how, ...sides))
  }

  private shown(node: Node): Node {
    if (node.kind !== 'variable' || node.name !== '?') return node
    return { ...node, text: this.tested.get(node.slot) ?? node.text }
  }

  summedUnrounded({ division, whole }: Rest): void {
    const where = { zh: '又去和别的数加减', en: 'enters a sum' }
    this.say(division, unrounded(division, where), whole)
  }

  convertedAlready(node: Node, units: readonly Unit[], { from, to, factor }: Conversion, power: 1 | -1): void {
    const unit = this.vocabulary.textOf(units[0]!)
    const [zh, en] = power === 1 ? ['乘以', 'multiplied by'] : ['除以', 'divided by']
    this.say(node, {
      code: 'unit-clash',
      zh: `“${node.text}”里的数已经是 ${unit.zh}，不再${zh} ${factor}：${factor} 是 1 ${from}的 ${to}数`,
      en: `“${node.text}” is ${unit.en} already and should not be ${en} ${factor} again`,
    })
  }

  isRounding(callee: Node): boolean {
    return callee.kind === 'constant' && callee.value instanceof FeelFunction && roundings.has(callee.value.name)
  }
}

/** Measures all parts of a model in the order in which they need each other, and what the host asks of its results. */
export function checkUnits(
  parts: readonly BuiltPart[],
  own: readonly BuiltPart[],
  declared: UnitDeclarations,
  at: { readonly file: string; readonly report: (problem: Problem) => void },
): void {
  const check = new Check(new Vocabulary(declared.vocabulary), at.file, at.report)
  const measures = new Map<BuiltPart, Measure>()
  for (const part of parts) measures.set(part, measurePart(check, part, declared, measures))
  const needed = new Set(own.flatMap((part) => part.requires))
  for (const part of own) {
    const measure = measures.get(part) ?? unknown
    const node = part.logic?.node
    if (!node) continue
    checkResult(check, node, measure, declared.results?.[part.name] ?? [])
    const isResult = declared.results !== undefined && Object.hasOwn(declared.results, part.name)
    if (part.kind === 'decision' && (isResult || !needed.has(part))) checkLeaving(check, measure, part.name)
  }
}

function measurePart(
  check: Check,
  part: BuiltPart,
  declared: UnitDeclarations,
  measures: ReadonlyMap<BuiltPart, Measure>,
): Measure {
  if (part.kind === 'input') return measureOfType(check, part.type, part.name, declared)
  if (part.service) return measureService(check, part.service, declared, measures)
  if (!part.logic) return unknown
  check.frame = []
  const groups = new Map<number, Map<string, Measure>>()
  for (const { slot, part: needed, alias } of part.logic.links) {
    const measure = measures.get(needed as BuiltPart) ?? unknown
    if (alias === null) check.frame[slot] = measure
    else groups.set(alias.slot, (groups.get(alias.slot) ?? new Map<string, Measure>()).set(alias.entry, measure))
  }
  for (const [slot, entries] of groups) check.frame[slot] = { kind: 'context', entries }
  const found = check.measure(part.logic.node)
  const written = part.kind === 'decision' ? part.type.unit : undefined
  if (written === undefined || found.kind !== 'number') return found
  const unit = check.read(written, part.logic.node)
  if (!unit) return found
  checkResult(check, part.logic.node, found, [written])
  return { ...found, units: [unit] }
}

/** A decision service is measured again for each call, with what it is given in place of its inputs. */
function measureService(
  check: Check,
  { inputs, outputs }: Service,
  declared: UnitDeclarations,
  measures: ReadonlyMap<BuiltPart, Measure>,
): Measure {
  const call = (args: readonly Measure[], names: readonly string[] | null): Measure => {
    const inside = new Map<BuiltPart, Measure>()
    inputs.forEach((input, index) => {
      const given = args[names ? names.indexOf(input.name) : index] ?? unknown
      inside.set(input, given.kind === 'unknown' ? (measures.get(input) ?? unknown) : given)
    })
    const frame = check.frame
    check.depth += 1
    const found = outputs.map((output) => measureInside(check, output, declared, inside))
    check.depth -= 1
    check.frame = frame
    if (outputs.length === 1) return found[0] ?? unknown
    return { kind: 'context', entries: new Map(outputs.map(({ name }, index) => [name, found[index] ?? unknown])) }
  }
  return { kind: 'function', call, takes: inputs.map((input) => [input.name, measures.get(input) ?? unknown] as const) }
}

/** A part and what it needs, given what is known inside of one call. */
function measureInside(
  check: Check,
  part: BuiltPart,
  declared: UnitDeclarations,
  inside: Map<BuiltPart, Measure>,
): Measure {
  const known = inside.get(part)
  if (known || check.isSpent) return known ?? unknown
  for (const needed of part.requires) measureInside(check, needed, declared, inside)
  const found = measurePart(check, part, declared, inside)
  inside.set(part, found)
  return found
}

/** The measure of an input: units come from the host by path, or from the type itself. */
function measureOfType(check: Check, type: Type, path: string, declared: UnitDeclarations): Measure {
  const { inputs, isComplete = false } = declared
  const written = Object.hasOwn(inputs, path) ? inputs[path] : type.unit
  const here = { at: { decision: path, part: 'input', from: 0, to: 0 }, text: path, type } as Node
  const unit = written === undefined ? null : check.read(written, here)
  if (type.kind === 'number' || (type.kind === 'any' && unit)) {
    if (unit) return quantity([unit], { places: check.vocabulary.placesOf([unit]) })
    return isComplete && written === undefined ? { kind: 'unknown', path } : unknown
  }
  if (type.kind === 'list')
    return { kind: 'list', of: measureOfType(check, type.of, `${path}[]`, declared), each: unit }
  if (type.kind !== 'context') return unknown
  const entries = [...type.entries].map(
    ([name, entry]) => [name, measureOfType(check, entry, `${path}.${name}`, declared)] as const,
  )
  return { kind: 'context', entries: new Map(entries) }
}

function checkResult(check: Check, node: Node, measure: Measure, wanted: readonly string[]): void {
  if (measure.kind !== 'number' || measure.units === null) return
  const units = wanted.flatMap((text) => check.read(text, node) ?? [])
  if (units.length === 0 || measure.units.some((unit) => units.some((other) => isSameUnit(unit, other)))) return
  const pair = check.vocabulary.nearest(measure.units, units)
  const [is, should] = [check.vocabulary.textOf(pair[0]), check.vocabulary.textOf(pair[1])]
  const advice = check.vocabulary.adviceFor(...pair)
  const name = node.at.decision
  check.say(node, {
    code: 'unit-clash',
    zh: `“${name}”应当是 ${should.zh}，算出来却是 ${is.zh}${advice.zh && `。${advice.zh}`}`,
    en: `“${name}” should be ${should.en} but yields ${is.en}${advice.en && `; ${advice.en}`}`,
  })
}

/** What nobody inside needs goes out, and nothing goes out with a part of the smallest coin. */
function checkLeaving(check: Check, measure: Measure, name: string): void {
  if (measure.kind === 'number' && measure.rest) {
    const { division, whole } = measure.rest
    check.say(division, unrounded(division, { zh: `成了结果“${name}”`, en: `becomes the result “${name}”` }), whole)
  }
  if (measure.kind === 'list') checkLeaving(check, measure.of, name)
  if (measure.kind === 'context')
    for (const [entry, inner] of measure.entries) checkLeaving(check, inner, `${name}.${entry}`)
}

import { given } from '../compile/traced-form.ts'
import type { Problem } from '../contract.ts'
import type { Node } from '../syntax/node.ts'
import { Scope, Slots } from '../syntax/scope.ts'
import type { FeelFunction } from '../values/function.ts'
import { failure } from '../values/null.ts'
import { type Type, anyType, mayBecome } from '../values/type.ts'
import { typeWords } from '../values/type-words.ts'
import { checkDeclared, readBox, readFunctionBox } from './boxed.ts'
import { type GivenTexts, givenTexts, learned } from './known-texts.ts'
import { type Reading, boxTrouble, sourceOf } from './reading.ts'
import { type Source, hrefOf, requirementsOf, resolve, variableName } from './drg.ts'
import { ringsOf } from './rings.ts'
import { makeService } from './service.ts'
import type { BuiltPart } from './part.ts'
import { type Link, type Logic, compileLogic } from './unit.ts'
import { type Element, element, elements, text, unitOf } from './xml.ts'

export interface BuildSurroundings {
  readonly file: string
  readonly report: (problem: Problem) => void
  readonly refuse: (problem: Problem) => void
  readonly note: (problem: Problem) => void
  readonly functions: ReadonlyMap<string, FeelFunction>
  /** Texts an input may be given, by its path. */
  readonly texts: GivenTexts
}

/** Levels of requirements: the deepest pack has twenty. Each costs a stretch of the stack, here and when it is computed. */
const levelsMax = 300

/** What can become the result: each end of an `if`, for two ends of different types have no common one to compare. */
const branchesOf = (node: Node): readonly Node[] =>
  node.kind === 'if' ? [...branchesOf(node.yes), ...branchesOf(node.no)] : [node]

/** Builds parts on demand, dependencies first, and notices cycles. */
export class Builder {
  readonly parts: BuiltPart[] = []
  private readonly built = new Map<Element, BuiltPart>()
  private readonly building: Element[] = []
  private readonly levels = new Map<BuiltPart, number>()
  private readonly around: BuildSurroundings

  constructor(around: BuildSurroundings) {
    this.around = around
  }

  part(source: Source, of: Element): BuiltPart | null {
    const known = this.built.get(of)
    if (known) return known
    if (this.building.includes(of)) {
      const names = [...this.building.slice(this.building.indexOf(of)), of].map((each) => text(each, 'name'))
      this.around.refuse({
        file: source.file,
        decision: text(of, 'name'),
        code: 'cycle',
        zh: `决策互相依赖成环：${names.join(' → ')}`,
        en: `decisions depend on each other in a circle: ${names.join(' → ')}`,
      })
      return null
    }
    if (this.building.length >= levelsMax) {
      this.tooDeep(text(of, 'name'))
      return null
    }
    this.building.push(of)
    const made = this.make(source, of)
    this.building.pop()
    if (made) this.built.set(of, made)
    return made
  }

  private tooDeep(decision: string): void {
    this.around.refuse({
      file: this.around.file,
      decision,
      code: 'too-deep',
      zh: `决策一层靠一层，超过 ${levelsMax} 层，请合并一些`,
      en: `decisions rest on each other over more than ${levelsMax} levels; put some together`,
    })
  }

  private add(part: Omit<BuiltPart, 'index'>): BuiltPart {
    const made = { ...part, index: this.parts.length }
    this.parts.push(made)
    const level = 1 + Math.max(0, ...part.requires.map((each) => this.levels.get(each) ?? 0))
    this.levels.set(made, level)
    if (level === levelsMax) this.tooDeep(part.name)
    return made
  }

  private make(source: Source, of: Element): BuiltPart | null {
    if (of.$type === 'dmn:InputData') return this.makeInput(source, of)
    if (of.$type === 'dmn:Decision') return this.makeDecision(source, of)
    if (of.$type === 'dmn:BusinessKnowledgeModel') return this.makeKnowledge(source, of)
    if (of.$type === 'dmn:DecisionService') return makeService(this, source, of)
    return null
  }

  private makeInput(source: Source, of: Element): BuiltPart {
    const { name, typeName, type: declared } = this.describe(source, of)
    const type = givenTexts(declared, name, this.around.texts)
    const index = this.parts.length
    const absent = failure(`没有提供“${name}”`, `“${name}” was not supplied`)
    const reading = this.reading(source, of)
    const node: Node = { ...sourceOf(reading, 'input', type, name), kind: 'trouble', failure: absent }
    const empty = given(node, absent)
    return this.add({
      kind: 'input',
      title: text(of, 'name'),
      name,
      type,
      typeName,
      description: text(of, 'description'),
      authorities: [],
      requires: [],
      plain: (run) => run[index] ?? absent,
      traced: (run) => run.steps[index] ?? empty,
    })
  }

  private makeDecision(source: Source, of: Element): BuiltPart {
    const { name, typeName, type: declared } = this.describe(source, of)
    const reading = this.reading(source, of)
    const { scope, links, requires } = this.require(source, of, reading)
    const box = element(of, 'decisionLogic')
    const node = box
      ? readBox(box, partName(box), scope, reading)
      : boxTrouble(reading, 'logic', {
          code: 'empty',
          zh: `决策“${name}”还没有填写`,
          en: `the decision “${name}” has no logic`,
        })
    this.checkResult(reading, node, declared)
    const logic: Logic = { node, links, type: declared, what: `决策“${name}”的结果` }
    const compiled = compileLogic(logic)
    const part: BuiltPart = this.add({
      kind: 'decision',
      title: text(of, 'name'),
      name,
      typeName,
      requires,
      logic,
      type: learned(declared.kind === 'any' ? node.type : declared, node),
      description: text(of, 'description'),
      authorities: this.authorities(source, of),
      plain: (run) => (run[part.index] ??= compiled.plain(run)),
      traced: (run) => {
        const known = run.steps[part.index]
        if (known) return known
        const step = compiled.traced(run)
        run.steps[part.index] = step
        run.decided.push(part)
        return step
      },
    })
    return part
  }

  private makeKnowledge(source: Source, of: Element): BuiltPart {
    const { name, typeName, type: declared } = this.describe(source, of)
    const reading = this.reading(source, of)
    const { scope, links, requires } = this.require(source, of, reading)
    const box = element(of, 'encapsulatedLogic')
    const node = box
      ? withResult(reading, readFunctionBox(box, 'function', scope, reading), declared)
      : boxTrouble(reading, 'function', {
          code: 'empty',
          zh: `业务知识“${name}”还没有填写`,
          en: `the business knowledge “${name}” has no logic`,
        })
    const logic: Logic = { node, links, type: anyType, what: name }
    const compiled = compileLogic(logic)
    const part: BuiltPart = this.add({
      kind: 'function',
      title: text(of, 'name'),
      name,
      typeName,
      requires,
      logic,
      type: node.type,
      description: text(of, 'description'),
      authorities: this.authorities(source, of),
      plain: (run) => (run[part.index] ??= compiled.plain(run)),
      traced: (run) => (run.steps[part.index] ??= compiled.traced(run)),
    })
    return part
  }

  describe(source: Source, of: Element): { name: string; typeName: string; type: Type } {
    const name = variableName(of)
    const typeName = text(element(of, 'variable'), 'typeRef')
    source.checkName(name, name)
    const type = source.items.typeFor(typeName, name)
    const unit = unitOf(element(of, 'variable'))
    return { name, typeName: typeName || 'Any', type: unit.unit === undefined ? type : { ...type, ...unit } }
  }

  /** The same, for parts made elsewhere. */
  register(part: Omit<BuiltPart, 'index'>): BuiltPart {
    return this.add(part)
  }

  private reading(source: Source, of: Element): Reading {
    return {
      file: source.file,
      decision: variableName(of),
      ringThrough: ringsOf(source, of),
      items: source.items,
      functions: this.around.functions,
      report: this.around.report,
      note: this.around.note,
      checkName: source.checkName,
    }
  }

  /** Declares everything the element requires in a fresh scope. */
  private require(source: Source, of: Element, reading: Reading) {
    const slots = new Slots()
    const scope = new Scope(slots)
    const links: Link[] = []
    const requires: BuiltPart[] = []
    const aliases = new Map<string, { slot: number; entries: Map<string, Type> }>()
    for (const href of requirementsOf(of)) {
      const found = resolve(source, href)
      const part = found && this.part(found.source, found.element)
      if (!found)
        this.around.refuse({
          file: source.file,
          decision: reading.decision,
          code: 'unknown-requirement',
          zh: `需求线指向不存在的“${href}”`,
          en: `a requirement points to “${href}”, which does not exist`,
        })
      if (!found || !part) continue
      requires.push(part)
      if (found.alias === null) {
        const role = part.kind === 'input' || part.kind === 'decision' ? part.kind : 'function'
        links.push({ slot: scope.declare(part.name, part.type, role).slot, part, alias: null })
        continue
      }
      const alias = aliases.get(found.alias) ?? { slot: slots.take(), entries: new Map<string, Type>() }
      aliases.set(found.alias, alias)
      alias.entries.set(part.name, part.type)
      links.push({ slot: alias.slot, part, alias: { slot: alias.slot, entry: part.name } })
    }
    for (const [alias, { slot, entries }] of aliases)
      scope.declare(alias, { kind: 'context', entries }, 'function', slot)
    return { scope, links, requires }
  }

  private checkResult(reading: Reading, node: Node, declared: Type): void {
    for (const { text: said, at, type } of branchesOf(node)) {
      if (mayBecome(type, declared)) continue
      this.around.report({
        file: reading.file,
        decision: reading.decision,
        ...(at.part === node.at.part
          ? { expression: node.text, column: Array.from(node.text.slice(0, at.from - node.at.from)).length + 1 }
          : { expression: said, column: 1 }),
        code: 'type-clash',
        zh: `决策声明为${typeWords(declared).zh}，算出来的却是${typeWords(type).zh}`,
        en: `the decision is declared ${typeWords(declared).en} but yields ${typeWords(type).en}`,
      })
    }
  }

  private authorities(source: Source, of: Element): readonly string[] {
    return elements(of, 'authorityRequirement').flatMap((requirement) => {
      const href = hrefOf(requirement, 'requiredAuthority')
      const found = href === '' ? null : resolve(source, href)
      if (href !== '' && !found)
        this.around.refuse({
          file: source.file,
          decision: text(of, 'name'),
          code: 'unknown-requirement',
          zh: `依据指向不存在的“${href}”`,
          en: `an authority points to “${href}”, which does not exist`,
        })
      return found ? [text(found.element, 'name')] : []
    })
  }
}

const partName = (box: Element): string =>
  box.$type === 'dmn:LiteralExpression' ? 'literal' : box.$type === 'dmn:DecisionTable' ? 'table' : 'box'

/** The declared type of business knowledge is its signature, or (as many tools write) the type of its result. */
function withResult(reading: Reading, node: Node, declared: Type): Node {
  const result = declared.kind === 'function' ? declared.result : declared
  if (node.kind === 'function') {
    checkDeclared(
      reading,
      { zh: `业务知识“${reading.decision}”`, en: `the business knowledge “${reading.decision}”` },
      node.body,
      result,
    )
  }
  if (node.kind !== 'function' || node.result.kind !== 'any' || result.kind === 'any') return node
  const type: Type = node.type.kind === 'function' ? { ...node.type, result } : node.type
  return { ...node, type, result }
}

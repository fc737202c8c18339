import { builtins } from '../builtins/registry.ts'
import { type Clock, clockFunctions } from '../builtins/unrepeatable.ts'
import type { FeelFunction } from '../values/function.ts'
import type { Model, Problem } from '../contract.ts'
import { startMeter } from '../meter.ts'
import { Builder } from './build.ts'
import { type Source, readSource } from './drg.ts'
import { keepInside } from './inside.ts'
import type { GivenTexts } from './known-texts.ts'
import { makeModel } from './model.ts'
import { type UnitDeclarations, checkUnits } from '../units/index.ts'
import { elements } from './xml.ts'

export interface LoadOptions {
  /** Name of the file, for messages. */
  readonly file: string
  /**
   * `house` (the default): every name and type is checked before anything runs, and any problem refuses the model.
   * `dmn`: whatever the standard allows loads; what is wrong answers null with its reason when it is reached.
   */
  readonly rules?: 'house' | 'dmn'
  /** For models that call `now()` or `today()`; without it they are refused. */
  readonly clock?: Clock
  /** Words and units of the host; with them every expression is measured, and a clash refuses the model. */
  readonly units?: UnitDeclarations
  /** Texts the host gives an input (`城乡`, `成员[].婚姻`); a table that lacks a row for one of them is noted as a gap. */
  readonly texts?: GivenTexts
  /** The text of an imported model; by default there are none. */
  readonly imports?: (namespace: string, location: string) => Promise<string | null>
}

const functionsWith = (clock: Clock | undefined): ReadonlyMap<string, FeelFunction> =>
  clock ? new Map([...builtins, ...clockFunctions(clock).map((each) => [each.name, each] as const)]) : builtins

/** The model cannot be used; the problems say why, each at its place. */
export class ModelRefused extends Error {
  readonly problems: readonly Problem[]

  constructor(file: string, problems: readonly Problem[]) {
    super(`${file}: ${problems.map((problem) => [problem.decision, problem.zh].filter(Boolean).join('：')).join('；')}`)
    this.name = 'ModelRefused'
    this.problems = problems
  }
}

const problemsMax = 100

/**
 * Reads, checks and compiles a DMN model, once for all its evaluations.
 * @throws ModelRefused with everything that is wrong with it.
 */
export async function loadModel(xml: string, options: LoadOptions): Promise<Model> {
  const { file, rules = 'house', clock, texts = {}, imports = async () => null } = options
  startMeter()
  const problems: Problem[] = []
  const notes: Problem[] = []
  const refuse = (problem: Problem): void => void (problems.length < problemsMax && problems.push(problem))
  const note = (problem: Problem): void => void (notes.length < problemsMax && notes.push(problem))
  const report = rules === 'house' ? refuse : (): void => {}
  const source = await readSource(xml, { file, rules, imports, report, refuse, reading: [] })
  if (!source) throw new ModelRefused(file, problems)
  const builder = new Builder({ file, report, refuse, note, functions: functionsWith(clock), texts })
  const own = build(source, builder)
  if (options.units) checkUnits(builder.parts, own, options.units, { file, report })
  if (problems.length > 0) throw new ModelRefused(file, problems)
  return keepInside(makeModel(source, builder.parts, own, notes), { parts: builder.parts, own, xml })
}

function build(source: Source, builder: Builder) {
  return elements(source.root, 'drgElement').flatMap((each) => builder.part(source, each) ?? [])
}

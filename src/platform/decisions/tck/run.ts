import { readFile, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Evaluation, Model, Value } from '../contract.ts'
import { loadModel } from '../model/load.ts'
import { toJs } from '../values/outside.ts'
import { type XmlNode, childNamed, childrenNamed, readTestXml } from './read-xml.ts'
import { matchesExpected, readValue } from './values.ts'

/** Result of one folder of the TCK. */
export interface TckFolder {
  readonly level: string
  readonly name: string
  readonly passed: number
  readonly failed: number
}
export interface Rate {
  readonly passed: number
  readonly total: number
}
export interface TckMiss {
  readonly folder: string
  readonly testCase: string
  readonly decision: string
  readonly expected: string
  readonly actual: string
  readonly cause: string
}
export interface TckResult {
  readonly folders: readonly TckFolder[]
  /** By level, e.g. `compliance-level-2`, and `all` together. */
  readonly rates: ReadonlyMap<string, { readonly all: Rate; readonly value: Rate; readonly strict: Rate }>
  readonly misses: readonly TckMiss[]
  /** Expected errors that were answered with null and no word on what was wrong. */
  readonly silent: readonly TckMiss[]
  /** Cases where the form without trace answers something else than the traced form. */
  readonly differences: readonly string[]
}

interface CaseResult {
  readonly folder: string
  readonly level: string
  readonly isPassed: boolean
  readonly expectsValue: boolean
  readonly isStrict: boolean
}

interface Tally {
  readonly cases: CaseResult[]
  readonly misses: TckMiss[]
  readonly silent: TckMiss[]
  readonly differences: string[]
}

/** Runs a checkout of the public DMN TCK (or part of one): every `*.dmn` with the `*-test-*.xml` files beside it. */
export async function runTck(directory: string): Promise<TckResult> {
  const entries = await readdir(directory, { recursive: true })
  const tests = entries.filter((entry) => /-test-\d+\.xml$/.test(entry)).toSorted()
  const tally: Tally = { cases: [], misses: [], silent: [], differences: [] }
  for (const test of tests) await runFile(join(directory, test), tally)
  return summarise(tally)
}

async function runFile(path: string, tally: Tally): Promise<void> {
  const folder = dirname(path)
  const tests = childNamed(readTestXml(await readFile(path, 'utf8')), 'testCases')
  if (!tests) return
  const file = childNamed(tests, 'modelName')?.text.trim() ?? ''
  const model = await load(folder, file)
  for (const test of childrenNamed(tests, 'testCase')) runCase(model, folder, test, tally)
}

async function load(folder: string, file: string): Promise<Model | Error> {
  const imports = async (namespace: string, location: string): Promise<string | null> => {
    for (const each of await readdir(folder)) {
      if (!each.endsWith('.dmn')) continue
      const xml = await readFile(join(folder, each), 'utf8')
      const declared = /<(?:[\w-]+:)?definitions\b[^>]*?\snamespace\s*=\s*"([^"]*)"/.exec(xml)?.[1]
      if (each === location || declared === namespace) return xml
    }
    return null
  }
  try {
    return await loadModel(await readFile(join(folder, file), 'utf8'), {
      file,
      rules: 'dmn',
      clock: { now: () => new Date() },
      imports,
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function runCase(model: Model | Error, path: string, test: XmlNode, tally: Tally): void {
  const folder = basename(path)
  const inputs = Object.create(null) as Record<string, Value>
  for (const each of childrenNamed(test, 'inputNode')) inputs[each.attributes['name'] ?? ''] = readValue(each)
  const results = childrenNamed(test, 'resultNode')
  let isPassed = true
  let isStrict = true
  let expectsValue = false
  for (const result of results) {
    const isInvocation = ['decisionService', 'bkm'].includes(test.attributes['type'] ?? '')
    const asked = (isInvocation ? test.attributes['invocableName'] : result.attributes['name']) ?? ''
    const expectedNode = childNamed(result, 'expected')
    const expected = expectedNode ? readValue(expectedNode) : null
    expectsValue ||= expected !== null
    const answer = ask(model, asked, inputs)
    const miss = missOf(folder, test.attributes['id'] ?? '', asked, expected, answer)
    const isRight = answer instanceof Error ? false : matchesExpected(partOf(answer.value, result), expected)
    if (!isRight) tally.misses.push(miss)
    const isError = result.attributes['errorResult'] === 'true'
    const isSilent = isRight && isError && expected === null && !saysWhatWasWrong(answer)
    if (isSilent) tally.silent.push(miss)
    isPassed &&= isRight
    isStrict &&= isRight && !isSilent
    if (!(answer instanceof Error) && !(model instanceof Error)) compareForms(model, asked, inputs, answer, tally, miss)
  }
  tally.cases.push({ folder, level: basename(dirname(path)), isPassed, expectsValue, isStrict })
}

function ask(model: Model | Error, decision: string, inputs: Readonly<Record<string, Value>>): Evaluation | Error {
  if (model instanceof Error) return model
  try {
    return model.explain(decision, inputs)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function compareForms(
  model: Model,
  decision: string,
  inputs: Readonly<Record<string, Value>>,
  traced: Evaluation,
  tally: Tally,
  miss: TckMiss,
): void {
  const plain = JSON.stringify(toJs(model.decide(decision, inputs)))
  if (plain !== JSON.stringify(toJs(traced.value))) tally.differences.push(`${miss.folder} ${miss.testCase}: ${plain}`)
}

/** A service with several output decisions answers with a context; a test names one of them. */
function partOf(value: Value, result: XmlNode): Value {
  const name = result.attributes['name'] ?? ''
  const isContext = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null
  return isContext && Object.hasOwn(value, name) ? (value as Record<string, Value>)[name]! : value
}

const causeOf = (answer: Evaluation | Error) =>
  answer instanceof Error ? undefined : (answer.decisions.at(-1)?.steps[0]?.cause ?? answer.cause)
const saysWhatWasWrong = (answer: Evaluation | Error): boolean =>
  ['error', 'missing-input', 'no-rule'].includes(causeOf(answer)?.code ?? '')

const missOf = (
  folder: string,
  testCase: string,
  decision: string,
  expected: Value,
  answer: Evaluation | Error,
): TckMiss => ({
  folder,
  testCase,
  decision,
  expected: JSON.stringify(toJs(expected)),
  actual: answer instanceof Error ? `(${answer.message})` : JSON.stringify(toJs(answer.value)),
  cause: causeOf(answer)?.en ?? '',
})

function summarise({ cases, misses, silent, differences }: Tally): TckResult {
  const folders = Map.groupBy(cases, (each) => `${each.level}/${each.folder}`)
  const levels = new Map([...Map.groupBy(cases, (each) => each.level), ['all', cases] as const])
  const rate = (of: readonly CaseResult[], passes: (each: CaseResult) => boolean): Rate => ({
    passed: of.filter(passes).length,
    total: of.length,
  })
  return {
    folders: [...folders.values()].map((of) => {
      const passed = of.filter((each) => each.isPassed).length
      return { level: of[0]!.level, name: of[0]!.folder, passed, failed: of.length - passed }
    }),
    rates: new Map(
      [...levels].map(([level, of]) => [
        level,
        {
          all: rate(of, (each) => each.isPassed),
          value: rate(
            of.filter((each) => each.expectsValue),
            (each) => each.isPassed,
          ),
          strict: rate(of, (each) => each.isStrict),
        },
      ]),
    ),
    misses,
    silent,
    differences,
  }
}

/** The result as text: a line per folder, then the three rates. */
export function tckReport(result: TckResult): string {
  const lines = result.folders.map(
    (each) =>
      `${each.failed === 0 ? ' ' : '!'} ${each.level}/${each.name}: ${each.passed} passed, ${each.failed} failed`,
  )
  const percent = ({ passed, total }: Rate): string =>
    `${passed}/${total} (${total === 0 ? '–' : ((passed / total) * 100).toFixed(1)} %)`
  for (const [level, { all, value, strict }] of result.rates) {
    lines.push(`${level}: all ${percent(all)}, with a value ${percent(value)}, strict ${percent(strict)}`)
  }
  return lines.join('\n')
}

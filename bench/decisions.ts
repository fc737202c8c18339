import { readFileSync } from 'node:fs'
import {
  type Caseload,
  type Kernel,
  type Model,
  type Rows,
  compileColumns,
  dateValue,
  fillCaseload,
  loadModel,
  openCrew,
  runColumns,
} from '../src/platform/decisions/index.ts'
import { prepare } from '../src/platform/decisions/columns/run.ts'
import { kernelFunctions } from '../src/platform/decisions/columns/slices.ts'
import { subjectReader } from '../src/platform/decisions/testing/random-caseload.ts'
import { type Bench, type Report, fastest, fastestOnThread } from './bench.ts'
import { aidByHand } from './floor/aid-by-hand.ts'
import {
  type AidCaseload,
  aidDecisions,
  aidFixed,
  aidLayout,
  columnsOf,
  makeAidCaseload,
} from './floor/aid-caseload.ts'
import { runCLoop } from './floor/c-loop.ts'
import { firstUnlike } from './floor/same-results.ts'

const rounds = 8
const households = 1_000_000
const file = 'household-aid.dmn'
const compile = (model: Model, fixed = aidFixed): Kernel =>
  compileColumns(model, { decisions: aidDecisions, layout: aidLayout, fixed })

/** Microseconds of the processor for one call. */
function microseconds(call: () => unknown, repeats: number): number {
  const best = fastestOnThread(rounds, () => {
    for (let index = 0; index < repeats; index += 1) call()
  })
  return (best * 1000) / repeats
}

/** One household: the kernel alone, the answer without trace, with every step, and with every step written out. */
function oneHousehold(model: Model, report: Report): void {
  const one = makeAidCaseload(1)
  const { columns, rows } = columnsOf(one)
  const kernel = compile(model)
  const { sheet } = prepare(kernel, fillCaseload(kernel.layout, columns), rows)
  const [size, tile, out, row] = sheet.slices
  const call = kernelFunctions(sheet.module, sheet.memory)(size!)
  const inputs = subjectReader(aidLayout, columns, rows, aidFixed)(0)
  const byKernel = microseconds(() => call(tile!, out!, row!, 1), 100_000)
  const decided = microseconds(() => model.decide('发放金额', inputs), 2000)
  const traced = microseconds(() => model.explain('发放金额', inputs), 2000)
  const rendered = microseconds(() => JSON.stringify(model.explain('发放金额', inputs)), 200)
  const byHand = microseconds(() => aidByHand(one), 20_000)
  report.figure('one household by hand in JavaScript, results written', `${(byHand * 1000).toFixed(1)} ns`)
  report.figure('one household decided from its inputs, no trace', `${decided.toFixed(1)} µs`)
  report.ratio('one household compiled, µs', byKernel, 'aim ≤ 1')
  report.ratio('one household with its full trace, µs', traced, 'aim ≤ 50')
  report.ratio('one household with its trace written as JSON, ms', rendered / 1000, 'aim ≤ 1')
}

/** The whole caseload against the same policy by hand, in the same run and with the same results. */
async function wholeCaseload(model: Model, report: Report): Promise<void> {
  const made = makeAidCaseload(households)
  const { columns, rows } = columnsOf(made)
  const since = performance.now()
  const kernel = compile(model)
  report.figure('compiling the kernels', `${(performance.now() - since).toFixed(0)} ms`)
  const caseload = fillCaseload(kernel.layout, columns)
  report.figure('households, people', `${households}, ${made.firsts[households]}`)
  checkFloors(made, kernel, caseload, rows)
  const alone = fastestOnThread(rounds, () => runColumns(kernel, caseload, rows).release())
  const crew = openCrew(2)
  const together = await fastest(rounds, async () => (await crew.run(kernel, caseload, rows)).release())
  const byHand = fastestOnThread(3, () => aidByHand(made))
  const inC = runCLoop(made, rounds)
  report.figure('columns, one thread', `${alone.toFixed(1)} ms of the processor`)
  report.figure('columns, two threads', `${together.toFixed(1)} ms on the clock`)
  report.ratio('columns / plain JavaScript loop', alone / byHand, 'aim ≤ 0.3')
  if (inC) {
    report.figure('scalar C loop', `${inC.milliseconds.toFixed(1)} ms of the processor`)
    report.ratio('columns / scalar C loop, one thread', alone / inC.milliseconds, 'aim ≤ 0.5')
    report.ratio('columns / scalar C loop, two threads', together / inC.milliseconds, 'aim ≤ 0.35')
  } else report.figure('scalar C loop', 'no C compiler here')
  await whatIf(model, report, { kernel, caseload, rows })
  await crew.close()
}

/** A figure counts only when all three say the same about every household. */
function checkFloors(made: AidCaseload, kernel: Kernel, caseload: Caseload, rows: Rows): void {
  const answers = runColumns(kernel, caseload, rows)
  const floors = [aidByHand(made), runCLoop(made, 1)?.results]
  const unlike = floors.flatMap((floor) => (floor ? [firstUnlike(answers, floor)] : [])).find((each) => each !== null)
  answers.release()
  if (unlike !== undefined) throw new Error(`the floor of the bench does not agree: ${unlike}`)
}

interface Resident {
  readonly kernel: Kernel
  readonly caseload: Caseload
  readonly rows: Rows
}

/** Another standard, or another day, on a million households that are there already: who would get something else? */
async function whatIf(model: Model, report: Report, { kernel, caseload, rows }: Resident): Promise<void> {
  const today = runColumns(kernel, caseload, rows)
  const raised = { ...rows, 低保标准: { values: Array.from(rows['低保标准']!.values, (fen) => fen + 5000) } }
  const otherRows = await fastest(3, () => {
    const answers = runColumns(kernel, caseload, raised)
    if (answers.changedSince(today).length === 0) throw new Error('a higher standard changes somebody')
    answers.release()
  })
  const otherDay = await fastest(3, () => {
    const answers = runColumns(compile(model, { 核定日: dateValue('2027-01-01') }), caseload, rows)
    answers.changedSince(today)
    answers.release()
  })
  today.release()
  report.ratio('what-if with another standard, with who changes, s', otherRows / 1000, 'aim ≤ 1')
  report.ratio('what-if compiled for another day, with who changes, s', otherDay / 1000, 'aim ≤ 1')
}

export const bench: Bench = {
  name: 'decisions',
  zh: '决策引擎：一户的计算，一百万户整批的计算',
  en: 'decision engine: one household, and a million in columns',
  run: async (report) => {
    const model = await loadModel(readFileSync(new URL(`policy/${file}`, import.meta.url), 'utf8'), { file })
    report.figure('definitions of the policy', String(model.decisions.length))
    oneHousehold(model, report)
    await wholeCaseload(model, report)
  },
}

import { dateValue, runColumns, type ColumnValues, type Kernel, type Output } from '#platform/decisions/index.ts'
import { fen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { AssessmentRequest } from '../assessment.ts'
import { tierOf } from '../assess/household.ts'
import type { ModelInputs } from '../assess/household-inputs.ts'
import { countValue } from '../assess/engine-values.ts'
import type { QuickAnswer } from '../caseload.ts'
import { answerOf } from '../packs/pack.ts'
import { factColumns } from './fact-columns.ts'
import { fillSituations, layoutOf, type Filled } from './filled.ts'
import { kernelFor } from './kernels.ts'
import { numbersOf, type Numbers } from './parameters.ts'
import { noRule, notEnoughKnown, type CaseloadSetting } from './plainly.ts'

type Situation = AssessmentRequest['situation']

/** Compiling takes a few hundredths of a second; fewer households are decided sooner one by one. */
const worthCompiling = 200

/**
 * The answers of a whole caseload out of kernels over columns, null for a household that has to be asked apart. Null
 * altogether where the model does not compile to columns.
 */
export function inColumns(
  setting: CaseloadSetting,
  situations: readonly Situation[],
): readonly (QuickAnswer | null)[] | null {
  if (situations.length < worthCompiling) return null
  const { rules, request, placesAbove, remembered } = setting
  const { region, factsOn, month } = request
  const { model } = rules.version
  const columns = factColumns(model, rules.pack.facts, { region, factsOn, month, placesAbove })
  const layout = layoutOf(columns, situations)
  if (layout === null) return null
  const { entitled, amount } = answerOf(rules.pack)
  const decisions = [entitled, amount].filter((name) => name !== undefined)
  const setOn: ModelInputs = { 发放月: countValue(Number(month.slice(5))), 事实日: dateValue(factsOn) }
  const numbers = numbersOf(rules, month)
  const tiers = Map.groupBy(situations.keys(), (index) => tierOf(situations[index]!))
  const answers = Array.from<QuickAnswer | null>({ length: situations.length }).fill(null)
  const isByMonth = Object.keys(layout.columns).some((path) => path.includes('月末周岁'))
  const key = [layout, rules.pack.facts, region, factsOn, isByMonth ? month : '']
  for (const [tier, indexes] of tiers) {
    const known = numbers(rules.places, tier)
    if (known.kind === 'no-rule') for (const index of indexes) answers[index] = noRule
    if (known.kind !== 'known') continue
    const kernel = kernelFor(model, { decisions, layout, fixed: { ...setOn, ...known.inputs } })
    if (kernel === null || !isReadable(kernel, { entitled, amount })) return null
    const filled = remembered.filled(key, situations, () => fillSituations(kernel.layout, columns, situations))
    const say = answersOf(kernel, filled, { entitled, amount, numbers: known })
    for (const index of indexes) answers[index] = say(index)
  }
  return answers
}

interface Asked {
  readonly entitled: string | undefined
  readonly amount: string | undefined
}

const isReadable = ({ outputs }: Kernel, { entitled, amount }: Asked): boolean =>
  outputs.length === [entitled, amount].filter((name) => name !== undefined).length &&
  outputs.every(({ name, kind }) => kind === (name === entitled ? 'truth' : 'number'))

/** One run of a kernel; what it says of a household as `assess` would say it. */
function answersOf(
  kernel: Kernel,
  { caseload, places }: Filled,
  { entitled, amount, numbers }: Asked & { readonly numbers: Numbers },
): (index: number) => QuickAnswer | null {
  const answers = runColumns(kernel, caseload)
  const holding = entitled === undefined ? null : answers.column(entitled)
  const paying = amount === undefined ? null : { output: answers.output(amount), column: answers.column(amount) }
  answers.release()
  const unknown = numbers.isSettled ? notEnoughKnown : null
  return (index) => {
    const place = places[index]!
    if (place < 0) return null
    const holds = holding === null ? null : knownAt(holding, place)
    if (holding !== null && holds === null) return unknown
    if (holds === 0) return { outcome: 'not-entitled', amount: zeroFen }
    if (paying === null) return { outcome: 'entitled', amount: zeroFen }
    const units = knownAt(paying.column, place)
    if (units === null) return unknown
    const sum = fenIn(paying.output, units)
    if (sum === null) return null
    return { outcome: holds === 1 || sum > 0n ? 'entitled' : 'not-entitled', amount: sum }
  }
}

const knownAt = ({ values, known }: ColumnValues, place: number): number | null =>
  ((known![place >> 3]! >> (place & 7)) & 1) === 1 ? values[place]! : null

/** Null for a part of a fen: the long way says what is wrong with the model. */
function fenIn({ scale }: Output, units: number): Fen | null {
  const exact = scale <= 2 ? units * 10 ** (2 - scale) : units / 10 ** (scale - 2)
  return Number.isSafeInteger(exact) ? fen(BigInt(exact)) : null
}

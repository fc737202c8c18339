import { ColumnsRefused, compileColumns, fillCaseload, loadModel, runColumns } from '../index.ts'
import { type Chance, chanceOf } from './chance.ts'
import { focusedModel } from './focused-model.ts'
import { subjectReader, randomColumns, randomRows } from './random-caseload.ts'
import { type RandomModel, randomModel } from './random-model.ts'
import { type Difference, firstDifference } from './same-answers.ts'

/** What came of comparing many subjects of one random model in columns and one by one. */
export interface Comparison {
  readonly seed: number
  readonly made: RandomModel
  /** Subjects times decisions that could be compiled; the others were refused by name. */
  readonly subjects: number
  readonly decisions: number
  readonly refused: readonly string[]
  readonly difference: Difference | null
}

interface Extent {
  readonly subjects: number
  /** One subject in so many is computed with its whole trace. */
  readonly tracedOneIn: number
}

/** `small` models have one short decision and can be compared over many subjects in little time. */
export async function compareForms(seed: number, subjects: number, isSmall: boolean): Promise<Comparison> {
  const chance = chanceOf(seed)
  return compareMade(seed, randomModel(chance, isSmall), chance, { subjects, tracedOneIn: 50 })
}

/** The model of what random ones seldom have, over random subjects. */
export const compareFocused = (subjects: number): Promise<Comparison> =>
  compareMade(0, focusedModel, chanceOf(20_261_126), { subjects, tracedOneIn: 2 })

async function compareMade(seed: number, made: RandomModel, chance: Chance, extent: Extent): Promise<Comparison> {
  const { subjects, tracedOneIn } = extent
  const model = await loadModel(made.xml, { file: `${seed}.dmn`, rules: 'dmn' })
  const refused: string[] = []
  const { layout, fixed } = made
  const decisions = made.decisions.filter((decision) => {
    try {
      compileColumns(model, { decisions: [decision], layout, fixed })
      return true
    } catch (error) {
      if (!(error instanceof ColumnsRefused)) throw error
      refused.push(...error.problems.map(({ zh }) => zh))
      return false
    }
  })
  const result = { seed, made, decisions: decisions.length, refused }
  if (decisions.length === 0) return { ...result, subjects: 0, difference: null }
  const kernel = compileColumns(model, { decisions, layout, fixed })
  const shape = { subjects, rowCount: 5, missingShare: 0.15 }
  const columns = randomColumns(chance, kernel.layout, shape)
  const rows = randomRows(chance, kernel.layout, shape)
  const answers = runColumns(kernel, fillCaseload(kernel.layout, columns), rows)
  const inputsOf = subjectReader(layout, columns, rows, fixed)
  let count = 0
  const difference = firstDifference(answers, decisions, inputsOf, (inputs) => {
    count += 1
    const isTraced = count % tracedOneIn === 0
    const all = isTraced ? model.explain('全部', inputs).value : model.decide('全部', inputs)
    return (decision) => (all as Record<string, never>)[`${decision}果`]!
  })
  return { ...result, subjects, difference }
}

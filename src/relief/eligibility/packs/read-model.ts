import { loadModel, ModelRefused, type Problem } from '#platform/decisions/index.ts'
import { eligibilityRefusals } from '../refusals.ts'
import type { ReadModel } from './pack.ts'

/** Reads a decision model by the house rules: anything wrong with it refuses it, with every fault named. @throws modelUnreadable */
export const readModel: ReadModel = async (file, xml, declared) => {
  try {
    return await loadModel(xml, { file, ...declared })
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error
    const said = {
      file,
      why: error.problems.map((problem) => [...placeOf(problem, zhPlace), problem.zh].join('：')).join('；'),
      reason: error.problems.map((problem) => [...placeOf(problem, enPlace), problem.en].join(': ')).join('; '),
    }
    throw eligibilityRefusals.modelUnreadable(said)
  }
}

interface PlaceWords {
  readonly row: (number: number) => string
  readonly character: (number: number) => string
}
const zhPlace: PlaceWords = { row: (number) => `第 ${number} 行`, character: (number) => `第 ${number} 个字` }
const enPlace: PlaceWords = { row: (number) => `row ${number}`, character: (number) => `character ${number}` }

/** Where a problem stands: its decision, the row of the table, the expression and the character in it. */
const placeOf = ({ decision, tableRow, expression, column }: Problem, words: PlaceWords): string[] => [
  ...(decision === undefined ? [] : [decision]),
  ...(tableRow === undefined ? [] : [words.row(tableRow)]),
  ...(expression === undefined ? [] : [expression]),
  ...(expression === undefined || column === undefined ? [] : [words.character(column)]),
]

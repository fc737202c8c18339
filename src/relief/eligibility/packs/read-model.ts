import { loadModel, ModelRefused, type Problem } from '#platform/decisions/index.ts'
import { eligibilityRefusals } from '../refusals.ts'
import type { ReadModel } from './pack.ts'

/** Reads a decision model by the house rules: anything wrong with it refuses it, with every fault named. @throws modelUnreadable */
export const readModel: ReadModel = async (file, xml, units) => {
  try {
    return await loadModel(xml, { file, ...(units ? { units } : {}) })
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error
    const said = {
      file,
      why: error.problems.map((problem) => [...placeOf(problem, '第', '行'), problem.zh].join('：')).join('；'),
      reason: error.problems.map((problem) => [...placeOf(problem, 'row', ''), problem.en].join(': ')).join('; '),
    }
    throw eligibilityRefusals.modelUnreadable(said)
  }
}

/** Where a problem stands: its decision, the row of the table, the expression. */
const placeOf = ({ decision, tableRow, expression }: Problem, before: string, after: string): string[] => [
  ...(decision === undefined ? [] : [decision]),
  ...(tableRow === undefined ? [] : [[before, tableRow, after].filter((each) => each !== '').join(' ')]),
  ...(expression === undefined ? [] : [expression]),
]

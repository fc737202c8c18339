import { loadModel, ModelRefused } from '#platform/decisions/index.ts'
import { eligibilityRefusals } from '../refusals.ts'
import type { ReadModel } from './pack.ts'

/** Reads a decision model by the house rules: anything wrong with it refuses it, with every fault named. @throws modelUnreadable */
export const readModel: ReadModel = async (file, xml, units) => {
  try {
    return await loadModel(xml, { file, ...(units ? { units } : {}) })
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error
    const faults = error.problems.map(({ decision, expression, zh }) =>
      [decision, expression, zh].filter(Boolean).join('：'),
    )
    throw eligibilityRefusals.modelUnreadable({ file, why: faults.join('；') })
  }
}

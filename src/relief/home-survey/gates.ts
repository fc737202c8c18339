import type { CaseGate } from '#relief/casework/contract.ts'
import { formOf, objectedAt, type SurveyNeeds } from './service.ts'
import { surveyObstacle } from './survey.ts'
import { readSurveysOf } from './survey-store.ts'

/** The form of `procedure.yaml` this module fills. */
export const surveyForm = 'home-survey'

/** An opinion waits for the survey, where the procedure asks for one. */
export const surveyGates = (needs: SurveyNeeds): readonly CaseGate[] => [
  {
    name: 'home-survey.is-done',
    moves: ['give-opinion'],
    obstacles: async (tx, who, one) => {
      if (!(await needs.cases().formsOf(tx, one)).includes(surveyForm)) return []
      const { least } = (await formOf(needs, who, one)).investigators
      const surveys = await readSurveysOf(tx, who.tenant, one.id)
      const refusal = surveyObstacle(surveys, { least, objectedAt: await objectedAt(needs, tx, who, one) })
      return refusal === null ? [] : [{ refusal }]
    },
  },
]

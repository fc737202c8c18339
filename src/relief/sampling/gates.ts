import type { CaseFollower, CaseGate, Obstacle } from '#relief/casework/contract.ts'
import { samplingRefusals } from './refusals.ts'
import { countyStages, enter, ruleOf, sampleForm, standingOf, type SamplingNeeds } from './service.ts'
import { dropUndrawn } from './store.ts'

const standing = (refusal: Obstacle['refusal']): readonly Obstacle[] => [{ refusal }]

/** Nothing is confirmed before its group was drawn, and who was drawn was visited. What is refused needs no visit. */
export const samplingGates = (needs: SamplingNeeds): readonly CaseGate[] => [
  {
    name: 'sampling.is-drawn-and-visited',
    moves: ['approve-decision'],
    obstacles: async (tx, who, one) => {
      if (!(await needs.cases().formsOf(tx, one)).includes(sampleForm)) return []
      if ((await needs.cases().proposalOf(tx, who, one.id))?.outcome !== 'confirmed') return []
      const sample = await standingOf(needs, tx, who, one)
      if (sample === null) return []
      const { rule, draw, candidate, visit } = sample
      if (rule.group === null) return standing(samplingRefusals.noGroup())
      if (draw === null) return standing(samplingRefusals.drawFirst({ share: rule.shareMin, source: rule.source }))
      return candidate?.isDrawn === true && visit === null
        ? standing(samplingRefusals.visitFirst({ source: rule.source }))
        : []
    },
  },
]

/** In the transaction of the move: who comes to the county is entered, who leaves it undrawn is taken off. */
export const samplingFollower = (needs: SamplingNeeds): CaseFollower => ({
  name: 'sampling.follow-cases',
  moves: [
    ...(['give-opinion', 'notice-ended', 'reconsider', 'send-back', 'withdraw'] as const),
    ...(['end-non-cooperation', 'approve-decision'] as const),
  ],
  follow: async (tx, who, one, step) => {
    const [was, is] = [countyStages.includes(step.from ?? ''), countyStages.includes(step.to)]
    if (was === is) return
    if (was) await dropUndrawn(tx, who.tenant, one.id)
    else if ((await ruleOf(needs, who, one)) !== null) await enter(needs, tx, who, one, step)
  },
})

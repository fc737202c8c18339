import { v7 as uuid } from 'uuid'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { basisOf, type Basis } from './basis.ts'
import type { Opinion, OpinionWish } from './contract.ts'
import { inBoth, notAssessed, outcomeWords } from './labels.ts'
import { makeMove, type Moved } from './make-move.ts'
import type { CaseNeeds } from './needs.ts'
import { insertOpinion } from './paper-store.ts'
import { caseRefusals } from './refusals.ts'

/** The town's proposal to the county. @throws what the move refuses, assessmentMissing, proposalAgainstAssessment … */
export async function giveOpinion(
  tx: Tx,
  who: Caller,
  wish: OpinionWish & { readonly id: string },
  needs: CaseNeeds,
): Promise<Moved & { readonly opinion: Opinion }> {
  const id = uuid()
  const held: { basis: Basis | null } = { basis: null }
  const { proposal, why } = wish
  const saidOf = (basis: Basis): Pick<Opinion, 'amount' | 'status' | 'members' | 'assessmentId'> => ({
    amount: proposal === 'grant' ? basis.amount : null,
    status: proposal === 'grant' ? basis.status : null,
    members: basis.members,
    assessmentId: basis.assessmentId,
  })
  const made: { opinion: Opinion | null } = { opinion: null }
  const moved = await makeMove(
    tx,
    who,
    {
      id: wish.id,
      wish: { move: 'give-opinion', version: wish.version, reason: why, codes: { answer: proposal } },
      prepare: async ({ one, procedure }) => {
        const basis = await basisOf(tx, who, { one, assessmentId: wish.assessmentId, month: null }, needs)
        if (basis.assessmentId === null) throw caseRefusals.assessmentMissing({}, 'assessmentId')
        if (proposal === 'grant' && basis.outcome !== 'entitled')
          throw caseRefusals.proposalAgainstAssessment(
            inBoth('outcome', outcomeWords[basis.outcome ?? ''] ?? notAssessed),
          )
        held.basis = { ...basis, status: basis.isStatus ? (basis.status ?? procedure.words.zh) : null }
        return { opinion: id, assessment: basis.assessmentId }
      },
      keep: async (step, { one }) => {
        const opinion = { id, caseId: one.id, proposal, ...saidOf(held.basis!), why, by: step.by, on: step.on }
        await insertOpinion(tx, opinion, {
          box: await needs.vault.boxOf(one.tenant),
          placeId: one.placeId,
          caseId: one.id,
          position: step.position,
        })
        made.opinion = opinion
      },
    },
    needs,
  )
  return { ...moved, opinion: made.opinion! }
}

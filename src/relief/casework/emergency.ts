import { v7 as uuid } from 'uuid'
import { monthOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { formatYuan, type Fen } from '#platform/money/index.ts'
import type { Decision } from './contract.ts'
import { nextNumber } from './decisions.ts'
import { makeMove, type Moved } from './make-move.ts'
import type { CaseNeeds } from './needs.ts'
import { insertDecision } from './paper-store.ts'
import type { Procedure } from './procedure/procedure.ts'
import { caseRefusals } from './refusals.ts'

export interface EmergencyWish {
  readonly id: string
  readonly version: number
  /** Fen, once. */
  readonly amount: Fen
  readonly why: string
}

/**
 * Help first, papers after (社会救助法 art. 50): a decision to pay once, before any check, up to the cap; who entered the
 * report cannot also grant it.
 *
 * @throws what the move refuses, notEmergency, overCap, amountNotPositive
 */
export async function grantEmergency(
  tx: Tx,
  who: Caller,
  { id, version, amount, why }: EmergencyWish,
  needs: CaseNeeds,
): Promise<Moved & { readonly decision: Decision }> {
  const decisionId = uuid()
  const held: { decision: Decision | null } = { decision: null }
  const moved = await makeMove(
    tx,
    who,
    {
      id,
      wish: { move: 'grant-emergency', version, reason: why },
      prepare: async ({ procedure, one }) => {
        refuseOverCap(procedure, amount)
        const minutes = Math.floor((needs.clock.now().getTime() - one.openedAt.getTime()) / 60_000)
        return { decision: decisionId, minutesFromReport: minutes }
      },
      keep: async (step, { one, known, procedure }) => {
        const identities = await needs.households.identitiesOf(tx, who.tenant, one.householdId)
        const decision: Decision = {
          ...{ id: decisionId, caseId: one.id, caseNumber: one.number, number: await nextNumber(tx, one) },
          ...{ householdId: one.householdId, programme: one.programme, outcome: 'confirmed', assessmentId: null },
          ...{ amount, status: null, members: identities?.members.length ?? 0, fromMonth: monthOf(step.on) },
          reasons: [{ text: why, article: procedure.emergency?.source ?? null }],
          override: null,
          proposedBy: given(known.steps[0], 'the opening step').by,
          ...{ approvedBy: step.by, decidedOn: step.on, isOnce: true },
        }
        const box = await needs.vault.boxOf(one.tenant)
        const owner = { box, placeId: one.placeId, caseId: one.id, position: step.position }
        await insertDecision(tx, decision, { ...owner, thirdId: null })
        held.decision = decision
      },
    },
    needs,
  )
  return { ...moved, decision: given(held.decision, 'the decision just made') }
}

function refuseOverCap({ emergency }: Procedure, amount: Fen): void {
  if (emergency === null) throw caseRefusals.notEmergency()
  if (amount <= 0n) throw caseRefusals.amountNotPositive({}, 'amount')
  if (amount > emergency.cap)
    throw caseRefusals.overCap(
      { cap: formatYuan(emergency.cap), amount: formatYuan(amount), source: emergency.source },
      'amount',
    )
}

import type { Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen, formatYuan, type Fen } from '#platform/money/index.ts'
import type { Situation } from '#registry/households/index.ts'
import type { Assessment, StoredAssessment } from '#relief/eligibility/contract.ts'
import type { Case, Decision } from './contract.ts'
import { outcomeWords } from './labels.ts'
import type { CaseNeeds } from './needs.ts'
import { caseRefusals } from './refusals.ts'

/** What an opinion or a decision rests on. */
export interface Basis {
  readonly assessmentId: string | null
  readonly outcome: Assessment['outcome'] | null
  /** Fen per month; null unless entitled. */
  readonly amount: Fen | null
  readonly members: number
  /** As printed: reasons of the assessment, or its plain sentences where it gives none. */
  readonly reasons: Decision['reasons']
}

/**
 * The cited assessment, which must still be what the facts and the law of today give.
 *
 * @throws assessmentNotOfCase, assessmentSimulated, assessmentStale
 */
export async function basisOf(
  tx: Tx,
  who: Caller,
  wish: { readonly one: Case; readonly assessmentId: string | null; readonly month: Month | null },
  { assessments, households, eligibility, clock }: CaseNeeds,
): Promise<Basis> {
  const { one, assessmentId } = wish
  const today = clock.today()
  const situation = await households.situationOf(tx, who.tenant, one.householdId, { factsOn: today })
  const members = countedMembers(situation)
  if (assessmentId === null) return { assessmentId, outcome: null, amount: null, members, reasons: [] }
  const stored = await assessments.find(tx, who, assessmentId)
  if (stored === null || stored.household.id !== one.householdId || stored.programme !== one.programme)
    throw caseRefusals.assessmentNotOfCase({}, 'assessmentId')
  if (stored.simulated) throw caseRefusals.assessmentSimulated({}, 'assessmentId')
  const again = eligibility.assess({
    ...{ region: stored.assessment.region, programme: one.programme, factsOn: today, lawOn: today, situation },
    month: wish.month ?? (stored.month as Month),
  })
  const amount = stored.amount === null ? null : fen(BigInt(stored.amount))
  if (again.outcome !== stored.outcome || again.amount !== amount)
    throw caseRefusals.assessmentStale({ was: said(stored.outcome, amount), now: said(again.outcome, again.amount) })
  return {
    assessmentId,
    outcome: stored.outcome,
    amount: stored.outcome === 'entitled' ? amount : null,
    members,
    reasons: reasonsOf(stored),
  }
}

/** Everybody who is not left out by name (57号 art. 8). */
const countedMembers = ({ members }: Situation): number =>
  members.filter(({ counted }) => counted === null || counted.value === 'counted').length

function reasonsOf({ assessment }: StoredAssessment): Decision['reasons'] {
  if (assessment.reasons.length > 0) return assessment.reasons.map(({ zh, article }) => ({ text: zh, article }))
  return assessment.plain.map(({ zh }) => ({ text: zh, article: null }))
}

/** An answer in one phrase: the amount, or the word. */
export const said = (outcome: string | null, amount: Fen | null): string =>
  amount !== null && amount > 0n ? `每月 ${formatYuan(amount)} 元` : (outcomeWords[outcome ?? '']?.zh ?? '没有测算')

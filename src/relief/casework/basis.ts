import type { Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen, formatYuan, type Fen } from '#platform/money/index.ts'
import type { Situation } from '#registry/households/index.ts'
import type { Assessment, StoredAssessment } from '#relief/eligibility/contract.ts'
import { classInWords, isStatusProgramme } from '#relief/eligibility/index.ts'
import type { Case, Decision } from './contract.ts'
import { inBoth, notAssessed, outcomeWords, type Words } from './labels.ts'
import type { CaseNeeds } from './needs.ts'
import { caseRefusals } from './refusals.ts'

/** What an opinion or a decision rests on. */
export interface Basis {
  readonly assessmentId: string | null
  readonly outcome: Assessment['outcome'] | null
  /** The programme confirms a status (认定) and pays nothing, whatever an assessment says. */
  readonly isStatus: boolean
  /** Fen per month; null unless entitled to money. */
  readonly amount: Fen | null
  /** The status the assessment gives, by its class; null unless entitled to one. */
  readonly status: string | null
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
  needs: CaseNeeds,
): Promise<Basis> {
  const { assessments, households, eligibility, clock } = needs
  const { one, assessmentId } = wish
  const today = clock.today()
  const situation = await households.situationOf(tx, who.tenant, one.householdId, { factsOn: today })
  const members = countedMembers(situation)
  const isStatus = await isStatusOf(who, one, needs)
  if (assessmentId === null)
    return { assessmentId, isStatus, outcome: null, amount: null, status: null, members, reasons: [] }
  const stored = await assessments.find(tx, who, assessmentId)
  if (stored === null || stored.household.id !== one.householdId || stored.programme !== one.programme)
    throw caseRefusals.assessmentNotOfCase({}, 'assessmentId')
  if (stored.simulated) throw caseRefusals.assessmentSimulated({}, 'assessmentId')
  const again = eligibility.assess({
    ...{ region: stored.assessment.region, programme: one.programme, factsOn: today, lawOn: today, situation },
    month: wish.month ?? (stored.month as Month),
  })
  const amount = stored.amount === null ? null : fen(BigInt(stored.amount))
  const classOf = (text: string | null) => (text === null ? null : classInWords(text, eligibility.library.packs))
  const hasNewClass = isStatus && again.class !== stored.class
  if (again.outcome !== stored.outcome || again.amount !== amount || hasNewClass)
    throw caseRefusals.assessmentStale({
      ...inBoth('was', said(stored.outcome, amount, classOf(stored.class))),
      ...inBoth('now', said(again.outcome, again.amount, classOf(again.class))),
    })
  const isEntitled = stored.outcome === 'entitled'
  return {
    ...{ assessmentId, isStatus, outcome: stored.outcome, members },
    amount: isEntitled && !isStatus ? amount : null,
    status: isEntitled && isStatus ? stored.class : null,
    reasons: isEntitled && isStatus ? conditionsOf(stored) : reasonsOf(stored),
  }
}

/** Whether the programme of a case confirms a status (认定) and pays nothing. */
export const isStatusOf = async (
  who: Caller,
  { programme }: Pick<Case, 'programme'>,
  { eligibility, regionOf }: Pick<CaseNeeds, 'eligibility' | 'regionOf'>,
): Promise<boolean> => isStatusProgramme(eligibility, { region: await regionOf(who), programme })

/** Everybody who is not left out by name (57号 art. 8). */
const countedMembers = ({ members }: Situation): number =>
  members.filter(({ counted }) => counted === null || counted.value === 'counted').length

function reasonsOf({ assessment }: StoredAssessment): Decision['reasons'] {
  if (assessment.reasons.length > 0) return assessment.reasons.map(({ zh, article }) => ({ text: zh, article }))
  return assessment.plain.map(({ zh }) => ({ text: zh, article: null }))
}

/** Why a status is confirmed: the conditions that hold, each with its article. */
function conditionsOf(stored: StoredAssessment): Decision['reasons'] {
  const tests = testsIn(stored.assessment.tree).filter(({ holds }) => holds === true)
  return tests.length === 0 ? reasonsOf(stored) : tests.map(({ zh, law }) => ({ text: zh, article: inOne(law) }))
}
type TreeLine = StoredAssessment['assessment']['tree'][number]
const testsIn = (lines: readonly TreeLine[]): readonly TreeLine[] =>
  lines.flatMap((line) => (line.kind === 'test' ? [line] : testsIn(line.lines)))
const inOne = (law: readonly string[]): string | null => (law.length === 0 ? null : [...new Set(law)].join('；'))

/** An answer in one phrase: the amount, the status, or the word. */
export function said(outcome: string | null, amount: Fen | null, status: Words | null = null): Words {
  if (amount !== null && amount > 0n)
    return { zh: `每月 ${formatYuan(amount)} 元`, en: `${formatYuan(amount)} yuan a month` }
  const { zh, en } = outcomeWords[outcome ?? ''] ?? notAssessed
  return status === null ? { zh, en } : { zh: `${zh}（${status.zh}）`, en: `${en} (${status.en})` }
}

import type { Day } from '#platform/clock/index.ts'
import { formatYuan, type Fen } from '#platform/money/index.ts'
import type { Decision } from '#relief/casework/contract.ts'
import type { LetterContent, PrintedLine, PrintedReason } from '../contract.ts'

/** One line of a why-tree as far as a letter prints it. Money in fen, as text or as a number. */
interface TreeLine {
  readonly kind: string
  readonly zh: string
  readonly operator: string | null
  readonly amount: { readonly unit: string; readonly value: string } | null
  readonly law: readonly string[]
  readonly lines: readonly TreeLine[]
}

/** The assessment a decision cites. */
export interface CitedAssessment {
  readonly amount: Fen | null
  readonly tree: readonly TreeLine[]
  readonly plain: readonly { readonly zh: string }[]
}

export interface LetterFacts {
  readonly office: string
  readonly programme: string
  readonly number: string
  readonly decision: Decision
  /** The assessment the decision cites; null where it cites none. */
  readonly assessment: CitedAssessment | null
  readonly applicant: string
  /** Names of everybody else in the household: none of them is printed. */
  readonly others: readonly string[]
  readonly appliedOn: Day
  readonly handOverBy: Day | null
}

/**
 * What the letter says. The reasons are those the decision was made with, in its order; the sum is shown where the
 * decision follows it to the fen. A decision that departs from the sum says why instead (override).
 */
export function composeLetter(facts: LetterFacts): LetterContent {
  const { decision, assessment, others } = facts
  const clean = (text: string): string => withoutNames(text, others)
  // A status has no sum: why it is confirmed stands in the reasons, each with its article.
  const follows =
    decision.outcome === 'confirmed' &&
    decision.status === null &&
    decision.override === null &&
    assessment?.amount === decision.amount
  return {
    kind: decision.outcome === 'confirmed' ? 'decision' : 'refusal',
    office: facts.office,
    programme: facts.programme,
    number: facts.number,
    caseNumber: decision.caseNumber,
    applicant: facts.applicant,
    members: decision.members,
    appliedOn: facts.appliedOn,
    decidedOn: decision.decidedOn,
    amount: decision.amount,
    status: decision.status,
    isOnce: decision.isOnce,
    fromMonth: decision.fromMonth,
    sum: follows && assessment !== null ? sumOf(assessment).map((line) => ({ ...line, text: clean(line.text) })) : [],
    reasons: reasonsOf(decision).map((reason) => ({ ...reason, text: clean(reason.text) })),
    plain: follows && assessment !== null ? assessment.plain.map(({ zh }) => clean(zh)) : [],
    handOverBy: facts.handOverBy,
  }
}

function reasonsOf({ reasons, override }: Decision): PrintedReason[] {
  if (override === null) return [...reasons]
  return [...reasons, { text: override.reason, article: override.article }]
}

/** The last group of the tree is the column addition; a number of heads stands among the money in words. */
function sumOf({ tree }: CitedAssessment): PrintedLine[] {
  const lines = (tree.at(-1)?.lines ?? []).filter(({ kind }) => kind !== 'note' && kind !== 'test')
  return lines.map((line, index) => ({
    text: `${signOf(line.operator)}${line.zh.replace(/（第.步的得数）$/, '')}`,
    article: line.law.length === 0 ? null : line.law.join('；'),
    amount: shown(line.amount),
    isLast: index === lines.length - 1,
  }))
}

/** Sums say themselves in words (“减去…”); only these two would not be understood without their sign. */
const signOf = (operator: string | null): string => (operator === '×' || operator === '÷' ? `${operator} ` : '')

function shown(amount: TreeLine['amount']): string {
  if (amount === null) return ''
  switch (amount.unit) {
    case 'fen':
      return formatYuan(BigInt(amount.value) as Fen)
    case 'person':
      return `${amount.value} 人`
    case 'month':
      return `${amount.value} 个月`
    default:
      return amount.value
  }
}

/** The letter goes through many hands; nobody of the family but the applicant is named in it. */
function withoutNames(text: string, names: readonly string[]): string {
  const longest = names.filter((name) => name.length > 0).toSorted((left, right) => right.length - left.length)
  return longest.reduce((said, name) => said.replaceAll(name, '一位家庭成员'), text)
}

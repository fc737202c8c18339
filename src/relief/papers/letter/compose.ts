import type { Day } from '#platform/clock/index.ts'
import { formatYuan, type Fen } from '#platform/money/index.ts'
import type { Decision } from '#relief/casework/contract.ts'
import type { LetterContent, LetterEnglish, PrintedLine, PrintedReason } from '../contract.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** One line of a why-tree as far as a letter prints it. Money in fen, as text or as a number. */
interface TreeLine {
  readonly kind: string
  readonly zh: string
  readonly en: string
  readonly operator: string | null
  readonly amount: { readonly unit: string; readonly value: string } | null
  readonly law: readonly string[]
  readonly lines: readonly TreeLine[]
}

/** The assessment a decision cites. */
export interface CitedAssessment {
  readonly amount: Fen | null
  readonly tree: readonly TreeLine[]
  readonly plain: readonly Words[]
  readonly reasons: readonly Words[]
  /** The class of aid, where it gives one. */
  readonly class: Words | null
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
  const cited = follows ? assessment : null
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
    sum: cited === null ? [] : sumOf(cited).map((line) => ({ ...line, text: clean(line.text) })),
    reasons: reasonsOf(decision).map((reason) => ({ ...reason, text: clean(reason.text) })),
    plain: cited === null ? [] : cited.plain.map(({ zh }) => clean(zh)),
    handOverBy: facts.handOverBy,
    english: inEnglish(facts, cited),
  }
}

/** What the sum says in both languages, said in English; `cited` is the sum the letter shows. */
function inEnglish({ decision, assessment, others }: LetterFacts, cited: CitedAssessment | null): LetterEnglish {
  const clean = (text: string): string => withoutNames(text, others, 'a member of the household')
  const known = new Map(assessment === null ? [] : saidIn(assessment).map(({ zh, en }) => [zh, en]))
  return {
    sum:
      cited === null
        ? []
        : lastGroup(cited).map((line) => ({
            text: clean(`${signOf(line.operator)}${withoutStep(line.en)}`),
            amount: shown(line.amount, englishUnits),
          })),
    plain: cited === null ? [] : cited.plain.map(({ en }) => clean(en)),
    reasons: reasonsOf(decision).map(({ text }) => {
      const said = known.get(text)
      return said === undefined ? null : clean(said)
    }),
    status: decision.status === null ? null : assessment?.class?.zh === decision.status ? assessment.class.en : null,
  }
}

const saidIn = ({ reasons, plain, tree }: CitedAssessment): readonly Words[] => [
  ...reasons,
  ...plain,
  ...tree.flatMap(everyLine),
]
const everyLine = (line: TreeLine): readonly Words[] => [line, ...line.lines.flatMap(everyLine)]

function reasonsOf({ reasons, override }: Decision): PrintedReason[] {
  if (override === null) return [...reasons]
  return [...reasons, { text: override.reason, article: override.article }]
}

/** The last group of the tree is the column addition; a number of heads stands among the money in words. */
const lastGroup = ({ tree }: CitedAssessment): readonly TreeLine[] =>
  (tree.at(-1)?.lines ?? []).filter(({ kind }) => kind !== 'note' && kind !== 'test')

const sumOf = (cited: CitedAssessment): PrintedLine[] =>
  lastGroup(cited).map((line, index, lines) => ({
    text: `${signOf(line.operator)}${withoutStep(line.zh)}`,
    article: line.law.length === 0 ? null : line.law.join('；'),
    amount: shown(line.amount, { person: (count) => `${count} 人`, month: (count) => `${count} 个月` }),
    isLast: index === lines.length - 1,
  }))

/** A letter shows one step of the sum: where a number comes from another step is not said. */
const withoutStep = (text: string): string => text.replace(/（第.步的得数）$| \(from step \d+\)$/, '')

/** Sums say themselves in words (“减去…”); only these two would not be understood without their sign. */
const signOf = (operator: string | null): string => (operator === '×' || operator === '÷' ? `${operator} ` : '')

type Units = Readonly<Record<'person' | 'month', (count: string) => string>>
const englishUnits: Units = {
  person: (count) => (count === '1' ? '1 person' : `${count} people`),
  month: (count) => (count === '1' ? '1 month' : `${count} months`),
}

function shown(amount: TreeLine['amount'], units: Units): string {
  if (amount === null) return ''
  switch (amount.unit) {
    case 'fen':
      return formatYuan(BigInt(amount.value) as Fen)
    case 'person':
    case 'month':
      return units[amount.unit](amount.value)
    default:
      return amount.value
  }
}

/** The letter goes through many hands; nobody of the family but the applicant is named in it. */
function withoutNames(text: string, names: readonly string[], instead = '一位家庭成员'): string {
  const longest = names.filter((name) => name.length > 0).toSorted((left, right) => right.length - left.length)
  return longest.reduce((said, name) => said.replaceAll(name, instead), text)
}

import type { Day } from '#platform/clock/index.ts'
import { Bug } from '#platform/errors/index.ts'
import { parseYuan } from '#platform/money/index.ts'
import type {
  Fact,
  FactSource,
  Income,
  IncomeKind,
  LabourCapacity,
  MemberCorrection,
  Statement,
} from '#registry/households/contract.ts'
import { answerInWords, slotsOf, type Answers, type AskedMember, type Slot } from './answers.ts'
import type { Form } from './form.ts'

/** An answer that could become a fact of the register. Empty is unknown, and “cannot tell” is no fact either. */
export interface Finding {
  readonly key: string
  readonly slot: Slot
  readonly answer: string
  readonly zh: string
  readonly en: string
}

const noFact = 'unknown'

export const findingsOf = (form: Form, members: readonly AskedMember[], answers: Answers): readonly Finding[] =>
  slotsOf(form, members).flatMap((slot): Finding[] => {
    const answer = answers[slot.key]
    if (slot.field.fact === undefined || answer === undefined || answer === noFact) return []
    return [{ key: slot.key, slot, answer, ...answerInWords(slot, answer) }]
  })

export interface SurveyedAt {
  readonly householdId: string
  readonly caseNumber: string
  /** Which survey of the case. */
  readonly number: number
  readonly on: Day
}

/** The chosen findings as a statement for the register, each with source “surveyed” and the day of the survey. */
export function statementOf(chosen: readonly Finding[], at: SurveyedAt): Statement {
  const source: FactSource = { kind: 'surveyed', zh: `${at.caseNumber} 第 ${at.number} 次入户调查`, on: at.on }
  const fact = <Value>(value: Value): Fact<Value> => ({ value, source })
  const household: {
    -readonly [Name in keyof NonNullable<Statement['household']>]: NonNullable<Statement['household']>[Name]
  } = {}
  const members = new Map<string, MemberCorrection>()
  for (const { slot, answer } of chosen) {
    const { member, field } = slot
    const name = field.fact
    if (name === 'homes' || name === 'vehicles' || name === 'businesses') household[name] = fact(Number(answer))
    else if (name === 'deposits') household.deposits = fact(parseYuan(answer))
    else if (member !== null && name === 'labourCapacity')
      members.set(member.id, { ...members.get(member.id), id: member.id, labourCapacity: fact(labourOf(answer)) })
    else if (member !== null && name?.startsWith('income.')) {
      const before = members.get(member.id)
      const kind = name.slice('income.'.length) as IncomeKind
      const income: Income = { amount: parseYuan(answer), per: 'month' }
      members.set(member.id, { ...before, id: member.id, incomes: { ...before?.incomes, [kind]: fact(income) } })
    } else throw new Bug(`the form puts a fact of one member at a question of the household: ${slot.key}`)
  }
  return {
    householdId: at.householdId,
    validFrom: at.on,
    reason: source.zh,
    household,
    members: [...members.values()],
  }
}

function labourOf(answer: string): LabourCapacity {
  if (answer === 'full' || answer === 'partial' || answer === 'none') return answer
  throw new Bug(`“${answer}” says nothing of the ability to work`)
}

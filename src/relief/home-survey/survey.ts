import type { Day, WorkingCalendar } from '#platform/clock/index.ts'
import { daysBetween } from '#platform/clock/index.ts'
import type { Refusal } from '#platform/errors/index.ts'
import { unanswered, type Answers, type AskedMember } from './answers.ts'
import type { Form, Words } from './form.ts'
import { surveyRefusals } from './refusals.ts'

/** What decides whether a survey counts. */
export interface Counted {
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly investigators: readonly { readonly id: string }[]
}

/**
 * Before an opinion somebody has been at home: two people at least (57号). After an objection it is a new survey, begun
 * after the objection, and nobody of an earlier one takes part.
 */
export function surveyObstacle(
  surveys: readonly Counted[],
  { least, objectedAt }: { readonly least: number; readonly objectedAt: Date | null },
): Refusal | null {
  const finished = surveys.filter(
    ({ finishedAt, investigators }) => finishedAt !== null && new Set(investigators.map(({ id }) => id)).size >= least,
  )
  if (objectedAt === null) return finished.length > 0 ? null : surveyRefusals.surveyFirst({ least })
  const before = wentBefore(surveys, objectedAt)
  const isByOthers = ({ investigators }: Counted): boolean => investigators.every(({ id }) => !before.has(id))
  return finished.some((one) => !isOvertaken(one, objectedAt) && isByOthers(one))
    ? null
    : surveyRefusals.newSurveyFirst()
}

/** Begun before the objection that is being looked into: however it ends, it is not the new survey that is asked for. */
export const isOvertaken = ({ startedAt }: Pick<Counted, 'startedAt'>, objectedAt: Date | null): boolean =>
  objectedAt !== null && startedAt < objectedAt

/** Who took part in a survey before the objection: none of them goes along again. */
export const wentBefore = (surveys: readonly Counted[], objectedAt: Date): ReadonlySet<string> =>
  new Set(
    surveys
      .filter(({ startedAt, finishedAt }) => finishedAt !== null && startedAt < objectedAt)
      .flatMap(({ investigators }) => investigators.map(({ id }) => id)),
  )

/** What is written on a draft, and by whom it is signed. */
export interface Written {
  readonly form: Form
  readonly members: readonly AskedMember[]
  readonly answers: Answers
  readonly investigators: readonly { readonly name: string; readonly hasSigned: boolean }[]
  readonly family: 'open' | 'signed' | 'refused'
}

export interface Lack extends Words {
  /** Key of the question, or `people:investigators`, `people:signatures`. */
  readonly at: string | null
}

/** What still stands in the way of finishing, in the order of the form. */
export function lacksOf({ form, members, answers, investigators, family }: Written): readonly Lack[] {
  const { least } = form.investigators
  const unsigned = investigators.filter(({ hasSigned }) => !hasSigned)
  return [
    ...unanswered(form, members, answers).map(({ key, field, member }) => ({
      at: key,
      zh: member === null ? `“${field.zh}”还没有填` : `${member.name}的“${field.zh}”还没有填`,
      en: member === null ? `“${field.en}” is empty` : `“${field.en}” of ${member.name} is empty`,
    })),
    ...(investigators.length < least
      ? [
          {
            at: 'people:investigators',
            zh: `调查人至少 ${least} 位，现在 ${investigators.length} 位`,
            en: `At least ${least} investigators are needed; there are ${investigators.length}`,
          },
        ]
      : []),
    ...unsigned.map(({ name }) => ({
      at: 'people:signatures',
      zh: `${name}还没有签名`,
      en: `${name} has not signed`,
    })),
    ...(family === 'open'
      ? [
          {
            at: 'people:signatures',
            zh: '家里人还没有签名，也没有写不签的原因',
            en: 'The family has neither signed nor said why not',
          },
        ]
      : []),
  ]
}

/** By when a survey has to begin. It lights up and stops nobody. */
export function startHint(
  ask: { readonly acceptedOn: Day; readonly today: Day; readonly hasBegun: boolean },
  within: NonNullable<Form['start-within']>,
  calendar: Pick<WorkingCalendar, 'addWorkingDays' | 'workingDaysBetween'>,
): { dueOn: Day; leftDays: number; light: 'green' | 'amber' | 'red' | 'done'; source: string } {
  const dueOn = calendar.addWorkingDays(ask.acceptedOn, within.days)
  const isLate = daysBetween(ask.today, dueOn) < 0
  const leftDays = isLate
    ? -calendar.workingDaysBetween(dueOn, ask.today)
    : calendar.workingDaysBetween(ask.today, dueOn)
  const light = ask.hasBegun ? 'done' : isLate ? 'red' : leftDays <= 1 ? 'amber' : 'green'
  return { dueOn, leftDays, light, source: within.source }
}

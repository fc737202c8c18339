import { parseYuan } from '#platform/money/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Form, FormField, Words } from './form.ts'
import { surveyRefusals } from './refusals.ts'

/** Answers by field name; a field per member stands as `name@memberId`. What was not answered is not there. */
export type Answers = Readonly<Record<string, string>>
export interface AskedMember {
  readonly id: string
  readonly name: string
}

/** One place where an answer goes: a field, or a field of one member. */
export interface Slot {
  readonly key: string
  readonly field: FormField
  readonly section: { readonly name: string } & Words
  readonly member: AskedMember | null
}

export const slotsOf = (form: Form, members: readonly AskedMember[]): readonly Slot[] =>
  form.sections.flatMap(({ name, zh, en, fields }) =>
    fields.flatMap((field): Slot[] =>
      field['per-member']
        ? members.map((member) => ({
            ...{ key: `${field.name}@${member.id}`, field, member },
            section: { name, zh, en },
          }))
        : [{ key: field.name, field, member: null, section: { name, zh, en } }],
    ),
  )

/**
 * What a person typed, put to the answers given before. An empty text takes an answer away.
 * @throws unknownField, badAnswer
 */
export function withAnswers(form: Form, members: readonly AskedMember[], before: Answers, said: Answers): Answers {
  const slots = new Map(slotsOf(form, members).map((slot) => [slot.key, slot]))
  const after = new Map(Object.entries(before))
  for (const [key, text] of Object.entries(said)) {
    const slot = slots.get(key)
    if (!slot) throw surveyRefusals.unknownField()
    const answer = text.trim()
    if (answer === '') after.delete(key)
    else after.set(key, checked(slot, answer))
  }
  return Object.fromEntries(after)
}

function checked({ key, field }: Slot, answer: string): string {
  const bad = (): Refusal => surveyRefusals.badAnswer({ question: field.zh, questionEn: field.en }, key)
  const isOption = (value: string): boolean => Object.hasOwn(field.options, value)
  switch (field.kind) {
    case 'choice':
      if (!isOption(answer)) throw bad()
      return answer
    case 'choices':
      if (!answer.split(',').every(isOption)) throw bad()
      return answer
    case 'number':
      if (!/^\d{1,4}$/.test(answer)) throw bad()
      return String(Number(answer))
    case 'yuan':
      return isYuan(answer) ? answer : raise(bad())
    case 'text':
      return answer
  }
}

const raise = (refusal: Refusal): never => {
  throw refusal
}

function isYuan(text: string): boolean {
  try {
    return parseYuan(text) >= 0n
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** What was answered on an earlier form, as far as this one asks it and takes it. */
export function fittingAnswers(form: Form, members: readonly AskedMember[], said: Answers): Answers {
  const fits = (key: string, text: string): boolean => {
    try {
      return withAnswers(form, members, {}, { [key]: text })[key] !== undefined
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }
  return Object.fromEntries(Object.entries(said).filter(([key, text]) => fits(key, text)))
}

/** Required questions without an answer, in the order of the form. */
export const unanswered = (form: Form, members: readonly AskedMember[], answers: Answers): readonly Slot[] =>
  slotsOf(form, members).filter(({ key, field }) => field.required && answers[key] === undefined)

/** An answer as it is printed. */
export function answerInWords({ field }: Slot, answer: string): Words {
  switch (field.kind) {
    case 'choice':
    case 'choices': {
      const chosen = answer.split(',').map((value) => field.options[value] ?? { zh: value, en: value })
      return { zh: chosen.map(({ zh }) => zh).join('、'), en: chosen.map(({ en }) => en).join(', ') }
    }
    case 'yuan':
      return { zh: `${answer} 元`, en: `${answer} yuan` }
    case 'number':
    case 'text':
      return { zh: answer, en: answer }
  }
}

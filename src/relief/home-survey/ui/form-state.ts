import { fenTyped, yuanTyped } from '#design/console/fen-text.ts'
import type { Words } from '#design/console/language.tsx'
import type { SurveyAnswer } from './calls.ts'

export type Typed = Readonly<Record<string, string>>
export type SectionAnswer = SurveyAnswer['sections'][number]
export type FieldAnswer = SectionAnswer['fields'][number]
export type MemberAnswer = SurveyAnswer['members'][number]

/** Where an answer goes: `rooms`, or `wages@<member>` for one person. */
export const keyOf = (field: FieldAnswer, member: MemberAnswer | null): string =>
  member === null ? field.name : `${field.name}@${member.id}`

/** Anchors on the page, for what is lacking to lead to. */
export const anchorOf = (key: string): string => `q-${key}`
export const peopleAnchors: Readonly<Record<string, string>> = {
  'people:investigators': 'hs-investigators',
  'people:signatures': 'hs-signatures',
}

export interface Block {
  readonly isPerMember: boolean
  readonly fields: readonly FieldAnswer[]
}

/** Questions of a section as they are asked: a run of questions about each member is asked person by person. */
export const blocksOf = (section: SectionAnswer): readonly Block[] =>
  section.fields.reduce<readonly Block[]>((blocks, field) => {
    const last = blocks.at(-1)
    return last !== undefined && last.isPerMember === field.perMember
      ? [...blocks.slice(0, -1), { ...last, fields: [...last.fields, field] }]
      : [...blocks, { isPerMember: field.perMember, fields: [field] }]
  }, [])

export interface Slot {
  readonly key: string
  readonly section: SectionAnswer
  readonly field: FieldAnswer
  readonly member: MemberAnswer | null
}

/** Every place an answer can stand, in the order in which it is asked. */
export const slotsOf = ({ sections, members }: Pick<SurveyAnswer, 'sections' | 'members'>): readonly Slot[] =>
  sections.flatMap((section) =>
    blocksOf(section).flatMap(({ isPerMember, fields }) =>
      (isPerMember ? members : [null]).flatMap((member) =>
        fields.map((field) => ({ key: keyOf(field, member), section, field, member })),
      ),
    ),
  )

/** What the server is sent for a typed answer, or null while it is no answer yet (`1,2` of an amount). */
export function wireOf(kind: FieldAnswer['kind'], typed: string): string | null {
  const text = typed.trim()
  switch (kind) {
    case 'yuan': {
      const amount = fenTyped(text)
      if (amount.is === 'amount') return yuanTyped(amount.fen)
      return amount.is === 'empty' ? '' : null
    }
    case 'number': {
      const digits = text.normalize('NFKC')
      return digits === '' || /^\d{1,4}$/.test(digits) ? digits : null
    }
    case 'choice':
    case 'choices':
    case 'text':
      return text
  }
}

/** One option tapped among several: in or out, in the order of the form. */
export function toggled(field: FieldAnswer, before: string, value: string): string {
  const chosen = new Set(before === '' ? [] : before.split(','))
  if (!chosen.delete(value)) chosen.add(value)
  return field.options
    .map((option) => option.value)
    .filter((one) => chosen.has(one))
    .join(',')
}

/** What stands in a field: what was typed and is not kept yet, otherwise what is kept. */
export const shownOf = (answers: Typed, pending: Typed, key: string): string => pending[key] ?? answers[key] ?? ''

export interface Lack extends Words {
  readonly anchor: string
}

/** What is lacking now, reckoned with what was just typed; signatures and people as the server knows them. */
export function lacksNow(survey: SurveyAnswer, pending: Typed): readonly Lack[] {
  const questions = slotsOf(survey).filter(
    ({ key, field }) => field.isRequired && shownOf(survey.answers, pending, key).trim() === '',
  )
  return [
    ...questions.map(({ key, field, member }) => ({
      anchor: anchorOf(key),
      zh: member === null ? `“${field.zh}”还没有填` : `${member.name}的“${field.zh}”还没有填`,
      en: member === null ? `“${field.en}” is empty` : `“${field.en}” of ${member.name} is empty`,
    })),
    ...survey.lacks.flatMap(({ at, zh, en }) => {
      const anchor = at === null ? undefined : peopleAnchors[at]
      return anchor === undefined ? [] : [{ anchor, zh, en }]
    }),
  ]
}

/** A change of an answer would take these away: they were given for other words. */
export const isSigned = ({ investigators, family, paper }: SurveyAnswer): boolean =>
  investigators.some(({ signedAt }) => signedAt !== null) || family.state === 'signed' || paper !== null

/** An answer as it is read. */
export function answerText(field: FieldAnswer, answer: string): Words {
  switch (field.kind) {
    case 'choice':
    case 'choices': {
      const chosen = answer
        .split(',')
        .map((value) => field.options.find((option) => option.value === value) ?? { zh: value, en: value })
      return { zh: chosen.map(({ zh }) => zh).join('、'), en: chosen.map(({ en }) => en).join(', ') }
    }
    case 'yuan':
      return { zh: `${answer} 元`, en: `${answer} yuan` }
    case 'number':
    case 'text':
      return { zh: answer, en: answer }
  }
}

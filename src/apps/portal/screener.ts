import type { Language, Words } from '#design/console/language.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import {
  errorsOf,
  firstOpen,
  isNowhere,
  isQuestionKey,
  questions,
  readTyped,
  type AnswerError,
  type AnswerSetting,
  type Eligibility,
  type QuestionKey,
  type ScreenerPlace,
  type Typed,
} from '#relief/eligibility/index.ts'

/** What the portal needs to answer “what can I get” from the packs themselves. */
export interface ScreenerNeeds {
  readonly eligibility: Eligibility
  /** Towns of the own county with their names; asked for each time, because they may be loaded later. */
  readonly towns: () => readonly { readonly code: string; readonly name: Words }[]
}

/** What every page of the screener draws with. */
export interface AskView {
  readonly site: Site
  readonly visit: DrawnFor
  readonly csrf: string
  readonly typed: Typed
  readonly places: readonly ScreenerPlace[]
}

/** Which page comes next. */
export type Step =
  | {
      readonly kind: 'question'
      readonly key: QuestionKey
      readonly errors: readonly AnswerError[]
      readonly isReview: boolean
    }
  | { readonly kind: 'check' }
  | { readonly kind: 'result' }

export type Sent = Readonly<Record<string, unknown>>

const wordOf = (value: unknown): string => {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}

/**
 * Reads a form of ours. `to` goes to a question, to the check or the result; `at` answers a question; `here` draws the
 * same page again (after 长辈版 or the language). A result is never shown over an open question.
 */
export function stepFrom(sent: Sent, setting: AnswerSetting): { readonly typed: Typed; readonly step: Step } {
  const typed = readTyped(sent)
  const to = wordOf(sent['to'])
  const at = wordOf(sent['at'])
  const here = wordOf(sent['here'])
  const isReview = wordOf(sent['review']) === '1'
  if (to === '' && isQuestionKey(at)) {
    const errors = errorsOf(at, typed, setting)
    if (errors.length > 0) return { typed, step: { kind: 'question', key: at, errors, isReview } }
    return { typed, step: isReview || isNowhere(typed) ? ended(typed, setting) : after(at) }
  }
  const wish = to === '' ? here : to
  if (isQuestionKey(wish)) return { typed, step: { kind: 'question', key: wish, errors: [], isReview } }
  if (wish !== 'check' && wish !== 'result') return { typed, step: after(null) }
  return { typed, step: wish === 'check' ? ended(typed, setting) : resultOr(typed, setting) }
}

const after = (at: QuestionKey | null): Step => {
  const next = at === null ? questions[0] : questions[questions.findIndex(({ key }) => key === at) + 1]
  return next ? { kind: 'question', key: next.key, errors: [], isReview: false } : { kind: 'check' }
}

function resultOr(typed: Typed, setting: AnswerSetting): Step {
  const open = firstOpen(typed, setting)
  if (open === null) return { kind: 'result' }
  return { kind: 'question', key: open, errors: errorsOf(open, typed, setting), isReview: true }
}

/** The list of answers; without a place there is nothing to check. */
const ended = (typed: Typed, setting: AnswerSetting): Step =>
  isNowhere(typed) ? resultOr(typed, setting) : { kind: 'check' }

export const otherChoice = (value: unknown): '0' | '1' | null => {
  const word = wordOf(value)
  return word === '0' || word === '1' ? word : null
}
export const otherLanguage = (value: unknown): Language | null => {
  const word = wordOf(value)
  return word === 'zh' || word === 'en' ? word : null
}

import { Outage, Refusal } from '#platform/errors/index.ts'
import { InputRefusal } from './input.ts'
import type { InputProblem } from './input.ts'
import { httpRefusals } from './refusals.ts'

/** What a program gets instead of an answer. */
export interface TroubleBody {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** Field the sentence belongs to, or null. */
  readonly at: string | null
  /** The sentence in the language asked for. */
  readonly message: string
  /** All problems of the input, when there are several. */
  readonly problems?: readonly InputProblem[]
  /** Number to report, on a bug. */
  readonly number?: string
}

/** One of three kinds of trouble, ready to be drawn or written. `cause` is for the log and only there on a bug. */
export type Trouble =
  | { readonly kind: 'refusal'; readonly status: number; readonly refusal: Refusal }
  | { readonly kind: 'outage'; readonly status: number; readonly zh: string; readonly en: string }
  | { readonly kind: 'bug'; readonly status: 500; readonly cause: unknown }

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined

const codeOf = (error: unknown): string => {
  const code = field(error, 'code')
  return typeof code === 'string' ? code : ''
}

/** Codes of Node and PostgreSQL that a person can understand and someone can mend. */
const away = new Set(['ECONNREFUSED', 'ENOTFOUND', '57P03', '53300'])
/** The line broke in the middle: whether the commit arrived, nobody on this side can know. */
const lost = new Set(['ECONNRESET', 'EPIPE', '57P01', '57P02', '08006'])
const full = new Set(['ENOSPC', 'EDQUOT', '53100'])

export function troubleFrom(error: unknown, bodyLimit: string): Trouble {
  if (error instanceof Refusal) return { kind: 'refusal', status: error.status, refusal: error }
  if (error instanceof Outage) return { kind: 'outage', status: 503, zh: error.zh, en: error.en }
  const code = codeOf(error)
  if (full.has(code)) return refused(httpRefusals.diskFull())
  if (away.has(code) || isPoolTimeout(error)) {
    const { zh, en } = httpRefusals.databaseAway()
    return { kind: 'outage', status: 503, zh, en }
  }
  if (lost.has(code) || isLineLost(error)) {
    const { zh, en } = httpRefusals.databaseLost()
    return { kind: 'outage', status: 503, zh, en }
  }
  if (code === '22021') return refused(httpRefusals.badText())
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refused(httpRefusals.tooLarge({ limit: bodyLimit }))
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refused(httpRefusals.wrongMedia())
  const status = field(error, 'statusCode')
  if (status === 429) return refused(httpRefusals.tooMany({ seconds: 60 }))
  if (typeof status === 'number' && status >= 400 && status < 500) return refused(httpRefusals.notReadable())
  return { kind: 'bug', status: 500, cause: error }
}

/** The pool's own error has no code. */
const isPoolTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message === 'timeout exceeded when trying to connect'

/** The driver's own errors have no code either. */
const isLineLost = (error: unknown): boolean =>
  error instanceof Error && /^Connection terminated|not queryable$/.test(error.message)

const refused = (refusal: Refusal): Trouble => ({ kind: 'refusal', status: refusal.status, refusal })

/** The person sees a number to report and no details. */
export const bugSentences = (number: string): { zh: string; en: string } => ({
  zh: `系统出错了，这次操作没有完成，已经保存的内容不受影响。编号 ${number}，请告诉系统管理员`,
  en: `Something broke on our side; this was not done and what was saved before is safe. Report number ${number}`,
})

export function bodyOf(trouble: Trouble, language: 'zh' | 'en', number: string): TroubleBody {
  switch (trouble.kind) {
    case 'refusal': {
      const { code, zh, en, at } = trouble.refusal
      const body = { code, zh, en, at: at ?? null, message: language === 'en' ? en : zh }
      return trouble.refusal instanceof InputRefusal ? { ...body, problems: trouble.refusal.problems } : body
    }
    case 'outage': {
      const { zh, en } = trouble
      return { code: 'http.outage', zh, en, at: null, message: language === 'en' ? en : zh }
    }
    case 'bug': {
      const { zh, en } = bugSentences(number)
      return { code: 'http.bug', zh, en, at: null, message: language === 'en' ? en : zh, number }
    }
  }
}

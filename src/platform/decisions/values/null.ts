import type { NullCause } from '../contract.ts'

/**
 * FEEL's null, which here never stands alone: it carries why there is no value. It travels through lists and contexts
 * like any other value, so the cause is still there where somebody at last asks for it.
 */
export class Null {
  private known: readonly NullCause[] | null
  private readonly make: (() => NullCause) | null

  /** Causes, or how to write the one cause when somebody asks: most nulls of an input are never asked. */
  constructor(causes: readonly NullCause[] | (() => NullCause)) {
    this.known = typeof causes === 'function' ? null : causes
    this.make = typeof causes === 'function' ? causes : null
  }

  get causes(): readonly NullCause[] {
    this.known ??= this.make ? [this.make()] : []
    return this.known
  }
}

/** `null` as somebody wrote it. */
export const writtenNull = new Null([{ code: 'null-literal', zh: '规则里写明为空（null）', en: 'written as null' }])

/** The operation has no answer; both sentences say why. */
export const failure = (zh: string, en: string): Null => new Null([{ code: 'error', zh, en }])

/** Nobody supplied the input at this path. */
export const missingInput = (path: string | (() => string)): Null =>
  new Null(() => {
    const at = typeof path === 'string' ? path : path()
    return { code: 'missing-input', path: at, zh: `没有提供“${at}”`, en: `“${at}” was not supplied` }
  })

export const noRule = (decision: string): Null =>
  new Null([{ code: 'no-rule', zh: `“${decision}”中没有一行规则适用`, en: `no rule of “${decision}” applies` }])

const causesMax = 50

/** The nulls among the operands become one, with all their causes. */
export function mergeNulls(nulls: readonly Null[]): Null {
  const first = nulls[0] ?? writtenNull
  if (nulls.every((each) => each === first)) return first
  const causes: NullCause[] = []
  for (const each of nulls) addCauses(causes, each.causes)
  return new Null(causes)
}

/** The nulls an operation met: their own causes, or, when somebody only wrote null, that the operation cannot use it. */
export function unusable(nulls: readonly Null[], zh: string, en: string): Null {
  const isWritten = nulls.every((each) => each.causes.every((cause) => cause.code === 'null-literal'))
  return isWritten ? failure(zh, en) : mergeNulls(nulls)
}

/** Adds causes that are not there yet; two causes are the same when code, path and sentence are. */
export function addCauses(into: NullCause[], causes: readonly NullCause[]): void {
  for (const cause of causes) {
    if (into.length >= causesMax) return
    const isKnown = into.some((known) => known === cause || (known.path === cause.path && known.zh === cause.zh))
    if (!isKnown) into.push(cause)
  }
}

/** What every refusal carries, of this class or of a part that must not import it. */
const mark = Symbol.for('zhulian.refusal')

/**
 * A refusal is an answer: the rules say no, in a sentence. It is one of three kinds of trouble, beside an
 * outage (someone outside did not answer) and a bug (our own assumption broke).
 */
export class Refusal extends Error {
  readonly [mark] = true
  readonly code: string
  readonly status: number
  readonly slots: Readonly<Record<string, string>>
  /** The sentence in Chinese, slots filled. */
  readonly zh: string
  /** The same sentence in English. */
  readonly en: string
  /** Where the sentence belongs: the name of a form field, a cell such as `C12`, or nothing for the whole page. */
  readonly at: string | undefined

  /** A part of the product that stands alone brings refusals of its own; they carry the same mark and the same fields. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== Refusal) return Function.prototype[Symbol.hasInstance].call(this, value)
    return typeof value === 'object' && value !== null && mark in value
  }

  constructor(row: RefusalRow & { code: string }, slots: Readonly<Record<string, string>>, at?: string) {
    const zh = fill(row.zh, slots)
    super(zh)
    this.name = 'Refusal'
    this.code = row.code
    this.status = row.status
    this.slots = slots
    this.zh = zh
    this.en = fill(row.en, slots)
    this.at = at
  }
}

export interface RefusalRow {
  /** HTTP status: 400 bad input, 401 sign in first, 403 not allowed, 404 not here, 409 wrong state, 413, 422, 429. */
  readonly status: number
  /** The sentence in Chinese: what, why, and what to do now. Slots look like `{title}`. */
  readonly zh: string
  readonly en: string
}

type SlotsOf<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsOf<Rest> : never

type MakeRefusal<Text extends string> = [SlotsOf<Text>] extends [never]
  ? (slots?: Record<string, never>, at?: string) => Refusal
  : (slots: Readonly<Record<SlotsOf<Text>, string | number>>, at?: string) => Refusal

export type Refusals<Rows extends Record<string, RefusalRow>> = {
  readonly [Name in keyof Rows]: MakeRefusal<Rows[Name]['zh' | 'en']>
} & { readonly rows: Rows; readonly module: string }

/**
 * The catalogue of one module. The slots of both sentences are the arguments the compiler asks for.
 *
 * @example
 * const wishRefusals = defineRefusals('micro-wishes', {
 *   alreadyClaimed: { status: 409, zh: '“{title}”已经有人认领了', en: '“{title}” is already claimed' },
 * })
 * throw wishRefusals.alreadyClaimed({ title: wish.title })
 */
export function defineRefusals<const Rows extends Record<string, RefusalRow>>(
  module: string,
  rows: Rows,
): Refusals<Rows> {
  const makers = Object.entries(rows).map(([name, row]) => [
    name,
    (slots: Record<string, string | number> = {}, at?: string) =>
      new Refusal(
        { ...row, code: `${module}.${name}` },
        Object.fromEntries(Object.entries(slots).map(([slot, value]) => [slot, String(value)])),
        at,
      ),
  ])
  return { ...Object.fromEntries(makers), rows, module } as Refusals<Rows>
}

function fill(text: string, slots: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, slot: string) => slots[slot] ?? whole)
}

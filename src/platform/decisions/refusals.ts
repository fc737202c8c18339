/** A host that has a class of its own for refusals knows those of the engine by this mark. */
const mark = Symbol.for('zhulian.refusal')

/** The engine says no, in a sentence: to a model that wants too much, to columns outside their range. */
export class DecisionRefusal extends Error {
  override readonly name = 'DecisionRefusal'
  readonly [mark] = true
  /** `decisions.tooMuchWork` */
  readonly code: string
  /** As an HTTP status: 422 for what the caller gave, 503 for what may be tried again. */
  readonly status: number
  readonly slots: Readonly<Record<string, string>>
  readonly zh: string
  readonly en: string
  private readonly row: Row

  constructor(code: string, row: Row, slots: Readonly<Record<string, string>>) {
    const zh = fill(row.zh, slots)
    super(zh)
    this.code = `decisions.${code}`
    this.row = row
    this.status = row.status
    this.slots = slots
    this.zh = zh
    this.en = fill(row.en, slots)
  }

  /** The same refusal with the decision and the expression in its sentences; one that names a place already stays. */
  placedIn(inDecision: string, text: string): DecisionRefusal {
    if (this.slots['inDecision'] !== undefined) return this
    const inExpression = text.length > shownMax ? `${text.slice(0, shownMax)}…` : text
    const [zh, en] = text === '' ? ['', ''] : ['里的“{inExpression}”', ', “{inExpression}”']
    const { status } = this.row
    const row = { status, zh: `决策“{inDecision}”${zh}：${this.row.zh}`, en: `in “{inDecision}”${en}: ${this.row.en}` }
    return new DecisionRefusal(this.code.slice('decisions.'.length), row, { ...this.slots, inDecision, inExpression })
  }
}

/** Of an expression in a sentence, in UTF-16 units. */
const shownMax = 120

interface Row {
  readonly status: number
  readonly zh: string
  readonly en: string
}
type SlotsOf<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsOf<Rest> : never
type Make<Zh extends string> = [SlotsOf<Zh>] extends [never]
  ? () => DecisionRefusal
  : (slots: Readonly<Record<SlotsOf<Zh>, string | number>>) => DecisionRefusal

const fill = (text: string, slots: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, slot: string) => slots[slot] ?? whole)

/** The slots of the Chinese sentence are the arguments the compiler asks for. */
function sentences<const Rows extends Record<string, Row>>(
  rows: Rows,
): { readonly [Name in keyof Rows]: Make<Rows[Name]['zh']> } {
  const makers = Object.entries(rows).map(([name, row]) => [
    name,
    (slots: Readonly<Record<string, string | number>> = {}) =>
      new DecisionRefusal(
        name,
        row,
        Object.fromEntries(Object.entries(slots).map(([slot, value]) => [slot, String(value)])),
      ),
  ])
  return Object.fromEntries(makers) as { readonly [Name in keyof Rows]: Make<Rows[Name]['zh']> }
}

export const refusals = sentences({
  tooMuchWork: {
    status: 422,
    zh: '这个决策模型要算的步骤太多，已经停下。请检查其中的循环',
    en: 'this decision model takes too many steps and was stopped; check its iterations',
  },
  tooDeep: {
    status: 422,
    zh: '这个决策模型的函数互相调用没有尽头，已经停下',
    en: 'the functions of this decision model call each other without end; it was stopped',
  },
  unknownDecision: {
    status: 422,
    zh: '决策模型里没有“{decision}”这个决策',
    en: 'the decision model has no decision “{decision}”',
  },
  modelRefused: {
    status: 422,
    zh: '决策模型“{file}”不能使用：{first}',
    en: 'the decision model “{file}” cannot be used: {first}',
  },
  columnOutOfRange: {
    status: 422,
    zh: '“{column}”这一列第 {place} 个值是 {value}，不在证明过的范围 {range} 内，整批都没有计算',
    en: 'value {place} of the column “{column}” is {value}, outside its proven range {range}; nothing was computed',
  },
  columnMissing: {
    status: 422,
    zh: '“{column}”这一列没有给出，或者长度不是 {count}',
    en: 'the column “{column}” was not given, or is not {count} long',
  },
  columnsTooLarge: {
    status: 422,
    zh: '这批对象太多，一次装不下（4 GiB）。请分成几批',
    en: 'these subjects are too many to fit at once (4 GiB); split them into several caseloads',
  },
  columnsInterrupted: {
    status: 503,
    zh: '批量计算中途有一个工作线程停了，结果没有留下，请重新计算',
    en: 'a worker stopped in the middle of a caseload; no result was kept, please run it again',
  },
})

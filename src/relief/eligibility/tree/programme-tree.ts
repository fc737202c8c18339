import type { TreeLine } from '../assessment.ts'
import type { Reading } from '../assess/engine-values.ts'
import type { AnswerShape, Per } from '../packs/schema.ts'
import type { Words } from '../labels.ts'
import { amountOf, rootOf, saidOf, slugOf, startDrawing, unitOf, type Drawing, type DrawingParts } from './drawing.ts'
import { fenAmount, group, line } from './lines.ts'
import { columnOf, type Column } from './number-lines.ts'
import { testLines, type OpenKind } from './test-lines.ts'

export interface ProgrammeParts {
  readonly shape: AnswerShape
  readonly drawing: DrawingParts
  /** Lines about income, drawn from the facts; none where the programme does not ask for income. */
  readonly income: readonly TreeLine[]
  readonly isOpen: (decision: string) => OpenKind
  readonly amount: bigint | null
}

const numerals = ['一', '二', '三', '四']
const numbered = (
  groups: readonly { readonly id: string; readonly words: Words; readonly lines: readonly TreeLine[] }[],
) =>
  groups.map(({ id, words, lines }, index) =>
    group(id, { zh: `${numerals[index] ?? ''} ${words.zh}`, en: `${index + 1} ${words.en}` }, lines),
  )

/** The amount's title by what it is paid for. */
export const amountTitles: Readonly<Record<Per, Words>> = {
  month: { zh: '每月发多少', en: 'What is paid a month' },
  year: { zh: '一年发多少', en: 'What is paid a year' },
  'school-year': { zh: '一学年发多少', en: 'What is paid a school year' },
  once: { zh: '一次发多少', en: 'What is paid once' },
  status: { zh: '结论', en: 'The conclusion' },
}

/** The groups of a household's why-tree; the last line of the last one is the amount. Numbers are the model's. */
export function householdTree({ shape, drawing: parts, income, isOpen, amount }: ProgrammeParts): TreeLine[] {
  const drawing = startDrawing(parts)
  const column = amountColumn(shape, drawing)
  const tests = testsOf(shape, drawing, isOpen)
  const title = drawing.wordsOf('算多少')
  const incomeGroup = { id: 'group-income', words: { zh: '家里每月收多少', en: 'What the household has a month' } }
  return numbered([
    ...(income.length > 0 ? [{ ...incomeGroup, lines: income }] : []),
    { id: 'group-conditions', words: { zh: '够不够条件', en: 'Whether the conditions are met' }, lines: tests },
    {
      id: 'group-amount',
      words: title?.zh && title.en ? { zh: title.zh, en: title.en } : amountTitles[shape.per],
      lines: [...column.lines, resultLine({ shape, drawing, amount, column, tests })],
    },
  ])
}

export function testsOf(
  { entitled }: AnswerShape,
  drawing: Drawing,
  isOpen: (decision: string) => OpenKind,
): TreeLine[] {
  const root = entitled === undefined ? null : rootOf(drawing.reading, entitled)
  return root ? testLines(root, drawing, isOpen) : []
}

/** The sum that gave the amount; where nothing is paid, the number the pack wants shown all the same. */
export function amountColumn({ amount, entitled, shows }: AnswerShape, drawing: Drawing): Column {
  const { reading } = drawing
  const isPaid = entitled === undefined || reading.holds(entitled) === true
  const root = amount !== undefined && isPaid ? rootOf(reading, amount) : null
  if (root && root.operation !== 'literal') return openColumn(columnOf(root, drawing), drawing, shows)
  if (root?.value === null && root.operation === 'literal') return notKnown(drawing)
  const shown = shows === undefined ? null : rootOf(reading, shows)
  if (!shown || shows === undefined) return { lines: [], from: [] }
  const inner = columnOf(shown, drawing)
  const words = drawing.wordsOf(shows)
  const value = amountOf(shown, unitOf(shown, drawing))
  const said =
    value?.value.startsWith('-') && words?.fails ? words.fails : { zh: words?.zh ?? shows, en: words?.en ?? shows }
  const id = drawing.nextId(slugOf(shows, words))
  const total = line({ id, kind: 'sum', ...saidOf(said, drawing), operator: '=', amount: value, from: inner.from })
  return { lines: [...inner.lines, total], from: [id] }
}

/** The conditions are met, but something the amount is made of is not known. */
function notKnown(drawing: Drawing): Column {
  const id = drawing.nextId('not-known')
  const words = { zh: '还不知道，缺的写在上面', en: 'Not known yet; what is missing is said above' }
  return { lines: [line({ id, kind: 'input', ...words })], from: [id] }
}

/** A shown number that is the amount itself needs no line beside the result. */
function openColumn({ lines, from }: Column, drawing: Drawing, shows: string | undefined): Column {
  const last = lines.at(-1)
  const isShown = last !== undefined && shows !== undefined && drawing.lineOf.get(shows) === last.id
  return isShown && from.length === 1 ? { lines: lines.slice(0, -1), from: last.from } : { lines, from }
}

export interface ResultParts {
  readonly shape: AnswerShape
  readonly drawing: Drawing
  readonly amount: bigint | null
  readonly column: Column
  readonly tests: readonly TreeLine[]
}

function resultLine({ shape, drawing, amount, column, tests }: ResultParts): TreeLine {
  const decision = shape.amount ?? shape.entitled ?? ''
  const holds = shape.entitled === undefined ? null : holdsOf(drawing.reading, shape.entitled)
  const words = shape.amount === undefined ? undefined : drawing.wordsOf(shape.amount)
  const said = holds === false ? (words?.fails ?? notMet) : resultWords(shape, words, holds)
  return line({
    id: 'result',
    kind: 'result',
    ...saidOf(said, drawing),
    operator: '=',
    amount: fenAmount(amount as never),
    from: [...column.from, ...tests.map(({ id }) => id)],
    law: drawing.reading.has(decision) ? drawing.reading.law(decision) : [],
  })
}

const holdsOf = (reading: Reading, decision: string): boolean | null => reading.holds(decision)
const notMet: Words = { zh: '不符合，不发', en: 'Conditions not met, nothing paid' }

const resultWords = (
  { per }: AnswerShape,
  words: { readonly zh?: string | undefined; readonly en?: string | undefined } | undefined,
  holds: boolean | null,
): Words =>
  words?.zh !== undefined && words.en !== undefined
    ? { zh: words.zh, en: words.en }
    : per === 'status'
      ? holds === true
        ? { zh: '符合；本身不发钱', en: 'Conditions met; nothing is paid for it' }
        : { zh: '还不知道', en: 'Not known yet' }
      : amountTitles[per]

/** One person of a household where each is asked apart, as it will be drawn. */
export interface PersonParts {
  readonly number: number
  readonly name: Words
  readonly intro: Words
  readonly isAsked: boolean
  readonly amount: bigint | null
  readonly holds: boolean | null
  /** Null where nothing could be evaluated. */
  readonly drawing: DrawingParts | null
  readonly isOpen: (decision: string) => OpenKind
}

/** Each person's facts, whether that is enough, and the amounts added up. */
export function peopleTree(people: readonly PersonParts[], shape: AnswerShape, total: bigint | null): TreeLine[] {
  const asked = people.filter(({ isAsked }) => isAsked).map((one) => drawPerson(one, shape))
  return numbered([
    {
      id: 'group-people',
      words: { zh: '都有谁', en: 'Who' },
      lines: people.map(({ number, intro }) => line({ id: `person-${number}`, kind: 'note', ...intro })),
    },
    {
      id: 'group-conditions',
      words: { zh: '够不够条件', en: 'Whether the conditions are met' },
      lines: asked.map(({ test }) => test),
    },
    {
      id: 'group-amount',
      words: amountTitles[shape.per],
      lines: [
        ...asked.map(({ sum }, index) => (index === 0 ? sum : { ...sum, operator: '+' as const })),
        line({
          id: 'result',
          kind: 'result',
          ...(shape.per === 'status'
            ? { zh: '结论；本身不发钱', en: 'Nothing is paid for it' }
            : { zh: '一家合计', en: 'The household' }),
          operator: '=',
          amount: fenAmount(total as never),
          from: asked.map(({ sum }) => sum.id),
        }),
      ],
    },
  ])
}

function drawPerson(one: PersonParts, shape: AnswerShape): { readonly test: TreeLine; readonly sum: TreeLine } {
  const { number, name, amount, holds } = one
  const drawing = one.drawing === null ? null : startDrawing(one.drawing)
  const column = drawing === null ? { lines: [], from: [] } : amountColumn(shape, drawing)
  const tests = drawing === null ? [] : testsOf(shape, drawing, one.isOpen)
  const law = (decision: string | undefined): readonly string[] =>
    drawing === null || decision === undefined || !drawing.reading.has(decision) ? [] : drawing.reading.law(decision)
  const test = line({
    id: `test-${number}`,
    kind: 'test',
    zh: `${name.zh}：${holds === null ? '还不知道' : holds ? '符合' : '不符合'}`,
    en: `${name.en}: ${holds === null ? 'not known yet' : holds ? 'conditions met' : 'conditions not met'}`,
    holds,
    from: tests.map(({ id }) => id),
    law: law(shape.entitled ?? shape.amount),
    lines: tests,
  })
  const sum = line({
    id: `amount-${number}`,
    kind: 'sum',
    ...name,
    amount: fenAmount(amount as never),
    from: [...column.from, test.id],
    law: law(shape.amount),
    lines: column.lines,
  })
  return { test, sum }
}

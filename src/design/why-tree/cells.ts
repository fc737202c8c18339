import { yuan } from '../console/figures.ts'
import { sayIn, type Language } from '../console/language.tsx'
import type { WhyAssessment, WhyLine } from './shape.ts'

/** Names of the columns from the right: 分, 角, 元, then tens up to hundreds of millions. */
const columnNames = ['分', '角', '元', '十', '百', '千', '万', '十', '百', '千', '亿']
export const columnsMin = 6
export const columnsMax = columnNames.length

/** One cell of the grid. `fn` and `jo` (分, 角) are lighter; the bold rule stands left of 角. */
export interface Cell {
  readonly place: 'fn' | 'jo' | 'yu' | 'up'
  readonly digit: string
}

const placeAt = (fromRight: number): Cell['place'] =>
  fromRight === 0 ? 'fn' : fromRight === 1 ? 'jo' : fromRight === 2 ? 'yu' : 'up'

export const headCells = (columns: number): readonly Cell[] =>
  columnNames
    .slice(0, columns)
    .map((digit, fromRight) => ({ place: placeAt(fromRight), digit }))
    .toReversed()

/** Digits under their columns. A count stands with its last digit under 元; an unknown amount is a question mark there. */
export function amountCells(amount: WhyLine['amount'], columns: number): readonly Cell[] {
  const text =
    amount === null
      ? '？  '
      : amount.unit === 'fen'
        ? withoutSign(amount.value).padStart(3, '0')
        : `${withoutSign(amount.value)}  `
  return [...text.padStart(columns, ' ')].map((digit, index) => ({
    place: placeAt(columns - 1 - index),
    digit: digit.trim(),
  }))
}

const withoutSign = (value: string): string => value.replace(/^[-−]/, '')

/** As many columns as the largest amount of the sheet needs. */
export function columnsOf(assessment: WhyAssessment, others: readonly (bigint | string)[] = []): number {
  const lengths = [...allLines(assessment.tree)].map(({ amount }) =>
    amount === null ? 0 : withoutSign(amount.value).length + (amount.unit === 'fen' ? 0 : 2),
  )
  const ends = [...others, ...(assessment.amount === null ? [] : [assessment.amount])].map(
    (amount) => withoutSign(String(amount)).length,
  )
  return Math.min(columnsMax, Math.max(columnsMin, ...lengths, ...ends))
}

export function* allLines(lines: readonly WhyLine[]): Generator<WhyLine> {
  for (const line of lines) {
    yield line
    yield* allLines(line.lines)
  }
}

/** What a screen reader hears instead of seven digits: “减 1,500.00 元”, “乘 3 人”, “等于 930.00 元”. */
export function spoken(line: Pick<WhyLine, 'operator' | 'amount'>, language: Language): string {
  const t = sayIn(language)
  const operation = { '+': t('加', 'plus'), '−': t('减', 'minus'), '×': t('乘', 'times'), '÷': t('除以', 'divided by') }
  const word = line.operator === null ? '' : line.operator === '=' ? t('等于', 'equals') : operation[line.operator]
  return [word, writeAmount(line.amount, language)].filter((part) => part !== '').join(' ')
}

/** The amount with its unit, as it stands in a sentence. */
export function writeAmount(amount: WhyLine['amount'], language: Language): string {
  const t = sayIn(language)
  if (amount === null) return t('还不知道', 'not known yet')
  switch (amount.unit) {
    case 'fen':
      return t(`${yuan(amount.value)} 元`, `${yuan(amount.value)} yuan`)
    case 'person':
      return t(`${amount.value} 人`, `${amount.value} ${amount.value === '1' ? 'person' : 'persons'}`)
    case 'month':
      return t(`${amount.value} 个月`, `${amount.value} ${amount.value === '1' ? 'month' : 'months'}`)
    case 'item':
      return amount.value
  }
}

/** Full-width signs stand in the grid. */
export const operatorSign = (operator: WhyLine['operator']): string =>
  operator === null ? '' : { '+': '＋', '−': '－', '×': '×', '÷': '÷', '=': '＝' }[operator]

const stems = [...'甲乙丙丁戊己庚辛壬癸']

/** Lines of the sheet itself: those of each group, and lines that stand alone. */
export const rowsOf = (assessment: WhyAssessment): readonly WhyLine[] =>
  assessment.tree.flatMap((group) => (group.lines.length === 0 ? [group] : group.lines))

/** A result line: what is above it, added up. */
export const isTotal = ({ kind, operator }: WhyLine): boolean => kind === 'sum' && operator === '='

/** 甲, 乙, 丙 … for the lines that a total is made of, so that it can name them. After ten it goes on with 甲2. */
export function marksOf(assessment: WhyAssessment): ReadonlyMap<string, string> {
  const rows = rowsOf(assessment)
  const named = new Set(rows.filter(isTotal).flatMap(({ from }) => from))
  const marked = rows.filter((row) => named.has(row.id) && !isTotal(row))
  return new Map(
    marked.map(({ id }, index) => {
      const round = Math.floor(index / stems.length)
      return [id, `${stems[index % stems.length] ?? ''}${round === 0 ? '' : round + 1}`]
    }),
  )
}

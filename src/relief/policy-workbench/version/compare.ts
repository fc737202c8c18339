import type { PackFiles } from '../draft/draft.ts'

/** One line of a comparison: on both sides, or on one. */
export interface CompareLine {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** One file of two versions, line by line. */
export interface FileCompared {
  readonly file: string
  readonly lines: readonly CompareLine[]
  /** Lines on one side only. */
  readonly changes: number
}

/** Every file that differs, in the order a reader asks: what it is, the numbers, the rules, the cases. */
export function comparePacks(before: PackFiles, after: PackFiles): FileCompared[] {
  const files = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted(
    (left, right) => orderOf(left) - orderOf(right) || (left < right ? -1 : 1),
  )
  return files.flatMap((file) => {
    const lines = compareLines(linesOf(before[file]), linesOf(after[file]))
    const changes = lines.filter(({ kind }) => kind !== 'same').length
    return changes === 0 ? [] : [{ file, lines, changes }]
  })
}

const order = ['standards.yaml', 'pack.yaml', 'dmn', 'cases.yaml']
const orderOf = (file: string): number => order.indexOf(file.endsWith('.dmn') ? 'dmn' : file)
const linesOf = (text: string | undefined): readonly string[] =>
  text === undefined || text === '' ? [] : text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n')

/** What both sides share stays, in order; found from the longest common run of lines (Hunt and Szymanski's table). */
export function compareLines(before: readonly string[], after: readonly string[]): CompareLine[] {
  const start = commonLength(before, after, (lines, index) => lines[index])
  const end = commonLength(before.slice(start), after.slice(start), (lines, index) => lines[lines.length - 1 - index])
  const left = before.slice(start, before.length - end)
  const right = after.slice(start, after.length - end)
  const same = (text: string): CompareLine => ({ kind: 'same', text })
  return [...before.slice(0, start).map(same), ...middle(left, right), ...before.slice(before.length - end).map(same)]
}

function commonLength(
  left: readonly string[],
  right: readonly string[],
  at: (lines: readonly string[], index: number) => string | undefined,
): number {
  const most = Math.min(left.length, right.length)
  let length = 0
  while (length < most && at(left, length) === at(right, length)) length += 1
  return length
}

function middle(left: readonly string[], right: readonly string[]): CompareLine[] {
  const width = right.length + 1
  const longest = new Uint32Array((left.length + 1) * width)
  const cell = (row: number, column: number): number => longest[row * width + column] ?? 0
  for (let row = left.length - 1; row >= 0; row -= 1)
    for (let column = right.length - 1; column >= 0; column -= 1)
      longest[row * width + column] =
        left[row] === right[column]
          ? cell(row + 1, column + 1) + 1
          : Math.max(cell(row + 1, column), cell(row, column + 1))
  const lines: CompareLine[] = []
  let row = 0
  let column = 0
  while (row < left.length || column < right.length) {
    const text = left[row] ?? ''
    if (row < left.length && column < right.length && text === right[column]) {
      lines.push({ kind: 'same', text })
      row += 1
      column += 1
    } else if (row < left.length && (column >= right.length || cell(row + 1, column) >= cell(row, column + 1))) {
      lines.push({ kind: 'gone', text })
      row += 1
    } else {
      lines.push({ kind: 'new', text: right[column] ?? '' })
      column += 1
    }
  }
  return lines
}

import { Refusal } from '#platform/errors/index.ts'
import { formatYuan, parseYuan, type Fen } from '#platform/money/index.ts'
import { accountTail, sumOf, type LineAnswer, type PayFileLine } from './pay-file.ts'
import type { FileFault, RawCell, RawFile, RawLine } from './raw-file.ts'
import { payFileRefusals } from './refusals.ts'
import type { PaymentRoute } from './route.ts'

/** A line that was sent. `answered`: what an earlier answer said and was booked. */
export interface SentLine extends Pick<PayFileLine, 'reference' | 'holder' | 'account' | 'amount'> {
  readonly answered: LineAnswer['result'] | null
}

export interface SentFile {
  readonly batch: string
  readonly lines: readonly SentLine[]
}

/** What a return file says, and what is wrong with it. Only a file without a fault is booked, whole. */
export interface ReturnReading {
  readonly batch: string
  /** Answers to lines that had none yet. */
  readonly answers: readonly (LineAnswer & { readonly row: number; readonly amount: Fen })[]
  /** Lines that an earlier file answered the same way; they have no further effect. */
  readonly known: number
  /** References nobody has answered after this file. */
  readonly waiting: readonly string[]
  readonly faults: readonly FileFault[]
}

/** Holds every line of the answer against what was sent, to the fen. */
export function judgeReturn(raw: RawFile, sent: SentFile, route: PaymentRoute): ReturnReading {
  if (raw.batch !== sent.batch) {
    const refusal = payFileRefusals.otherBatch({ found: raw.batch, expected: sent.batch })
    return { batch: raw.batch, answers: [], known: 0, waiting: [], faults: [{ row: 1, column: null, refusal }] }
  }
  const sentBy = new Map(sent.lines.map((line) => [line.reference, line]))
  const firstRow = new Map<string, number>()
  const faults = [...raw.faults]
  const answers: ReturnReading['answers'][number][] = []
  let known = 0
  for (const line of raw.lines) {
    const reference = line.cells.reference?.text ?? ''
    const asked = sentBy.get(reference)
    const found = faultsOf(line, { reference, asked, first: firstRow.get(reference), route })
    faults.push(...found)
    if (!firstRow.has(reference)) firstRow.set(reference, line.row)
    if (found.length > 0 || asked === undefined) continue
    if (asked.answered !== null) known += 1
    else answers.push({ ...answerOf(line, route), reference, row: line.row, amount: asked.amount })
  }
  faults.push(...footerFaults(raw))
  const waiting = sent.lines.filter((line) => line.answered === null && !firstRow.has(line.reference))
  if (!route.mayBePartial && waiting.length > 0) faults.push(notAllAnswered(sent, waiting, route))
  return {
    batch: raw.batch,
    answers,
    known,
    waiting: waiting.map(({ reference }) => reference),
    faults: inOrder(faults),
  }
}

interface Against {
  readonly reference: string
  readonly asked: SentLine | undefined
  /** Row in which the same reference stood before. */
  readonly first: number | undefined
  readonly route: PaymentRoute
}

function faultsOf(line: RawLine, { reference, asked, first, route }: Against): FileFault[] {
  const { row, cells } = line
  const at = (cell: RawCell | undefined, refusal: Refusal): FileFault => ({
    row,
    column: cell?.column ?? null,
    refusal,
  })
  if (asked === undefined) return [at(cells.reference, payFileRefusals.unknownLine({ row, reference }))]
  if (first !== undefined) return [at(cells.reference, payFileRefusals.repeatedLine({ row, first, reference }))]
  const faults = [amountFault(line, asked)].filter((fault) => fault !== null)
  if (cells.account?.text !== asked.account)
    faults.push(
      at(
        cells.account,
        payFileRefusals.otherAccount({
          row,
          found: accountTail(cells.account?.text ?? ''),
          sent: accountTail(asked.account),
        }),
      ),
    )
  if (cells.holder?.text !== asked.holder.trim()) faults.push(at(cells.holder, payFileRefusals.otherHolder({ row })))
  return [...faults, ...resultFaults(line, { reference, asked, first, route })]
}

function amountFault({ row, cells }: RawLine, asked: SentLine): FileFault | null {
  const column = cells.amount?.column ?? null
  const text = cells.amount?.text ?? ''
  const amount = amountIn(text)
  if (amount === null) return { row, column, refusal: payFileRefusals.notAnAmount({ row, found: text.slice(0, 30) }) }
  if (amount === asked.amount) return null
  return {
    row,
    column,
    refusal: payFileRefusals.otherAmount({ row, found: formatYuan(amount), sent: formatYuan(asked.amount) }),
  }
}

function resultFaults({ row, cells }: RawLine, { reference, asked, route }: Against): FileFault[] {
  const found = cells.result?.text ?? ''
  const at = (cell: RawCell | undefined, refusal: Refusal): FileFault => ({
    row,
    column: cell?.column ?? null,
    refusal,
  })
  const result = resultOf(found, route)
  if (result === null) {
    const known = [...route.results.paid, ...route.results.returned].join('、')
    return [at(cells.result, payFileRefusals.unknownResult({ row, found: found.slice(0, 20), known }))]
  }
  if (asked !== undefined && asked.answered !== null && asked.answered !== result)
    return [
      at(
        cells.result,
        payFileRefusals.contradicts({ row, reference, before: wordOf(asked.answered, route), now: found }),
      ),
    ]
  if (result === 'paid') return []
  const code = cells.code?.text
  if (code === undefined) return [at(cells.result, payFileRefusals.noReason({ row }))]
  return Object.hasOwn(route.reasons, code)
    ? []
    : [at(cells.code, payFileRefusals.unknownReason({ row, found: code.slice(0, 20) }))]
}

function footerFaults({ footer, lines }: RawFile): FileFault[] {
  if (footer === null) return [{ row: null, column: null, refusal: payFileRefusals.missingFooter() }]
  const { row, count, sum } = footer
  const faults: FileFault[] = []
  const stated = count?.text ?? ''
  if (stated !== String(lines.length))
    faults.push({
      row,
      column: count?.column ?? null,
      refusal: payFileRefusals.wrongCount({ row, stated: stated.slice(0, 20), found: lines.length }),
    })
  const total = sumOf(lines.map(({ cells }) => ({ amount: amountIn(cells.amount?.text ?? '') ?? (0n as Fen) })))
  const said = amountIn(sum?.text ?? '')
  if (said !== total)
    faults.push({
      row,
      column: sum?.column ?? null,
      refusal: payFileRefusals.wrongSum({
        row,
        stated: said === null ? (sum?.text ?? '').slice(0, 30) : formatYuan(said),
        found: formatYuan(total),
      }),
    })
  return faults
}

function notAllAnswered(sent: SentFile, waiting: readonly SentLine[], route: PaymentRoute): FileFault {
  const refusal = payFileRefusals.notAllAnswered({
    sent: sent.lines.length,
    found: sent.lines.length - waiting.length,
    missing: waiting.length,
    first: waiting[0]?.reference ?? '',
    route: route.zh,
  })
  return { row: null, column: null, refusal }
}

/** Amount of a cell, or null when it is none. */
function amountIn(text: string): Fen | null {
  try {
    return parseYuan(text)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const resultOf = (text: string, { results }: PaymentRoute): LineAnswer['result'] | null =>
  results.paid.includes(text) ? 'paid' : results.returned.includes(text) ? 'returned' : null

const wordOf = (result: LineAnswer['result'], { results }: PaymentRoute): string => results[result][0] ?? ''

function answerOf({ cells }: RawLine, route: PaymentRoute): Omit<LineAnswer, 'reference'> {
  const result = resultOf(cells.result?.text ?? '', route) ?? 'returned'
  if (result === 'paid') return { result, code: null, reason: null }
  const code = cells.code?.text ?? ''
  return { result, code, reason: route.reasons[code]?.zh ?? cells.reason?.text ?? code }
}

const inOrder = (faults: readonly FileFault[]): FileFault[] =>
  faults.toSorted((one, other) => (one.row ?? Number.MAX_SAFE_INTEGER) - (other.row ?? Number.MAX_SAFE_INTEGER))

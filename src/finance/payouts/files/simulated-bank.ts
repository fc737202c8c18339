import { writeFile, readFile } from 'node:fs/promises'
import { plainYuan, fen } from '#platform/money/index.ts'
import { sumOf, type PayFile } from './pay-file.ts'
import type { PaymentRoute } from './route.ts'
import { writeShape, type FileRow } from './write-pay-file.ts'

/** What 模拟银行 can do wrong on purpose, each as a bank has done it. */
export const bankFaults = {
  'unknown-row': { zh: '多出一笔没发过的', en: 'a line that was never sent' },
  'wrong-sum': { zh: '合计金额差一分', en: 'a total that is a fen off' },
  'wrong-count': { zh: '合计笔数不对', en: 'a wrong count' },
  'repeated-line': { zh: '同一笔出现两次', en: 'the same line twice' },
  'missing-footer': { zh: '没有合计行', en: 'no total at the end' },
  'other-batch': { zh: '别的批次号', en: 'the number of another batch' },
  'fen-off': { zh: '一笔金额差一分', en: 'one amount a fen off' },
  'other-account': { zh: '一笔账号对不上', en: 'one account that does not match' },
  garbage: { zh: '文字编码坏了', en: 'text that cannot be decoded' },
} as const
export type BankFault = keyof typeof bankFaults
export const isBankFault = (name: string): name is BankFault => Object.hasOwn(bankFaults, name)

export interface BankWish {
  /** Reference → reason code: these come back, the others are paid. */
  readonly failures: ReadonlyMap<string, string>
  readonly fault?: BankFault | undefined
  /** Only these are answered; the others come later. */
  readonly only?: ReadonlySet<string> | undefined
}

/**
 * 模拟银行: answers a file as a bank would. A simulator, labelled so wherever it is offered; no real bank is behind it.
 * @param path where the return file is written
 */
export async function answerAsBank(path: string, file: PayFile, route: PaymentRoute, wish: BankWish): Promise<void> {
  const rows = file.lines
    .filter(({ reference }) => wish.only === undefined || wish.only.has(reference))
    .map((line): FileRow => answered(line, wish.failures.get(line.reference), route))
  const spoilt = spoil(rows, wish.fault)
  const footer = { count: spoilt.length, sum: plainYuan(sumOf(spoilt)) }
  await writeShape(
    path,
    {
      batch: wish.fault === 'other-batch' ? `${file.batch}X` : file.batch,
      rows: spoilt,
      footer: wish.fault === 'missing-footer' ? null : wrongFooter(footer, spoilt, wish.fault),
    },
    route.back,
  )
  if (wish.fault === 'garbage') await breakBytes(path)
}

function answered(line: FileRow, code: string | undefined, route: PaymentRoute): FileRow {
  if (code === undefined) return { ...line, result: route.results.paid[0] ?? '' }
  return { ...line, result: route.results.returned[0] ?? '', code, reason: route.reasons[code]?.zh ?? '' }
}

function spoil(rows: readonly FileRow[], fault: BankFault | undefined): FileRow[] {
  const [first, ...rest] = rows
  if (first === undefined) return []
  switch (fault) {
    case 'unknown-row':
      return [...rows, { ...first, reference: `${first.reference}-X` }]
    case 'repeated-line':
      return [...rows, first]
    case 'fen-off':
      return [{ ...first, amount: fen(first.amount + 1n) }, ...rest]
    case 'other-account':
      return [{ ...first, account: turned(first.account) }, ...rest]
    default:
      return [...rows]
  }
}

/** The last digit is another one. */
const turned = (account: string): string => `${account.slice(0, -1)}${(Number(account.slice(-1)) + 1) % 10}`

function wrongFooter(footer: { count: number; sum: string }, rows: readonly FileRow[], fault: BankFault | undefined) {
  if (fault === 'wrong-count') return { ...footer, count: footer.count + 1 }
  if (fault === 'wrong-sum') return { ...footer, sum: plainYuan(fen(sumOf(rows) + 1n)) }
  return footer
}

/** Bytes that are neither UTF-8 nor GB18030 in a text, a cut-off archive in a workbook. */
async function breakBytes(path: string): Promise<void> {
  const bytes = await readFile(path)
  const middle = Math.floor(bytes.length / 2)
  await writeFile(path, Buffer.concat([bytes.subarray(0, middle), Buffer.from([0xff, 0xff, 0x80, 0xff])]))
}

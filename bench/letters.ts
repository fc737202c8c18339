import { join } from 'node:path'
import { day, type Month } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import { loadRemedies } from '#relief/papers/letter/remedies.ts'
import { letterSheet } from '#relief/papers/letter/letter-sheet.ts'
import { createPrinter, type Printer } from '#relief/papers/print/printer.ts'
import type { Sheet } from '#relief/papers/print/sheet.ts'
import { drawCode } from '#relief/papers/code/paper-code.ts'
import type { Bench } from './bench.ts'

const letters = 500
const remedies = loadRemedies(join(import.meta.dirname, '../policy'))

/** A sheet with one line on it: what opening the press and setting a page costs at least. */
const bare: Sheet = {
  ...{ title: '空白', layout: 'letter', office: '青禾县民政局', number: null, code: null, foot: '' },
  blocks: [{ kind: 'para', text: '空白' }],
}

/** Every letter another one: number, name, amount and code. */
function letter(index: number): Sheet {
  const number = String(index).padStart(6, '0')
  return letterSheet(
    {
      ...{ kind: 'decision', office: '青禾县民政局', programme: '最低生活保障', number: `青禾低保〔2026〕${index}号` },
      ...{ caseNumber: `QH-DB-2026-${number}`, applicant: `居民甲${number}`, members: 2, status: null, isOnce: false },
      ...{ appliedOn: day('2026-02-02'), decidedOn: day('2026-03-02'), fromMonth: '2026-03' as Month },
      ...{ amount: fen(93_000n + BigInt(index)), reasons: [], handOverBy: null },
      sum: [
        { text: '两口人的低保标准', article: '合成标准 第一条', amount: '1,620.00', isLast: false },
        { text: '减去家庭月收入', article: '合成标准 第二条', amount: '690.00', isLast: false },
        { text: '每月发给', article: '合成标准 第三条', amount: '930.00', isLast: true },
      ],
      plain: ['您家两口人，每月收入低于标准，差多少补多少。'],
    },
    {
      ...{ remedies, hotline: '12345', check: '核验码 1234 5678' },
      code: { svg: drawCode(`ZL1.letter.${number}`), text: `编号 ${number}`, below: number },
    },
  )
}

export const bench: Bench = {
  name: 'letters',
  zh: `打印 ${letters} 封通知书`,
  en: `Printing ${letters} letters`,
  run: async (report) => {
    const printer = createPrinter({ officeFonts: null })
    try {
      const since = performance.now()
      await printer.print(letter(0))
      report.figure('the first letter, press and typefaces included', `${seconds(performance.now() - since)} s`)
      const floor = await printed(printer, () => bare)
      const whole = await printed(printer, letter)
      report.figure(`${letters} letters`, `${seconds(whole)} s (aim ≤ 10 s)`)
      report.ratio('letters / sheets with one line on them', whole / floor, 'for comparison between versions')
    } finally {
      await printer.close()
    }
  },
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1)

/** Milliseconds until all of them are set, asked for at once. */
async function printed(printer: Printer, sheetOf: (index: number) => Sheet): Promise<number> {
  const since = performance.now()
  await Promise.all(Array.from({ length: letters }, (_, index) => printer.print(sheetOf(index))))
  return performance.now() - since
}

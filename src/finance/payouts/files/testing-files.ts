import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { month } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import type { SentFile } from './judge-return.ts'
import type { PayFile, PayFileLine } from './pay-file.ts'
import type { PaymentRoute } from './route.ts'

/** Files made for tests: synthetic people and accounts only. */

const folder = mkdtempSync(join(tmpdir(), 'zhulian-pay-files-'))
let made = 0
export const freshPath = (ending: string): string => join(folder, `${++made}.${ending}`)
export const endingOf = (shape: PaymentRoute['out'] | PaymentRoute['back']): string =>
  shape.as.kind === 'xlsx' ? 'xlsx' : shape.as.ending

export const payLine = (serial: number, more: Partial<PayFileLine> = {}): PayFileLine => ({
  reference: `DB2026040001-${String(serial).padStart(4, '0')}`,
  holder: `居民甲${String(serial).padStart(4, '0')}`,
  account: `62990000000000${String(serial).padStart(5, '0')}`,
  amount: fen(50_000),
  month: month('2026-04'),
  purpose: '低保金2026年4月',
  ...more,
})

export const payFile = (count: number): PayFile => ({
  batch: 'DB202604-1',
  lines: Array.from({ length: count }, (_, index) => payLine(index + 1)),
})

export const asSent = (file: PayFile): SentFile => ({
  batch: file.batch,
  lines: file.lines.map((line) => ({ ...line, answered: null })),
})

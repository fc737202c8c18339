import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels between the reconciliation page and the server. Money is fen as text, months `2026-03`. */
const text = z.string()
const Fen = z.string()
const Words = z.object({ zh: text, en: text })
const Month = z
  .string()
  .regex(/^2\d{3}-(0[1-9]|1[0-2])$/)
  .meta({ title: '月份', en: 'month' })
const Programme = z.string().min(1).max(40).meta({ title: '待遇', en: 'benefit' })
const Year = z.coerce.number().int().min(2000).max(2999).optional().meta({ title: '年', en: 'year' })

export const StageName = z.enum(['payable', 'inBank', 'paid', 'returned'])
/** One stage in three books; the bank has no column for what never reached it. */
const Stage = z.object({ stage: StageName, list: Fen, ledger: Fen, bank: Fen.nullable(), agrees: z.boolean() })

export const ReconciliationRow = z.object({
  programme: text,
  words: Words,
  month: Month,
  stages: z.array(Stage),
  /** Households whose three books differ in this month. */
  differences: z.number(),
  /** Lists of this month, for the door. */
  runs: z.array(z.object({ id: text, number: text })),
})
export type ReconciliationRow = z.output<typeof ReconciliationRow>

export const Reconciliation = z.object({
  year: z.number(),
  asOf: text,
  rows: z.array(ReconciliationRow),
  differences: z.number(),
})
export type Reconciliation = z.output<typeof Reconciliation>

export const Difference = z.object({
  householdId: text,
  /** Empty when the household is out of sight. */
  number: text,
  /** Masked. */
  head: text,
  programme: text,
  month: Month,
  stages: z.array(Stage),
  cause: Words.extend({ name: text }),
})
export type Difference = z.output<typeof Difference>

const question = z.object({ year: Year, programme: Programme.optional() })

export const readReconciliation = endpoint({
  verb: 'GET',
  path: '/api/reconciliation',
  query: question,
  answers: Reconciliation,
})
export const listDifferences = endpoint({
  verb: 'GET',
  path: '/api/reconciliation/differences',
  query: z.object({
    programme: Programme,
    month: Month,
    page: z.coerce.number().int().min(1).max(10_000).default(1).meta({ title: '页', en: 'page' }),
    size: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '每页', en: 'rows a page' }),
  }),
  answers: z.object({ rows: z.array(Difference), count: z.number() }),
})
/** Both sheets: every month of the year in three columns, and every difference line by line. */
export const exportReconciliation = endpoint({
  verb: 'GET',
  path: '/api/reconciliation/export',
  query: question,
  answers: 'file',
})

import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels about the money of each programme, level and year. Fen as text. */
const text = z.string()
const Fen = z.string()
const Programme = z.string().min(1).max(40).meta({ title: '待遇', en: 'benefit' })
const Done = z.object({ id: text })

export const BudgetRow = z.object({
  programme: text,
  programmeZh: text,
  programmeEn: text,
  /** `statutory` never blocks a decision; `capped` refuses by name. */
  fund: z.enum(['statutory', 'capped']),
  source: z.enum(['centre', 'province', 'city', 'county']),
  year: z.number(),
  allotted: Fen,
  free: Fen,
  reserved: Fen,
  payable: Fen,
  inBank: Fen,
  paid: Fen,
  returned: Fen,
  recovery: Fen,
  /** Households' own money: repaid on claims that fell since, or received beyond a claim. */
  toRefund: Fen,
  /** Received beyond claims; no allotment, and never free. */
  overpaid: Fen,
  /** How far what is reserved goes beyond what was allotted; null when it does not. */
  short: Fen.nullable(),
})
export type BudgetRow = z.output<typeof BudgetRow>

export const listBudgets = endpoint({
  verb: 'GET',
  path: '/api/payouts/budgets',
  query: z.object({ year: z.coerce.number().int().optional().meta({ title: '年', en: 'year' }) }),
  answers: z.array(BudgetRow),
})
export const recordAllotment = endpoint({
  verb: 'POST',
  path: '/api/payouts/allotments',
  key: 'once',
  body: z.object({
    programme: Programme,
    source: z.enum(['centre', 'province', 'city', 'county']).meta({ title: '哪一级的钱', en: 'whose money' }),
    year: z.number().int().min(2000).max(2999).meta({ title: '预算年度', en: 'budget year' }),
    amount: z
      .string()
      .regex(/^[1-9]\d{0,15}$/)
      .meta({ title: '金额（分）', en: 'amount (fen)' }),
    document: z.string().trim().min(4).max(200).meta({ title: '文件名和文号', en: 'title and number of the document' }),
  }),
  answers: Done,
})

import type { Audit } from '#platform/audit/index.ts'
import { addMonths, monthOf, month as monthNamed, yearOf, type Clock } from '#platform/clock/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import { readDifferences, readMonths, runsOfYear, type BooksRow, type DifferenceRow } from './reconciliation-view.ts'
import { agreesAt, causeOf, causeWords, stages, type Stage, type ThreeBooks } from './three-books.ts'
import type { Difference, Reconciliation } from './wire.ts'

export interface ReconciliationNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly households: Pick<Households, 'list'>
  /** Name of a programme in both languages. */
  readonly wordsOf: (programme: string) => { readonly zh: string; readonly en: string }
}

export interface ReconciliationService {
  readonly year: (
    who: Caller,
    question: { readonly year?: number | undefined; readonly programme?: string | undefined },
  ) => Promise<Reconciliation>
  readonly differences: (
    who: Caller,
    question: { readonly programme: string; readonly month: string; readonly page: number; readonly size: number },
  ) => Promise<{ rows: Difference[]; count: number }>
  /** Everything of a year, for the export; at most as many differences as a sheet holds. */
  readonly whole: (
    who: Caller,
    question: { readonly year?: number | undefined; readonly programme?: string | undefined },
  ) => Promise<{ readonly year: Reconciliation; readonly differences: readonly Difference[] }>
}

const exportedMax = 100_000

export function createReconciliation(needs: ReconciliationNeeds): ReconciliationService {
  const { db, clock, audit } = needs
  return {
    year: (who, question) => who.transaction(db, (tx) => yearOfBooks(tx, who, question, needs)),
    differences: (who, { programme, month, page, size }) =>
      who.transaction(db, async (tx) => {
        const from = monthNamed(month)
        const scope = { from, until: addMonths(from, 1), programme }
        const found = await readDifferences(tx, who.tenant, { ...scope, offset: (page - 1) * size, limit: size })
        return { rows: await named(tx, who, found.rows, needs), count: found.count }
      }),
    whole: (who, question) =>
      who.transaction(db, async (tx) => {
        const year = await yearOfBooks(tx, who, question, needs)
        const from = monthNamed(`${year.year}-01`)
        const scope = { from, until: addMonths(from, 12), programme: question.programme }
        const { rows } = await readDifferences(tx, who.tenant, { ...scope, offset: 0, limit: exportedMax })
        await audit.recordRead(tx, who, {
          act: 'export',
          action: 'reconciliation.exported',
          about: { kind: 'reconciliation', id: `${year.year} ${question.programme ?? 'all'}` },
          details: { months: year.rows.length, differences: rows.length, on: clock.today() },
        })
        return { year, differences: await named(tx, who, rows, needs) }
      }),
  }
}

async function yearOfBooks(
  tx: Tx,
  who: Caller,
  question: { readonly year?: number | undefined; readonly programme?: string | undefined },
  { clock, wordsOf }: ReconciliationNeeds,
): Promise<Reconciliation> {
  const year = question.year ?? yearOf(monthOf(clock.today()))
  const months = await readMonths(tx, who.tenant, { year, programme: question.programme })
  const runs = await runsOfYear(tx, who.tenant, year)
  return {
    year,
    asOf: clock.now().toISOString(),
    rows: months.map((row) => ({
      programme: row.programme,
      words: wordsOf(row.programme),
      month: row.month,
      stages: stagesOf(booksOf(row)),
      differences: row.differences,
      runs: runs
        .filter(({ programme, month }) => programme === row.programme && month === row.month)
        .map(({ id, number }) => ({ id, number })),
    })),
    differences: months.reduce((sum, row) => sum + row.differences, 0),
  }
}

const booksOf = (row: BooksRow): ThreeBooks => ({
  list: {
    payable: row.list_payable,
    inBank: row.list_in_bank,
    paid: row.list_paid,
    returned: row.list_returned,
  },
  ledger: {
    payable: row.ledger_payable,
    inBank: row.ledger_in_bank,
    paid: row.ledger_paid,
    returned: row.ledger_returned,
  },
  bank: { inBank: row.bank_in_bank, paid: row.bank_paid, returned: row.bank_returned },
})

const stagesOf = (books: ThreeBooks) =>
  stages.map((stage: Stage) => ({
    stage,
    list: books.list[stage].toString(),
    ledger: books.ledger[stage].toString(),
    bank: stage === 'payable' ? null : books.bank[stage].toString(),
    agrees: agreesAt(books, stage),
  }))

/** Puts number and masked name to the households; who is out of sight stays without. */
async function named(
  tx: Tx,
  who: Caller,
  rows: readonly DifferenceRow[],
  { households }: ReconciliationNeeds,
): Promise<Difference[]> {
  if (rows.length === 0) return []
  const ids = [...new Set(rows.map((row) => row.household_id))]
  const page = await households.list(tx, who, { ids, size: ids.length })
  const byId = new Map(page.rows.map((row) => [row.id, row]))
  return rows.map((row) => {
    const books = booksOf(row)
    const cause = causeOf(books) ?? 'returned-differs'
    const household = byId.get(row.household_id)
    return {
      householdId: row.household_id,
      number: household?.number ?? '',
      head: household?.head ?? '',
      programme: row.programme,
      month: row.month,
      stages: stagesOf(books),
      cause: { name: cause, ...causeWords[cause] },
    }
  })
}

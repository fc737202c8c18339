import { sql } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'

/**
 * Household by household and benefit month by benefit month, what the three books say. Read straight from the tables of
 * the lists, the ledger and the bank's answers: a reconciliation that asked the code under test would agree with it.
 * Month literals are ours, never a person's text.
 */
const cells = (from: string, until: string): string => `
  WITH list AS (
    SELECT tenant_id, programme, month, household_id,
      coalesce(sum(fen - deducted_fen) FILTER (WHERE state = 'payable'), 0)::bigint AS list_payable,
      coalesce(sum(fen - deducted_fen) FILTER (WHERE state = 'in-bank'), 0)::bigint AS list_in_bank,
      coalesce(sum(fen - deducted_fen) FILTER (WHERE state = 'paid'), 0)::bigint AS list_paid,
      coalesce(sum(fen - deducted_fen) FILTER (WHERE state = 'returned'), 0)::bigint AS list_returned
    FROM payouts.line
    WHERE state IN ('payable', 'in-bank', 'paid', 'returned') AND month >= DATE '${from}' AND month < DATE '${until}'
    GROUP BY tenant_id, programme, month, household_id
  ), book AS (
    SELECT tenant_id, programme, month, household_id,
      coalesce(sum(amount) FILTER (WHERE account = 'payable'), 0)::bigint AS ledger_payable,
      coalesce(sum(amount) FILTER (WHERE account = 'in-bank'), 0)::bigint AS ledger_in_bank,
      coalesce(sum(amount) FILTER (WHERE account IN ('paid', 'recovery', 'repaid') OR (account = 'refunded'
        AND NOT EXISTS (SELECT FROM ledger.entry n WHERE n.tenant_id = g.tenant_id AND n.id = g.entry_id
          AND n.kind = 'payouts.refunded'))), 0)::bigint AS ledger_paid,
      coalesce(sum(amount) FILTER (WHERE account = 'returned'), 0)::bigint AS ledger_returned
    FROM ledger.leg g
    WHERE household_id IS NOT NULL AND month >= DATE '${from}' AND month < DATE '${until}'
    GROUP BY tenant_id, programme, month, household_id
  ), bank AS (
    SELECT sent.tenant_id, line.programme, line.month, line.household_id,
      coalesce(sum(sent.amount_fen) FILTER (WHERE answer.result IS NULL), 0)::bigint AS bank_in_bank,
      coalesce(sum(sent.amount_fen) FILTER (WHERE answer.result = 'paid'), 0)::bigint AS bank_paid,
      coalesce(sum(sent.amount_fen) FILTER (WHERE answer.result = 'returned' AND sent.attempt = line.attempt
        AND line.state NOT IN ('payable', 'stopped')), 0)::bigint AS bank_returned
    FROM payouts.pay_file_line AS sent
    JOIN payouts.line AS line ON line.tenant_id = sent.tenant_id AND line.id = sent.line_id
    LEFT JOIN payouts.line_answer AS answer ON answer.tenant_id = sent.tenant_id AND answer.file_id = sent.file_id
      AND answer.reference = sent.reference
    WHERE line.month >= DATE '${from}' AND line.month < DATE '${until}'
    GROUP BY sent.tenant_id, line.programme, line.month, line.household_id
  )
  SELECT tenant_id, programme, month, household_id,
    coalesce(list_payable, 0) AS list_payable, coalesce(list_in_bank, 0) AS list_in_bank,
    coalesce(list_paid, 0) AS list_paid, coalesce(list_returned, 0) AS list_returned,
    coalesce(ledger_payable, 0) AS ledger_payable, coalesce(ledger_in_bank, 0) AS ledger_in_bank,
    coalesce(ledger_paid, 0) AS ledger_paid, coalesce(ledger_returned, 0) AS ledger_returned,
    coalesce(bank_in_bank, 0) AS bank_in_bank, coalesce(bank_paid, 0) AS bank_paid,
    coalesce(bank_returned, 0) AS bank_returned
  FROM list
  FULL JOIN book USING (tenant_id, programme, month, household_id)
  FULL JOIN bank USING (tenant_id, programme, month, household_id)`

const differs = `(list_payable <> ledger_payable OR list_in_bank <> ledger_in_bank OR list_in_bank <> bank_in_bank
  OR list_paid <> ledger_paid OR list_paid <> bank_paid
  OR list_returned <> ledger_returned OR list_returned <> bank_returned)`

/** Months no list of ours reaches. */
const [everFrom, everUntil] = ['2000-01-01', '3000-01-01'] as const

/** Offenders of the standing check: household, programme and month whose books differ. */
export const booksThatDiffer = `SELECT tenant_id, programme || ' ' || to_char(month, 'YYYY-MM') || ' ' || household_id AS id
  FROM (${cells(everFrom, everUntil)}) AS cell WHERE ${differs}`

export interface BooksRow {
  readonly programme: string
  readonly month: Month
  readonly list_payable: Fen
  readonly list_in_bank: Fen
  readonly list_paid: Fen
  readonly list_returned: Fen
  readonly ledger_payable: Fen
  readonly ledger_in_bank: Fen
  readonly ledger_paid: Fen
  readonly ledger_returned: Fen
  readonly bank_in_bank: Fen
  readonly bank_paid: Fen
  readonly bank_returned: Fen
}

const amounts = [
  ...['list_payable', 'list_in_bank', 'list_paid', 'list_returned', 'ledger_payable', 'ledger_in_bank'],
  ...['ledger_paid', 'ledger_returned', 'bank_in_bank', 'bank_paid', 'bank_returned'],
]
const summed = amounts.map((name) => `sum(${name})::bigint AS ${name}`).join(', ')

export type MonthRow = BooksRow & { readonly differences: number }

/** Every month of a year, newest first, programme by programme. */
export async function readMonths(
  tx: Tx,
  tenant: TenantId,
  { year, programme }: { year: number; programme: string | undefined },
): Promise<MonthRow[]> {
  const found = await sql<MonthRow>`
    SELECT programme, to_char(month, 'YYYY-MM') AS month, ${sql.raw(summed)},
      count(*) FILTER (WHERE ${sql.raw(differs)})::int AS differences
    FROM (${sql.raw(cells(`${year}-01-01`, `${year + 1}-01-01`))}) AS cell
    WHERE tenant_id = ${tenant} AND (${programme ?? null}::text IS NULL OR programme = ${programme ?? null})
    GROUP BY programme, month ORDER BY month DESC, programme`.execute(tx)
  return found.rows
}

export type DifferenceRow = BooksRow & { readonly household_id: string }

/** Households whose books differ in the months of `[from, until)`, in a fixed order. */
export async function readDifferences(
  tx: Tx,
  tenant: TenantId,
  question: {
    readonly from: Month
    readonly until: Month
    readonly programme: string | undefined
    readonly offset: number
    readonly limit: number
  },
): Promise<{ readonly rows: DifferenceRow[]; readonly count: number }> {
  const { from, until, programme, offset, limit } = question
  const found = await sql<DifferenceRow & { readonly count: number }>`
    SELECT programme, to_char(month, 'YYYY-MM') AS month, household_id::text, ${sql.raw(amounts.join(', '))},
      count(*) OVER ()::int AS count
    FROM (${sql.raw(cells(`${from}-01`, `${until}-01`))}) AS cell
    WHERE tenant_id = ${tenant} AND ${sql.raw(differs)}
      AND (${programme ?? null}::text IS NULL OR programme = ${programme ?? null})
    ORDER BY month DESC, programme, household_id LIMIT ${limit} OFFSET ${offset}`.execute(tx)
  return { rows: found.rows, count: found.rows[0]?.count ?? 0 }
}

export interface RunDoor {
  readonly id: string
  readonly number: string
  readonly programme: string
  readonly month: Month
}

export async function runsOfYear(tx: Tx, tenant: TenantId, year: number): Promise<RunDoor[]> {
  const found = await sql<RunDoor>`
    SELECT id::text, number, programme, to_char(month, 'YYYY-MM') AS month FROM payouts.run
    WHERE tenant_id = ${tenant} AND month >= make_date(${year}, 1, 1) AND month < make_date(${year} + 1, 1, 1)
    ORDER BY number`.execute(tx)
  return found.rows
}

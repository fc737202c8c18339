import { sql } from 'kysely'
import { addMonths, monthOf, type Clock, type Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { subtractFen, sumFen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { Account, Balance, Ledger } from '#finance/ledger/index.ts'
import { findPaidProgramme, programmeWords } from '../programmes.ts'
import type { BudgetRow } from '../wire.ts'

/** One row per programme, level and year; what stands in each account. */
export async function readBudgetRows(
  tx: Tx,
  tenant: TenantId,
  year: number | undefined,
  ledger: Ledger,
): Promise<BudgetRow[]> {
  const balances = await ledger.balances(tx, tenant, year === undefined ? {} : { budgetYear: year })
  const purses = Map.groupBy(balances, (one) => `${one.budgetYear}|${one.programme}|${one.source}`)
  return [...purses.values()].flatMap((purse) => (purse[0] ? [budgetOf(purse[0], purse)] : []))
}

function budgetOf({ programme, source, budgetYear }: Balance, purse: readonly Balance[]): BudgetRow {
  const words = findPaidProgramme(programme) ?? { zh: programme, en: programme, fund: 'statutory' as const }
  const there = (account: Account): Fen => purse.find((one) => one.account === account)?.amount ?? zeroFen
  const free = there('allotment')
  return {
    ...{ programme, programmeZh: words.zh, programmeEn: words.en, fund: words.fund, source, year: budgetYear },
    // What households paid back came from outside too; it is no allotment.
    allotted: String(subtractFen(subtractFen(zeroFen, there('outside')), there('repaid'))),
    ...{ free: String(free), reserved: String(there('reserved')), payable: String(there('payable')) },
    ...{
      inBank: String(there('in-bank')),
      paid: String(sumFen([there('paid'), there('withheld'), there('refunded')])),
      returned: String(there('returned')),
    },
    recovery: String(there('recovery')),
    ...{ toRefund: String(there('to-refund')), overpaid: String(subtractFen(zeroFen, there('overpaid'))) },
    short: free < 0n ? String(subtractFen(zeroFen, free)) : null,
  }
}

/**
 * Programmes with rights in force, or with a refund that waits for a list, and which month their next list is for; one-off
 * subsidies have a page of their own.
 */
export async function readChoices(tx: Tx, tenant: TenantId, clock: Clock) {
  const month = monthOf(clock.today())
  const runs = sql`(e.stops_month IS NULL OR e.stops_month > ${`${month}-01`}::date)`
  const { rows } = await sql<{ programme: string; rights: number; last: Month | null; isOpen: boolean }>`SELECT
      e.programme, count(*) FILTER (WHERE ${runs})::int AS rights,
      (SELECT to_char(max(r.month), 'YYYY-MM') FROM payouts.run r WHERE r.tenant_id = ${tenant}
        AND r.programme = e.programme) AS last,
      EXISTS (SELECT FROM payouts.run r WHERE r.tenant_id = ${tenant} AND r.programme = e.programme
        AND r.state IN ('draft', 'frozen')) AS "isOpen"
    FROM payouts.entitlement e WHERE e.tenant_id = ${tenant} AND e.origin <> 'campaign'
    GROUP BY e.programme HAVING bool_or(${runs}) OR EXISTS (SELECT FROM payouts.refund f
      WHERE f.tenant_id = ${tenant} AND f.programme = e.programme AND f.state = 'approved')
    ORDER BY e.programme`.execute(tx)
  const programmes = rows.map(({ programme, rights, last, isOpen }) => {
    const { zh, en } = programmeWords(programme)
    const next = last === null || isOpen ? month : addMonths(last, 1)
    return { value: programme, zh, en, rights, nextMonth: isOpen ? null : next > month ? month : next }
  })
  return { month, programmes }
}

import type { Check } from '#platform/checks/index.ts'

/** What must hold of the ledger on any day. */
export const ledgerChecks: readonly Check[] = [
  {
    name: 'ledger.entries-sum-to-zero',
    zh: '每笔账的各行加起来是零',
    offenders: `SELECT DISTINCT tenant_id, entry_id AS id FROM (
      SELECT tenant_id, entry_id FROM ledger.leg
      GROUP BY tenant_id, entry_id, unit, programme, source, budget_year HAVING sum(amount) <> 0) AS unequal`,
  },
  {
    name: 'ledger.entries-are-posted',
    zh: '每笔账都已过账，行数和过账时一样',
    offenders: `SELECT e.tenant_id, e.id FROM ledger.entry e
      LEFT JOIN ledger.posted p ON p.tenant_id = e.tenant_id AND p.entry_id = e.id
      WHERE p.legs IS DISTINCT FROM (SELECT count(*)::int FROM ledger.leg l
        WHERE l.tenant_id = e.tenant_id AND l.entry_id = e.id)`,
  },
  {
    name: 'ledger.no-household-account-is-overdrawn',
    zh: '没有一户的应付、在途、已付、退回、应追回、已追回、应退还低于零',
    offenders: `SELECT tenant_id, household_id || ' ' || account || ' ' || month AS id FROM ledger.leg
      WHERE household_id IS NOT NULL
      GROUP BY tenant_id, household_id, account, programme, source, budget_year, month HAVING sum(amount) < 0`,
  },
]

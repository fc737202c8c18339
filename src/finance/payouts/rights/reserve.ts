import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { addFen, formatYuan, subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { Leg, Ledger, Poster, SourceLevel } from '#finance/ledger/index.ts'
import { paidProgramme } from '../programmes.ts'
import { payoutRefusals } from '../refusals.ts'

interface Difference {
  readonly programme: string
  readonly source: SourceLevel
  readonly year: number
  readonly difference: Fen
}

export interface ReserveNeeds {
  readonly ledger: Ledger
}

/**
 * Keeps back what the rights will still cost: amount × months left in the budget year, earlier years' months in their
 * own year, and arrears that wait. Only the difference to what is kept back already is posted, one entry for all.
 *
 * @throws fundShort for capped money; statutory money goes below zero, which alarms and holds the list.
 */
export async function reserve(
  tx: Tx,
  who: Poster,
  { rights, why, on, about }: { rights: readonly string[]; why: string; on: Day; about: { kind: string; id: string } },
  { ledger }: ReserveNeeds,
): Promise<void> {
  if (rights.length === 0) return
  const differences = await saveNeeded(tx, who.tenant, rights, on)
  const legs = differences.flatMap(({ programme, source, year, difference }): Leg[] => {
    const purse = { programme, source, budgetYear: year, householdId: null, month: null }
    return [
      { ...purse, account: 'allotment', amount: subtractFen(zeroFen, difference) },
      { ...purse, account: 'reserved', amount: difference },
    ]
  })
  if (legs.length === 0) return
  for (const one of differences) await refuseCapped(tx, who.tenant, one, ledger)
  await ledger.post(tx, who, { key: `payouts.reserved:${uuid()}`, kind: 'payouts.reserved', why, on, legs, about })
}

/** Capped money is promised one after the other, so that two promises never share the last yuan. */
async function refuseCapped(tx: Tx, tenant: TenantId, one: Difference, ledger: Ledger): Promise<void> {
  const { programme, source, year, difference } = one
  const paid = paidProgramme(programme)
  if (paid.fund === 'statutory' || difference <= 0n) return
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`fund:${tenant}:${programme}:${source}:${year}`}, 0))`.execute(
    tx,
  )
  const free = await freeIn(tx, tenant, { programme, source, year }, ledger)
  if (free >= difference) return
  const wanted = formatYuan(difference)
  throw payoutRefusals.fundShort({ fund: paid.zh, year, free: formatYuan(free < 0n ? zeroFen : free), wanted })
}

export async function freeIn(
  tx: Tx,
  tenant: TenantId,
  { programme, source, year }: { programme: string; source: SourceLevel; year: number },
  ledger: Ledger,
): Promise<Fen> {
  const rows = await ledger.balances(tx, tenant, { programme, source, budgetYear: year, account: 'allotment' })
  return rows.reduce((sum, { amount }) => addFen(sum, amount), zeroFen)
}

/**
 * Writes what each right needs per budget year and returns what that changes, purse by purse. A month counts as needed
 * until it stands payable on an approved list: open months, and lines that are held or wait.
 */
async function saveNeeded(tx: Tx, tenant: TenantId, rights: readonly string[], on: Day): Promise<Difference[]> {
  const { rows } = await sql<Difference>`WITH
    chosen AS MATERIALIZED (SELECT e.* FROM payouts.entitlement e
      WHERE e.tenant_id = ${tenant} AND e.id = ANY (${rights}::uuid[])),
    open_months AS (
      SELECT e.id, extract(year FROM m.month)::int AS year,
        sum(payouts.month_fen(v.per, v.fen, v.from_month, m.month::date))::bigint AS fen
      FROM chosen e
      CROSS JOIN LATERAL generate_series(
        greatest(e.from_month, coalesce((e.lined_through + interval '1 month')::date, e.from_month))::timestamp,
        least(make_date(extract(year FROM ${on}::date)::int, 12, 1),
          coalesce((e.stops_month - interval '1 month')::date, 'infinity'))::timestamp,
        interval '1 month') AS m (month)
      CROSS JOIN LATERAL (SELECT v.per, v.fen, v.from_month FROM payouts.entitlement_version v
        WHERE v.tenant_id = ${tenant} AND v.entitlement_id = e.id AND v.kind NOT IN ('end', 'undo') AND v.from_month <= m.month
          AND NOT EXISTS (SELECT FROM payouts.entitlement_version u
            WHERE u.tenant_id = ${tenant} AND u.entitlement_id = e.id AND u.undoes = v.version)
        ORDER BY v.version DESC LIMIT 1) AS v
      WHERE v.fen IS NOT NULL
      GROUP BY e.id, extract(year FROM m.month)),
    kept_lines AS (
      SELECT e.id, l.budget_year AS year, sum(l.fen)::bigint AS fen FROM chosen e
      JOIN payouts.line l ON l.tenant_id = ${tenant} AND l.entitlement_id = e.id AND l.household_id = e.household_id
      WHERE l.kind = 'regular' AND l.month <= e.lined_through AND l.state IN ('listed', 'held', 'waiting')
      GROUP BY e.id, l.budget_year),
    arrears AS (
      SELECT e.id, extract(year FROM c.month)::int AS year, sum(c.fen)::bigint AS fen FROM chosen e
      JOIN payouts.correction c ON c.tenant_id = ${tenant} AND c.entitlement_id = e.id
      WHERE c.state = 'waiting' GROUP BY e.id, extract(year FROM c.month)),
    needed AS (
      SELECT id, year, sum(fen)::bigint AS fen
      FROM (SELECT * FROM open_months UNION ALL SELECT * FROM kept_lines UNION ALL SELECT * FROM arrears) AS part
      GROUP BY id, year),
    kept AS (SELECT r.entitlement_id AS id, r.year, r.fen FROM payouts.reservation r
      WHERE r.tenant_id = ${tenant} AND r.entitlement_id = ANY (${rights}::uuid[])),
    both_sides AS MATERIALIZED (
      SELECT coalesce(n.id, k.id) AS id, coalesce(n.year, k.year) AS year, coalesce(n.fen, 0) AS fen,
        coalesce(n.fen, 0) - coalesce(k.fen, 0) AS difference
      FROM needed n FULL JOIN kept k ON k.id = n.id AND k.year = n.year),
    saved AS (
      INSERT INTO payouts.reservation (tenant_id, entitlement_id, year, fen)
      SELECT ${tenant}, id, year, fen FROM both_sides WHERE difference <> 0
      ON CONFLICT (tenant_id, entitlement_id, year) DO UPDATE SET fen = excluded.fen RETURNING 1)
    SELECT e.programme, e.source, b.year, sum(b.difference)::bigint AS difference
    FROM both_sides b JOIN chosen e ON e.id = b.id
    GROUP BY e.programme, e.source, b.year HAVING sum(b.difference) <> 0
    ORDER BY e.programme, e.source, b.year`.execute(tx)
  return rows
}

import { sql } from 'kysely'
import { addDays, type Day, type Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { SourceLevel } from '#finance/ledger/index.ts'
import { payByDay } from '../programmes.ts'
import { unsent } from '../rights/unsent.ts'
import { oneOffRefusals } from './refusals.ts'
import { oneOffSerial } from './one-off.ts'

export interface OneOff {
  readonly source: SourceLevel
  readonly month: Month
  /** Paid before this day; a payment booked on it is late. */
  readonly dueBefore: Day
}

/** Numbers without gaps: whoever opens one waits for whoever opens another. @returns the serial number */
export async function addOneOff(tx: Tx, tenant: TenantId, one: OneOff, at: Date): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`one-off:${tenant}`}, 0))`.execute(tx)
  const { rows } = await sql<{ serial: number }>`INSERT INTO payouts.one_off
      (tenant_id, serial, source, month, due_before, opened_at)
    SELECT ${tenant}, coalesce(max(serial), 0) + 1, ${one.source}, ${`${one.month}-01`}::date, ${one.dueBefore}::date,
      ${at}::timestamptz
    FROM payouts.one_off WHERE tenant_id = ${tenant} RETURNING serial`.execute(tx)
  return rows[0]?.serial ?? 0
}

/** @throws unknownSubsidy */
export async function getOneOff(tx: Tx, tenant: TenantId, programme: string): Promise<OneOff> {
  const { rows } = await sql<OneOff>`SELECT source, to_char(month, 'YYYY-MM') AS month, due_before AS "dueBefore"
    FROM payouts.one_off WHERE tenant_id = ${tenant} AND serial = ${oneOffSerial(programme)}`.execute(tx)
  const [found] = rows
  if (!found) throw oneOffRefusals.unknownSubsidy()
  return found
}

/**
 * The last day on which money of a list is in time: the 10th of its month, or the day before the document's own.
 *
 * @throws unknownSubsidy, otherMonth when a one-off subsidy is asked for another month than its own
 */
export async function lastDayInTime(
  tx: Tx,
  tenant: TenantId,
  { programme, month }: { programme: string; month: Month },
): Promise<Day> {
  if (oneOffSerial(programme) === null) return `${month}-${payByDay}` as Day
  const one = await getOneOff(tx, tenant, programme)
  if (one.month !== month) throw oneOffRefusals.otherMonth({ month: one.month })
  return addDays(one.dueBefore, -1)
}

/** What of these rights went out, or is paid: it cannot be taken back any more. Rights and lines stay locked. */
export async function lockUnsent(tx: Tx, tenant: TenantId, rights: readonly string[]): Promise<string[]> {
  await sql`SELECT FROM payouts.entitlement WHERE tenant_id = ${tenant} AND id = ANY (${rights}::uuid[])
    ORDER BY id FOR UPDATE`.execute(tx)
  const { rows } = await sql<{ id: string; isGone: boolean }>`SELECT entitlement_id AS id,
      state IN ('in-bank', 'paid') AS "isGone" FROM payouts.line
    WHERE tenant_id = ${tenant} AND entitlement_id = ANY (${rights}::uuid[]) ORDER BY id FOR UPDATE`.execute(tx)
  return [...new Set(rows.filter(({ isGone }) => isGone).map(({ id }) => id))]
}

export interface EndedLine {
  readonly id: string
  readonly runId: string
  readonly was: 'payable' | 'returned' | 'held' | 'waiting' | 'listed'
}

/**
 * Ends the rights before their month and stops what stands on approved lists, in three statements however many there are.
 * Rights that ended before are passed over. The rights are locked by the caller.
 */
export async function endRights(
  tx: Tx,
  who: { readonly tenant: TenantId; readonly id: string; readonly name: string },
  { rights, why, at }: { readonly rights: readonly string[]; readonly why: string; readonly at: Date },
): Promise<EndedLine[]> {
  await sql`WITH ended AS (
      UPDATE payouts.entitlement SET version = version + 1, stops_month = from_month
      WHERE tenant_id = ${who.tenant} AND id = ANY (${rights}::uuid[]) AND stops_month > from_month
      RETURNING id, version, from_month)
    INSERT INTO payouts.entitlement_version
      (tenant_id, entitlement_id, version, kind, from_month, why, at, by_id, by_name)
    SELECT ${who.tenant}, id, version, 'end', from_month, ${why}, ${at}, ${who.id}, ${who.name} FROM ended`.execute(tx)
  const { rows } = await sql<EndedLine>`WITH found AS (
      SELECT l.id, l.state, e.version FROM payouts.line l
      JOIN payouts.run r ON r.tenant_id = l.tenant_id AND r.id = l.run_id
      JOIN payouts.entitlement e ON e.tenant_id = l.tenant_id AND e.id = l.entitlement_id
      WHERE l.tenant_id = ${who.tenant} AND l.entitlement_id = ANY (${rights}::uuid[]) AND ${unsent} FOR UPDATE OF l)
    UPDATE payouts.line l SET state = 'stopped', kept_back_by = f.version, right_version = f.version, reason = ${why}
    FROM found f WHERE l.tenant_id = ${who.tenant} AND l.id = f.id
    RETURNING l.id, l.run_id AS "runId", f.state AS was`.execute(tx)
  return rows
}

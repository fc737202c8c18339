import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Account, Balance, BalanceQuestion, EntryDraft, Leg, Poster, SourceLevel } from './contract.ts'

export interface NewEntry {
  readonly id: string
  readonly draft: EntryDraft
  readonly reverses: string | null
}

/** The same content always gives the same hash, whatever order the legs come in. */
export const bodyHash = ({ kind, legs, about }: EntryDraft): Buffer => {
  const lines = legs.map((leg) =>
    [leg.account, leg.programme, leg.source, leg.budgetYear, leg.householdId, leg.month, leg.amount].join('|'),
  )
  return createHash('sha256')
    .update(JSON.stringify([kind, about.kind, about.id, lines.toSorted()]))
    .digest()
}

/** One class of advisory locks per purpose; the number only has to be our own. */
const ledgerLocks = 730_501

/**
 * Who takes from household accounts does it one after the other, household by household; who takes from many holds the
 * whole ledger of the tenant. Lasts until the transaction ends.
 */
export async function lockHouseholds(tx: Tx, tenant: TenantId, households: readonly string[]): Promise<void> {
  if (households.length === 0) return
  if (households.length > lockedAloneMax) return lockWhole(tx, tenant)
  const keys = households.toSorted().map((id) => `${tenant}:${id}`)
  await sql`SELECT pg_advisory_xact_lock_shared(${ledgerLocks}, ${tenant}), (
    SELECT count(pg_advisory_xact_lock(hashtextextended(key, 0))) FROM unnest(${keys}::text[]) AS key)`.execute(tx)
}
const lockedAloneMax = 20

export async function lockWhole(tx: Tx, tenant: TenantId): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${ledgerLocks}, ${tenant})`.execute(tx)
}

export async function findByKeys(
  tx: Tx,
  tenant: TenantId,
  keys: readonly string[],
): Promise<Map<string, { id: string; bodyHash: Buffer }>> {
  const { rows } = await sql<{ key: string; id: string; bodyHash: Buffer }>`SELECT key, id, body_hash AS "bodyHash"
    FROM ledger.entry WHERE tenant_id = ${tenant} AND key = ANY (${keys}::text[])`.execute(tx)
  return new Map(rows.map(({ key, id, bodyHash: hash }) => [key, { id, bodyHash: hash }]))
}

/** Entry, legs, posted: in this order, so that posting sums what is there. Returns ids that went in. */
export async function addEntries(tx: Tx, who: Poster, entries: readonly NewEntry[], at: Date): Promise<Set<string>> {
  const heads = entries.map(({ id, draft, reverses }) => ({
    ...{ id, reverses, key: draft.key, hash: bodyHash(draft).toString('hex'), kind: draft.kind, why: draft.why },
    ...{ day: draft.on, about_kind: draft.about.kind, about_id: draft.about.id },
  }))
  const added = await sql<{ id: string }>`INSERT INTO ledger.entry
      (tenant_id, id, at, on_day, key, body_hash, kind, why, about_kind, about_id, by_id, by_name, reverses)
    SELECT ${who.tenant}, e.id, ${at}, e.day, e.key, decode(e.hash, 'hex'), e.kind, e.why, e.about_kind, e.about_id,
      ${who.id}, ${who.name}, e.reverses
    FROM jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) AS e (id uuid, day date, key text, hash text, kind text,
      why text, about_kind text, about_id text, reverses uuid)
    ON CONFLICT (tenant_id, key) DO NOTHING RETURNING id`.execute(tx)
  const ids = new Set(added.rows.map(({ id }) => id))
  const standing = entries.filter(({ id }) => ids.has(id))
  if (standing.length === 0) return ids
  await addLegs(tx, who.tenant, standing)
  await sql`INSERT INTO ledger.posted (tenant_id, entry_id, legs)
    SELECT ${who.tenant}, p.id, p.legs FROM unnest(${standing.map(({ id }) => id)}::uuid[],
      ${standing.map(({ draft }) => draft.legs.length)}::int[]) AS p (id, legs)`.execute(tx)
  await sql`INSERT INTO ledger.unsealed (tenant_id, entry_id)
    SELECT ${who.tenant}, id FROM unnest(${standing.map(({ id }) => id)}::uuid[]) AS id`.execute(tx)
  return ids
}

async function addLegs(tx: Tx, tenant: TenantId, entries: readonly NewEntry[]): Promise<void> {
  const rows = entries.flatMap(({ id, draft }) => draft.legs.map((leg, index) => ({ id, ordinal: index + 1, leg })))
  const column = <Value>(of: (row: (typeof rows)[number]) => Value): Value[] => rows.map(of)
  await sql`INSERT INTO ledger.leg
      (tenant_id, entry_id, ordinal, account, amount, programme, source, budget_year, household_id, month)
    SELECT ${tenant}, l.entry, l.ordinal, l.account, l.amount, l.programme, l.source, l.year, l.household, l.month
    FROM unnest(${column(({ id }) => id)}::uuid[], ${column(({ ordinal }) => ordinal)}::int[],
      ${column(({ leg }) => leg.account)}::text[], ${column(({ leg }) => String(leg.amount))}::bigint[],
      ${column(({ leg }) => leg.programme)}::text[], ${column(({ leg }) => leg.source)}::text[],
      ${column(({ leg }) => leg.budgetYear)}::int[], ${column(({ leg }) => leg.householdId)}::uuid[],
      ${column(({ leg }) => (leg.month === null ? null : `${leg.month}-01`))}::date[])
    AS l (entry, ordinal, account, amount, programme, source, year, household, month)`.execute(tx)
}

interface OldEntry {
  readonly kind: string
  readonly reverses: string | null
  readonly about: { readonly kind: string; readonly id: string }
  readonly legs: readonly Leg[]
}

/** By id; ids that are of no entry are left out. */
export async function findEntries(tx: Tx, tenant: TenantId, ids: readonly string[]): Promise<Map<string, OldEntry>> {
  const { rows } = await sql<Omit<OldEntry, 'legs'> & { id: string }>`SELECT id, kind, reverses,
      jsonb_build_object('kind', about_kind, 'id', about_id) AS about FROM ledger.entry
    WHERE tenant_id = ${tenant} AND id = ANY (${ids}::uuid[])`.execute(tx)
  const legs = await sql<Leg & { entryId: string }>`SELECT entry_id AS "entryId", account, amount, programme, source,
      budget_year AS "budgetYear", household_id AS "householdId", to_char(month, 'YYYY-MM') AS month
    FROM ledger.leg WHERE tenant_id = ${tenant} AND entry_id = ANY (${ids}::uuid[])
    ORDER BY entry_id, ordinal`.execute(tx)
  const of = Map.groupBy(legs.rows, ({ entryId }) => entryId)
  return new Map(
    rows.map(({ id, ...entry }) => [id, { ...entry, legs: (of.get(id) ?? []).map(({ entryId: _, ...leg }) => leg) }]),
  )
}

/** What stands in the household accounts of these households. */
export async function findHouseholdBalances(
  tx: Tx,
  tenant: TenantId,
  households: readonly string[],
): Promise<Balance[]> {
  const { rows } = await sql<Balance>`SELECT account, programme, source, budget_year AS "budgetYear",
      household_id AS "householdId", to_char(month, 'YYYY-MM') AS month, sum(amount)::bigint AS amount
    FROM ledger.leg WHERE tenant_id = ${tenant} AND household_id = ANY (${households}::uuid[])
    GROUP BY account, programme, source, budget_year, household_id, month`.execute(tx)
  return rows
}

interface BalanceRow {
  readonly account: Account
  readonly programme: string
  readonly source: SourceLevel
  readonly budgetYear: number
  readonly householdId: string | null
  readonly month: Month | null
  readonly amount: Fen
}

/** Rows of zero are left out: an account with nothing in it says nothing. */
export async function findBalances(tx: Tx, tenant: TenantId, question: BalanceQuestion): Promise<BalanceRow[]> {
  const { programme, budgetYear, source, account, householdId, month, byHousehold = false } = question
  const groups = byHousehold
    ? sql`account, programme, source, budget_year, household_id, month`
    : sql`account,
    programme, source, budget_year`
  const named = byHousehold
    ? sql`household_id AS "householdId", to_char(month, 'YYYY-MM') AS month`
    : sql`NULL::text AS "householdId", NULL::text AS month`
  const { rows } = await sql<BalanceRow>`SELECT account, programme, source, budget_year AS "budgetYear", ${named},
      sum(amount)::bigint AS amount
    FROM ledger.leg WHERE tenant_id = ${tenant}
      AND (${programme ?? null}::text IS NULL OR programme = ${programme ?? null})
      AND (${budgetYear ?? null}::int IS NULL OR budget_year = ${budgetYear ?? null})
      AND (${source ?? null}::text IS NULL OR source = ${source ?? null})
      AND (${account ?? null}::text IS NULL OR account = ${account ?? null})
      AND (${householdId ?? null}::uuid IS NULL OR household_id = ${householdId ?? null})
      AND (${month ?? null}::text IS NULL OR month = (${month ?? null}::text || '-01')::date)
    GROUP BY ${groups} HAVING sum(amount) <> 0
    ORDER BY ${groups}`.execute(tx)
  return rows
}

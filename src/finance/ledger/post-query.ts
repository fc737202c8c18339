import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { withoutCounting, type Tx } from '#platform/db/index.ts'
import { formatYuan, type Fen } from '#platform/money/index.ts'
import type { Account, Ledger, Poster } from './contract.ts'
import { accountWords } from './labels.ts'
import { findByKeys, lockWhole } from './ledger-store.ts'
import { ledgerRefusals } from './refusals.ts'

interface Sheet {
  readonly sheet: number
  readonly legs: number
  /** How far a purse of it is from zero; null when all of them close. */
  readonly off: Fen | null
  readonly programme: string
  readonly year: number
  readonly hash: string
}

/**
 * Posts legs that stand in tables already, without carrying them through the program: a run of a hundred thousand
 * households is a few statements. The rules are those of `post`, asked in SQL.
 */
export async function postQuery(
  tx: Tx,
  who: Poster,
  wish: Parameters<Ledger['postQuery']>[2],
  at: Date,
): Promise<{ entries: number; isNew: boolean }> {
  await sql`DROP TABLE IF EXISTS draft_legs`.execute(tx)
  await sql`CREATE TEMPORARY TABLE draft_legs ON COMMIT DROP AS SELECT *,
    row_number() OVER (PARTITION BY sheet ORDER BY account, household_id, month, amount)::int AS ordinal
    FROM (${wish.legs}) AS legs`.execute(tx)
  // A table this new is taken for empty, and whatever is joined to it would be read once for each of its rows.
  await sql`ANALYZE draft_legs`.execute(tx)
  const sheets = await readSheets(tx)
  if (sheets.length === 0) return { entries: 0, isNew: false }
  for (const { off, legs, programme, year } of sheets) {
    if (legs < 2) throw ledgerRefusals.oneSided()
    if (off !== null) throw ledgerRefusals.unbalanced({ programme, year, difference: formatYuan(off) })
  }
  await lockWhole(tx, who.tenant)
  const keyOf = (sheet: number): string => `${wish.key}:${sheet}`
  const known = await findByKeys(
    tx,
    who.tenant,
    sheets.map(({ sheet }) => keyOf(sheet)),
  )
  if (known.size > 0) {
    const isSame = sheets.every(({ sheet, hash }) => known.get(keyOf(sheet))?.bodyHash.toString('hex') === hash)
    if (!isSame) throw ledgerRefusals.keyTaken()
    return { entries: known.size, isNew: false }
  }
  await withoutCounting(tx, ['ledger.leg'], () => refuseOverdrawn(tx, who))
  const entries = sheets.map((one) => ({ ...one, id: uuid(), key: keyOf(one.sheet) }))
  await addAll(tx, who, { entries, wish, at })
  return { entries: entries.length, isNew: true }
}

async function readSheets(tx: Tx): Promise<Sheet[]> {
  const { rows } = await sql<Sheet>`SELECT sheet, sum(legs)::int AS legs, max(off) FILTER (WHERE off <> 0) AS off,
      min(programme) AS programme, min(budget_year) AS year,
      encode(sha256(convert_to(string_agg(body, ';' ORDER BY body), 'UTF8')), 'hex') AS hash
    FROM (SELECT sheet, programme, source, budget_year, count(*) AS legs, sum(amount)::bigint AS off,
        string_agg(concat_ws('|', account, programme, source, budget_year, household_id, month, amount), ';'
          ORDER BY ordinal) AS body
      FROM draft_legs GROUP BY sheet, programme, source, budget_year) AS purse
    GROUP BY sheet ORDER BY sheet`.execute(tx)
  return rows
}

/** @throws nothingThere for the first household account that would go below zero. */
async function refuseOverdrawn(tx: Tx, who: Poster): Promise<void> {
  const { rows } = await sql<{ account: Account; month: string; there: Fen; wanted: Fen }>`
    WITH taking AS (
      SELECT account, programme, source, budget_year, household_id, month, -sum(amount)::bigint AS wanted
      FROM draft_legs WHERE household_id IS NOT NULL
      GROUP BY account, programme, source, budget_year, household_id, month HAVING sum(amount) < 0)
    SELECT t.account, to_char(t.month, 'YYYY-MM') AS month, coalesce(sum(l.amount), 0)::bigint AS there, t.wanted
    FROM taking t
    LEFT JOIN ledger.leg l ON l.tenant_id = ${who.tenant} AND l.household_id = t.household_id AND l.month = t.month
      AND l.account = t.account AND l.programme = t.programme AND l.source = t.source
      AND l.budget_year = t.budget_year
    GROUP BY t.account, t.programme, t.source, t.budget_year, t.household_id, t.month, t.wanted
    HAVING coalesce(sum(l.amount), 0) < t.wanted LIMIT 1`.execute(tx)
  const [first] = rows
  if (!first) return
  const { account, month, there, wanted } = first
  throw ledgerRefusals.nothingThere({
    ...{ account: accountWords[account].zh, month },
    ...{ there: formatYuan(there), wanted: formatYuan(wanted) },
  })
}

async function addAll(
  tx: Tx,
  who: Poster,
  {
    entries,
    wish,
    at,
  }: {
    entries: readonly (Sheet & { id: string; key: string })[]
    wish: Parameters<Ledger['postQuery']>[2]
    at: Date
  },
): Promise<void> {
  const { kind, why, on, about } = wish
  const rows = JSON.stringify(entries.map(({ sheet, id, key, hash, legs }) => ({ sheet, id, key, hash, legs })))
  await sql`CREATE TEMPORARY TABLE IF NOT EXISTS draft_entries
    (sheet int, id uuid, key text, hash text, legs int) ON COMMIT DROP`.execute(tx)
  await sql`TRUNCATE draft_entries`.execute(tx)
  await sql`INSERT INTO draft_entries SELECT * FROM jsonb_to_recordset(${rows}::jsonb)
    AS e (sheet int, id uuid, key text, hash text, legs int)`.execute(tx)
  await sql`INSERT INTO ledger.entry
      (tenant_id, id, at, on_day, key, body_hash, kind, why, about_kind, about_id, by_id, by_name)
    SELECT ${who.tenant}, id, ${at}, ${on}::date, key, decode(hash, 'hex'), ${kind}, ${why}, ${about.kind}, ${about.id},
      ${who.id}, ${who.name} FROM draft_entries`.execute(tx)
  await sql`INSERT INTO ledger.leg
      (tenant_id, entry_id, ordinal, account, amount, programme, source, budget_year, household_id, month)
    SELECT ${who.tenant}, e.id, l.ordinal, l.account, l.amount, l.programme, l.source, l.budget_year, l.household_id,
      l.month FROM draft_legs l JOIN draft_entries e ON e.sheet = l.sheet`.execute(tx)
  await sql`INSERT INTO ledger.posted (tenant_id, entry_id, legs)
    SELECT ${who.tenant}, id, legs FROM draft_entries`.execute(tx)
  await sql`INSERT INTO ledger.unsealed (tenant_id, entry_id)
    SELECT ${who.tenant}, id FROM draft_entries`.execute(tx)
}

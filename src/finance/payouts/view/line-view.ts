import { sql, type RawBuilder } from 'kysely'
import { addMonths, type Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { Households } from '#registry/households/contract.ts'
import { openClosing, openWhy } from '../hold/hold-words.ts'
import { keptBackWords, movementWords } from '../labels.ts'
import type { RunRow } from '../run/run-store.ts'
import type { Line, LineState, Movement } from '../wire.ts'
import { whyWords } from '../written-why.ts'

interface LineRow {
  readonly id: string
  readonly runId: string
  readonly householdId: string
  readonly month: Month
  readonly kind: Line['kind']
  readonly movement: Movement
  readonly amount: Fen
  readonly deducted: Fen
  readonly before: Fen | null
  readonly why: string | null
  readonly state: LineState
  readonly bank: string | null
  readonly lastFour: string | null
  readonly holdId: string | null
  readonly holdCause: string | null
  readonly holdWhy: string | null
  readonly holdWords: Buffer | null
  /** The hold that ended the line. */
  readonly endedId: string | null
  readonly closedReason: string | null
  readonly closedWords: Buffer | null
  readonly settledOn: string | null
  readonly reason: string | null
  readonly attempt: number
  readonly keptKind: 'change' | 'end' | 'undo' | null
  readonly keptFrom: Month | null
  readonly keptFen: Fen | null
  readonly keptWhy: string | null
}

/** The account is the one the money went to, or the one it would go to now. */
const columns = sql`l.id, l.run_id AS "runId", l.household_id AS "householdId", to_char(l.month, 'YYYY-MM') AS month,
  l.kind, l.movement, l.fen AS amount, l.deducted_fen AS deducted, l.before_fen AS before, v.why, l.state, a.bank, a.last_four AS "lastFour",
  h.id AS "holdId", h.cause AS "holdCause", h.why AS "holdWhy", h.words AS "holdWords", d.id AS "endedId",
  d.closed_reason AS "closedReason", d.closed_words AS "closedWords", l.settled_on AS "settledOn", l.reason, l.attempt,
  k.kind AS "keptKind", to_char(k.from_month, 'YYYY-MM') AS "keptFrom", k.fen AS "keptFen", k.why AS "keptWhy"`
const joins = sql`LEFT JOIN payouts.entitlement_version v ON v.tenant_id = l.tenant_id
    AND v.entitlement_id = l.entitlement_id AND v.version = l.version
  LEFT JOIN payouts.entitlement_version k ON k.tenant_id = l.tenant_id
    AND k.entitlement_id = l.entitlement_id AND k.version = l.kept_back_by
  LEFT JOIN payouts.transfer t ON t.tenant_id = l.tenant_id AND t.line_id = l.id AND t.attempt = l.attempt
    AND l.state IN ('in-bank', 'paid', 'returned')
  LEFT JOIN payouts.account a ON a.tenant_id = l.tenant_id AND a.household_id = l.household_id
    AND (a.id = t.account_id OR (t.account_id IS NULL AND a.state = 'active'))
  LEFT JOIN payouts.hold d ON d.tenant_id = l.tenant_id AND d.id = l.hold_id AND l.state = 'stopped' AND d.state = 'ended'
  LEFT JOIN LATERAL (SELECT h.id, h.cause, h.why, h.words FROM payouts.hold h WHERE h.tenant_id = l.tenant_id
    AND h.household_id = l.household_id AND h.programme = l.programme AND h.state = 'open'
    AND l.state IN ('held', 'payable') ORDER BY h.at LIMIT 1) AS h ON true`

interface Needs {
  readonly households: Pick<Households, 'list'>
  readonly vault: Vault
}

export interface LineQuestion {
  readonly state?: LineState | undefined
  readonly movement?: Movement | undefined
  readonly page: number
  readonly size: number
}

/** Exceptions first: what is held or returned stands above what runs by itself. */
export async function readLines(
  tx: Tx,
  who: Caller,
  { run, question, needs }: { run: RunRow; question: LineQuestion; needs: Needs },
): Promise<{ rows: Line[]; count: number; amount: string }> {
  if (question.movement === 'left') return readLeft(tx, who, { run, question, needs })
  const { state = null, movement = null, page, size } = question
  const filter = sql`l.tenant_id = ${who.tenant} AND l.run_id = ${run.id}
    AND (${state}::text IS NULL OR l.state = ${state}) AND (${movement}::text IS NULL OR l.movement = ${movement})`
  const sums = await sql<{ count: number; amount: Fen }>`SELECT count(*)::int AS count,
      coalesce(sum(l.fen), 0)::bigint AS amount FROM payouts.line l WHERE ${filter}`.execute(tx)
  const { rows } = await sql<LineRow>`SELECT ${columns}
    FROM (SELECT * FROM payouts.line l WHERE ${filter}
      ORDER BY (l.state IN ('held', 'returned')) DESC, (l.movement <> 'same') DESC, l.household_id, l.month, l.kind
      LIMIT ${size} OFFSET ${(page - 1) * size}) AS l ${joins}
    ORDER BY (l.state IN ('held', 'returned')) DESC, (l.movement <> 'same') DESC, l.household_id, l.month, l.kind`.execute(
    tx,
  )
  const { count = 0, amount = 0n } = sums.rows[0] ?? {}
  return { rows: await withHeads(tx, who, rows, needs), count, amount: String(amount) }
}

/** More than anybody reads of one household at once; `count` is of all. */
const linesOfMax = 200

/** Payments of one household, newest first. */
export async function readLinesOf(
  tx: Tx,
  who: Caller,
  householdId: string,
  needs: Needs,
): Promise<{ readonly payments: Line[]; readonly paymentCount: number }> {
  const of = sql`l.tenant_id = ${who.tenant} AND l.household_id = ${householdId}`
  const { rows } = await sql<LineRow>`SELECT ${columns} FROM payouts.line l ${joins} WHERE ${of}
    ORDER BY l.month DESC, l.kind, l.id LIMIT ${linesOfMax}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM payouts.line l WHERE ${of}`.execute(
    tx,
  )
  return { payments: await withHeads(tx, who, rows, needs), paymentCount: counted.rows[0]?.count ?? 0 }
}

/** Who was on last month's lists and has no line for this month. */
const left = (tenant: TenantId, run: RunRow): RawBuilder<unknown> => sql`FROM payouts.line b
  WHERE b.tenant_id = ${tenant} AND b.programme = ${run.programme} AND b.kind = 'regular' AND b.state <> 'stopped'
    AND b.month = ${`${addMonths(run.month, -1)}-01`}::date
    AND NOT EXISTS (SELECT FROM payouts.line n WHERE n.tenant_id = ${tenant} AND n.entitlement_id = b.entitlement_id
      AND n.kind = 'regular' AND n.month = ${`${run.month}-01`}::date)`

export async function countLeft(tx: Tx, tenant: TenantId, run: RunRow): Promise<{ count: number; amount: string }> {
  const { rows } = await sql<{ count: number; amount: Fen }>`SELECT count(*)::int AS count,
    coalesce(sum(b.fen), 0)::bigint AS amount ${left(tenant, run)}`.execute(tx)
  return { count: rows[0]?.count ?? 0, amount: String(rows[0]?.amount ?? 0n) }
}

async function readLeft(
  tx: Tx,
  who: Caller,
  { run, question, needs }: { run: RunRow; question: LineQuestion; needs: Needs },
): Promise<{ rows: Line[]; count: number; amount: string }> {
  const { rows } = await sql<LineRow>`SELECT b.id, ${run.id} AS "runId", b.household_id AS "householdId",
      ${run.month} AS month, b.kind, 'left' AS movement, 0::bigint AS amount, 0::bigint AS deducted, b.fen AS before, v.why,
      'stopped' AS state, NULL AS bank, NULL AS "lastFour", NULL AS "holdId", NULL AS "holdCause", NULL AS "holdWhy", NULL AS "holdWords",
      NULL AS "endedId", NULL AS "closedReason", NULL AS "closedWords",
      NULL AS "settledOn", NULL AS reason, 0 AS attempt, NULL AS "keptKind", NULL AS "keptFrom",
      NULL::bigint AS "keptFen", NULL AS "keptWhy"
    FROM (SELECT * ${left(who.tenant, run)} ORDER BY b.household_id
      LIMIT ${question.size} OFFSET ${(question.page - 1) * question.size}) AS b
    LEFT JOIN LATERAL (SELECT why FROM payouts.entitlement_version v WHERE v.tenant_id = b.tenant_id
      AND v.entitlement_id = b.entitlement_id AND v.kind = 'end' ORDER BY v.version DESC LIMIT 1) AS v ON true
    ORDER BY b.household_id`.execute(tx)
  const { count } = await countLeft(tx, who.tenant, run)
  return { rows: await withHeads(tx, who, rows, needs), count, amount: '0' }
}

export interface Heads {
  readonly number: string
  readonly head: string
  readonly place: string
}

/** Numbers and masked names of the households of a page. */
export async function headsOf(
  tx: Tx,
  who: Caller,
  ids: readonly string[],
  households: Pick<Households, 'list'>,
): Promise<(id: string) => Heads> {
  const chosen = [...new Set(ids)]
  const found = new Map<string, Heads>()
  if (chosen.length > 0) {
    const { rows } = await households.list(tx, who, { ids: chosen, size: chosen.length })
    for (const { id, number, head, placeLabel } of rows) found.set(id, { number, head, place: placeLabel })
  }
  return (id) => found.get(id) ?? { number: '', head: '', place: '' }
}

async function withHeads(tx: Tx, who: Caller, rows: readonly LineRow[], { households, vault }: Needs): Promise<Line[]> {
  const ids = rows.map(({ householdId }) => householdId)
  const heads = await headsOf(tx, who, ids, households)
  const box = await vault.boxOf(who.tenant)
  return rows.map((row): Line => {
    const { id, runId, householdId, month, kind, movement, amount, before, state, attempt, bank, lastFour } = row
    const { holdId, holdCause, holdWhy, holdWords, settledOn, reason } = row
    return {
      ...{ id, runId, householdId, month, kind, movement, state, attempts: attempt },
      ...heads(householdId),
      ...{ amount: String(amount), deducted: String(row.deducted), before: before === null ? null : String(before) },
      why: movementWords(movement, { month, why: row.why }),
      account: bank === null || lastFour === null ? null : { bank, lastFour },
      hold:
        holdId === null
          ? null
          : { id: holdId, cause: holdCause ?? '', why: openWhy(box, holdId, { why: holdWhy, words: holdWords }) },
      returned: state === 'returned' && settledOn !== null ? { on: settledOn, reason: reason ?? '' } : null,
      paidOn: state === 'paid' ? settledOn : null,
      stopped: stoppedWords(row, box),
    }
  })
}

function stoppedWords(row: LineRow, box: Box): Line['stopped'] {
  const { state, endedId, keptKind, keptFrom, keptFen, keptWhy } = row
  if (state !== 'stopped') return null
  const reason = row.reason ?? (endedId === null ? null : openClosing(box, endedId, row))
  if (keptKind === null) return reason === null ? null : whyWords(reason)
  return keptBackWords({ kind: keptKind, from: keptFrom ?? '', fen: keptFen, why: keptWhy ?? '' })
}

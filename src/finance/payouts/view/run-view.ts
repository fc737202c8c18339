import { sql } from 'kysely'
import { addMonths, type Clock, type Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { sumFen, type Fen } from '#platform/money/index.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { approvePayments, makePayments } from '../access.ts'
import type { PaymentFeed } from '../contract.ts'
import { paidProgramme } from '../programmes.ts'
import { neededBy } from '../run/line-store.ts'
import { freeFor } from '../run/runs.ts'
import type { RunRow } from '../run/run-store.ts'
import { LineState, Movement, type Run, type RunCard } from '../wire.ts'
import { countLeft } from './line-view.ts'

interface StateSum {
  readonly runId: string
  readonly state: LineState
  readonly count: number
  readonly fen: Fen
  readonly lastOn: Day | null
}

async function findStates(tx: Tx, tenant: TenantId, runs: readonly string[]): Promise<StateSum[]> {
  const { rows } = await sql<StateSum>`SELECT run_id AS "runId", state, count(*)::int AS count,
      sum(fen)::bigint AS fen, max(settled_on) AS "lastOn" FROM payouts.line
    WHERE tenant_id = ${tenant} AND run_id = ANY (${runs}::uuid[]) GROUP BY run_id, state`.execute(tx)
  return rows
}

interface Needs {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly feeds: readonly PaymentFeed[]
}

const isOpen = ({ state }: RunRow): boolean => state === 'draft' || state === 'frozen'
/** Lines that a list pays, or would pay. */
const paying = new Set<LineState>(['listed', 'payable', 'in-bank', 'paid', 'returned'])

export async function readRunCards(
  tx: Tx,
  tenant: TenantId,
  runs: readonly RunRow[],
  needs: Needs,
): Promise<RunCard[]> {
  const ids = runs.map(({ id }) => id)
  const states = Map.groupBy(await findStates(tx, tenant, ids), ({ runId }) => runId)
  const cards: RunCard[] = []
  for (const run of runs) {
    const short = isOpen(run) ? sumShort(await readBudgets(tx, tenant, run, needs)) : null
    cards.push(cardOf(run, states.get(run.id) ?? [], { short, today: needs.clock.today() }))
  }
  return cards
}

function cardOf(
  run: RunRow,
  states: readonly StateSum[],
  { short, today }: { short: Fen | null; today: Day },
): RunCard {
  const { id, number, programme, month, state, dueOn } = run
  const { zh, en } = paidProgramme(programme)
  const of = (...wanted: LineState[]): StateSum[] => states.filter((one) => wanted.includes(one.state))
  const count = (list: readonly StateSum[]): number => list.reduce((sum, one) => sum + one.count, 0)
  const amount = (list: readonly StateSum[]): string => String(sumFen(list.map(({ fen }) => fen)))
  const listed = states.filter((one) => paying.has(one.state))
  const isSettled = state === 'done'
  const paidLate = of('paid').some(({ lastOn }) => lastOn !== null && lastOn > dueOn)
  return {
    ...{ id, number, programme, month, state, dueOn },
    ...{ programmeZh: zh, programmeEn: en, lines: count(listed), amount: amount(listed) },
    ...{ heldLines: count(of('held')), heldAmount: amount(of('held')) },
    ...{ paidLines: count(of('paid')), paidAmount: amount(of('paid')), returnedLines: count(of('returned')) },
    isLate: paidLate || (!isSettled && today > dueOn),
    short: short === null ? null : String(short),
  }
}

async function readBudgets(tx: Tx, tenant: TenantId, run: RunRow, { ledger }: Needs) {
  const budgets = []
  for (const needed of await neededBy(tx, tenant, run))
    budgets.push({ needed, ...(await freeFor(tx, tenant, { programme: run.programme, needed }, ledger)) })
  return budgets
}
const sumShort = (budgets: readonly { readonly short: Fen | null }[]): Fen | null => {
  const lacking = budgets.flatMap(({ short }) => (short === null ? [] : [short]))
  return lacking.length === 0 ? null : sumFen(lacking)
}

async function findPrevious(tx: Tx, tenant: TenantId, run: RunRow) {
  const { rows } = await sql<{ id: string; month: string; lines: number; fen: Fen }>`SELECT
      (array_agg(r.id ORDER BY r.sequence))[1] AS id, to_char(r.month, 'YYYY-MM') AS month, sum(r.lines)::int AS lines,
      sum(r.fen)::bigint AS fen
    FROM payouts.run r WHERE r.tenant_id = ${tenant} AND r.programme = ${run.programme}
      AND r.month = ${`${addMonths(run.month, -1)}-01`} AND r.lines IS NOT NULL GROUP BY r.month`.execute(tx)
  const [found] = rows
  return found ? { id: found.id, month: found.month, lines: found.lines, amount: String(found.fen) } : null
}

async function findMovements(tx: Tx, tenant: TenantId, run: RunRow): Promise<Run['movements']> {
  const { rows } = await sql<{ movement: Movement; count: number; fen: Fen }>`SELECT movement, count(*)::int AS count,
      sum(fen)::bigint AS fen FROM payouts.line WHERE tenant_id = ${tenant} AND run_id = ${run.id}
      AND state <> 'stopped' GROUP BY movement`.execute(tx)
  const left = await countLeft(tx, tenant, run)
  const sums = new Map<Movement, { count: number; amount: string }>([['left', left]])
  for (const { movement, count, fen } of rows) sums.set(movement, { count, amount: String(fen) })
  return filled(Movement.options, sums)
}

/** Every key stands there, also those with nothing. */
function filled<Key extends string>(
  keys: readonly Key[],
  sums: ReadonlyMap<Key, { count: number; amount: string }>,
): Record<Key, { count: number; amount: string }> {
  return Object.fromEntries(keys.map((key) => [key, sums.get(key) ?? { count: 0, amount: '0' }])) as Record<
    Key,
    { count: number; amount: string }
  >
}

async function countWithoutAccount(tx: Tx, tenant: TenantId, run: RunRow): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(DISTINCT l.household_id)::int AS count FROM payouts.line l
    WHERE l.tenant_id = ${tenant} AND l.run_id = ${run.id} AND l.state IN ('listed', 'payable', 'returned')
      AND NOT EXISTS (SELECT FROM payouts.account a WHERE a.tenant_id = ${tenant} AND a.household_id = l.household_id
        AND a.state = 'active')`.execute(tx)
  return rows[0]?.count ?? 0
}

async function countKeptBack(tx: Tx, tenant: TenantId, run: RunRow): Promise<Run['keptBack']> {
  const { rows } = await sql<{ count: number; fen: Fen }>`SELECT count(*)::int AS count,
      coalesce(sum(fen), 0)::bigint AS fen FROM payouts.line
    WHERE tenant_id = ${tenant} AND run_id = ${run.id} AND kept_back_by IS NOT NULL`.execute(tx)
  return { count: rows[0]?.count ?? 0, amount: String(rows[0]?.fen ?? 0n) }
}

async function countDeducted(tx: Tx, tenant: TenantId, run: RunRow): Promise<Run['deducted']> {
  const { rows } = await sql<{ count: number; fen: Fen }>`SELECT count(*)::int AS count,
      coalesce(sum(deducted_fen), 0)::bigint AS fen FROM payouts.line
    WHERE tenant_id = ${tenant} AND run_id = ${run.id} AND deducted_fen > 0 AND state NOT IN ('held', 'stopped')`.execute(
    tx,
  )
  return { count: rows[0]?.count ?? 0, amount: String(rows[0]?.fen ?? 0n) }
}

const by = (name: string | null, at: Date | null) =>
  name === null || at === null ? null : { name, at: at.toISOString() }

export async function readWholeRun(tx: Tx, who: Caller, run: RunRow, needs: Needs): Promise<Run> {
  const { tenant } = who
  const budgets = isOpen(run) ? await readBudgets(tx, tenant, run, needs) : []
  const states = await findStates(tx, tenant, [run.id])
  const card = cardOf(run, states, { short: sumShort(budgets), today: needs.clock.today() })
  const back = by(run.backName, run.backAt)
  const isOwn = run.madeBy === who.id || run.frozenBy === who.id
  return {
    ...card,
    madeBy: { name: run.madeName, at: run.madeAt.toISOString() },
    ...{ frozenBy: by(run.frozenName, run.frozenAt), approvedBy: by(run.approvedName, run.approvedAt) },
    sentBack: back === null ? null : { ...back, reason: run.backReason ?? '' },
    states: filled(
      LineState.options,
      new Map(states.map(({ state, count, fen }) => [state, { count, amount: String(fen) }])),
    ),
    movements: await findMovements(tx, tenant, run),
    previous: await findPrevious(tx, tenant, run),
    budgets: budgets.map(({ needed, free, short }) => ({
      ...{ source: needed.source, year: needed.year, needed: String(needed.fen), free: String(free) },
      short: short === null ? null : String(short),
    })),
    checks: needs.feeds.map(({ name, zh, en }) => {
      const asked = run.checks.find((one) => one.name === name)
      return { name, zh, en, askedAt: asked?.at ?? null, holds: asked?.holds ?? 0 }
    }),
    withoutAccount: await countWithoutAccount(tx, tenant, run),
    keptBack: await countKeptBack(tx, tenant, run),
    deducted: await countDeducted(tx, tenant, run),
    ...{
      mayCompute: who.may(makePayments) && run.state === 'draft',
      mayFreeze: who.may(makePayments) && run.state === 'draft',
    },
    ...{ mayApprove: who.may(approvePayments) && run.state === 'frozen' && !isOwn },
    maySend: who.may(makePayments) && run.state === 'approved' && states.some(({ state }) => state === 'payable'),
  }
}

import { sql, type RawBuilder } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock, Month } from '#platform/clock/index.ts'
import { yearOf } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { addFen, subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { moved, type EntryDraft, type Leg, type Ledger, type Poster, type SourceLevel } from '#finance/ledger/index.ts'
import { withdrawRefunds } from '../refund/owe.ts'
import { isOnItsWay } from '../refund/refund-store.ts'
import { dayOf, setOf, type RightMonth, type RightRow, type VersionRow } from './rights-store.ts'
import { differenceIn, type EndedArrears } from './versions.ts'

/** A right, locked, with everything that was ever said about it. */
export interface Looked {
  readonly right: RightRow
  readonly versions: readonly VersionRow[]
}

interface LinedMonth extends RightMonth {
  readonly lineId: string | null
  /** On approved lists and not kept back, plus what was corrected since, plus what goes back of what was repaid. */
  readonly fen: Fen
  readonly ended: readonly EndedArrears[]
  readonly isStopped: boolean
}

/** What approved lists gave, or will give, for each month of each right up to the last one lined. */
async function findLined(tx: Tx, tenant: TenantId, rights: readonly string[]): Promise<LinedMonth[]> {
  const { rows } =
    await sql<LinedMonth>`SELECT e.id AS "rightId", to_char(m.month, 'YYYY-MM') AS month, l.id AS "lineId",
      coalesce(l.state = 'stopped' AND l.kept_back_by IS NULL, false) AS "isStopped",
      (coalesce(CASE WHEN l.kept_back_by IS NULL THEN l.fen END, 0) + c.fen + coalesce((SELECT sum(r.fen)
        FROM payouts.refund r WHERE r.tenant_id = ${tenant} AND r.entitlement_id = e.id AND r.month = m.month
          AND r.cause = 'claim-fell' AND r.state <> 'withdrawn'), 0))::bigint AS fen, c.ended
    FROM payouts.entitlement e
    CROSS JOIN LATERAL generate_series(e.from_month::timestamp, e.lined_through::timestamp, interval '1 month') AS m (month)
    LEFT JOIN payouts.line l ON l.tenant_id = ${tenant} AND l.entitlement_id = e.id AND l.month = m.month
      AND l.kind = 'regular'
    CROSS JOIN LATERAL (SELECT
        coalesce(sum(c.fen + c.dropped_fen) FILTER (WHERE c.state IN ('waiting', 'lined', 'owed')), 0)::bigint AS fen,
        coalesce(jsonb_agg(jsonb_build_object('version', c.version, 'fen', c.fen::text))
          FILTER (WHERE c.state = 'ended'), '[]') AS ended
      FROM payouts.correction c WHERE c.tenant_id = ${tenant} AND c.entitlement_id = e.id
        AND c.month = m.month) AS c
    WHERE e.tenant_id = ${tenant} AND e.id = ANY (${rights}::uuid[])
      AND (e.origin = 'decision' OR l.id IS NOT NULL)
    ORDER BY e.id, m.month`.execute(tx)
  return rows
}

export interface MonthDifference extends RightMonth {
  readonly lineId: string | null
  /** Above zero is lacking, below zero is too much. */
  readonly difference: Fen
}

/** How far the lists are from the rights, month by month. A month, or arrears, that a person stopped stays stopped. */
export async function findDifferences(tx: Tx, tenant: TenantId, looked: readonly Looked[]): Promise<MonthDifference[]> {
  const versionsOf = new Map(looked.map(({ right, versions }) => [right.id, versions]))
  return (await findLined(tx, tenant, [...versionsOf.keys()])).flatMap(
    ({ rightId, month, lineId, fen, ended, isStopped }) => {
      const difference = differenceIn(versionsOf.get(rightId) ?? [], { month, had: fen, ended })
      return isStopped || difference === 0n ? [] : [{ rightId, month, lineId, difference }]
    },
  )
}

/**
 * Takes back what was said earlier and has not happened: arrears that wait and refunds nobody has confirmed where it is too
 * much, claims where it is too little, and claims on lines that are not with the bank. @returns the arrears that wait no more
 */
export async function withdraw(
  tx: Tx,
  who: Caller,
  { looked, unsentMonths }: { readonly looked: readonly Looked[]; readonly unsentMonths: readonly RightMonth[] },
  { ledger, audit, clock }: { ledger: Ledger; audit: Audit; clock: Clock },
): Promise<string[]> {
  const differences = await findDifferences(tx, who.tenant, looked)
  const lacking = differences.filter(({ difference }) => difference > 0n)
  const tooMuch = differences.filter(({ difference }) => difference < 0n)
  const of = (months: readonly RightMonth[]) =>
    sql`tenant_id = ${who.tenant} AND (entitlement_id, month) IN ${setOf(months)}`
  const waited = await sql<{ id: string }>`UPDATE payouts.correction SET state = 'cancelled'
    WHERE ${of(tooMuch)} AND state = 'waiting' RETURNING id`.execute(tx)
  await sql`UPDATE payouts.correction SET state = 'cancelled' WHERE ${of(unsentMonths)} AND state = 'owed'
    AND entry_id IS NULL`.execute(tx)
  await withdrawRefunds(tx, who, tooMuch, { ledger, audit, clock })
  await dropClaims(tx, who, { which: of(lacking), why: '待遇又变了' }, { ledger, clock })
  return waited.rows.map(({ id }) => id)
}

/**
 * Claims that are asked for no more, by counter-entries. One of which something was repaid keeps that, and ends with it:
 * only its rest ends here, and what came in from the family is lacking from then on: a refund.
 */
async function dropClaims(
  tx: Tx,
  who: Poster,
  { which, why }: { readonly which: RawBuilder<unknown>; readonly why: string },
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<void> {
  const whole = await sql<{ entryId: string | null }>`UPDATE payouts.correction SET state = 'cancelled'
    WHERE ${which} AND state = 'owed' AND repaid_fen = 0 AND dropped_fen = 0 RETURNING entry_id AS "entryId"`.execute(
    tx,
  )
  const entryIds = whole.rows.flatMap(({ entryId }) => entryId ?? [])
  await ledger.reverseMany(tx, who, { entryIds, why, on: clock.today() })
  const { rows: parts } = await sql<Owed>`WITH still AS (
      SELECT tenant_id, id, -fen - repaid_fen - dropped_fen AS rest FROM payouts.correction
      WHERE ${which} AND state = 'owed' AND repaid_fen + dropped_fen < -fen FOR UPDATE),
    part AS (
      UPDATE payouts.correction c SET dropped_fen = c.dropped_fen + s.rest FROM still s
      WHERE c.tenant_id = s.tenant_id AND c.id = s.id
      RETURNING c.tenant_id, c.id, c.entitlement_id, c.month, s.rest)
    SELECT p.id, e.household_id AS "householdId", e.programme, e.source, to_char(p.month, 'YYYY-MM') AS month,
      p.rest AS fen
    FROM part p JOIN payouts.entitlement e ON e.tenant_id = p.tenant_id AND e.id = p.entitlement_id
    ORDER BY p.id`.execute(tx)
  await ledger.postTogether(
    tx,
    who,
    parts.map(({ fen, ...claim }) => ({
      ...{ key: `payouts.claim-dropped:${claim.id}`, kind: 'payouts.claim-dropped', why, on: clock.today() },
      legs: moved(fen, { ...purseOf(claim), account: 'recovery' }, { account: 'paid' }),
      about: { kind: 'correction', id: claim.id },
    })),
  )
}

const purseOf = ({ programme, source, householdId, month }: Omit<Owed, 'id' | 'fen'>) => ({
  ...{ programme, source, budgetYear: yearOf(month), householdId, month },
})

/** What is lacking waits for the next list, what was too much is owed: by the version a right has now. */
export async function writeDifferences(
  tx: Tx,
  tenant: TenantId,
  { at, differences }: { at: Date; differences: readonly MonthDifference[] },
): Promise<void> {
  const column = <Value>(of: (one: MonthDifference) => Value): Value[] => differences.map(of)
  await sql`INSERT INTO payouts.correction
      (tenant_id, id, entitlement_id, version, month, fen, original_line_id, state, at)
    SELECT ${tenant}, d.id, e.id, e.version, d.month, d.fen, d.line_id,
      CASE WHEN d.fen > 0 THEN 'waiting' ELSE 'owed' END, ${at}
    FROM unnest(${column(() => uuid())}::uuid[], ${column(({ rightId }) => rightId)}::uuid[],
      ${column(({ month }) => dayOf(month))}::date[], ${column(({ difference }) => difference)}::bigint[],
      ${column(({ lineId }) => lineId)}::uuid[]) AS d (id, right_id, month, fen, line_id)
    JOIN payouts.entitlement e ON e.tenant_id = ${tenant} AND e.id = d.right_id`.execute(tx)
}

interface Owed {
  readonly id: string
  readonly householdId: string
  readonly programme: string
  readonly source: SourceLevel
  readonly month: Month
  readonly fen: Fen
}

interface ToPost extends Owed {
  /** What of the month was given back by hand: it stands in the books beside what the bank paid. */
  readonly handed: Fen
}

/**
 * Too much that was really paid becomes a claim in the ledger; before that, also while a refund of the month is on its way,
 * there is nothing to take back.
 */
export async function postOwed(
  tx: Tx,
  who: Poster,
  rights: readonly string[],
  { ledger, clock }: { ledger: Ledger; clock: Clock },
): Promise<void> {
  const { rows } = await sql<ToPost>`SELECT c.id, e.household_id AS "householdId", e.programme, e.source,
      to_char(c.month, 'YYYY-MM') AS month, -c.fen AS fen, coalesce((SELECT sum(r.fen) FROM payouts.refund r
        JOIN payouts.refund_proposal p ON p.tenant_id = r.tenant_id AND p.id = r.proposal_id AND p.way = 'hand'
        WHERE r.tenant_id = c.tenant_id AND r.entitlement_id = c.entitlement_id AND r.month = c.month
          AND r.cause = 'claim-fell' AND r.state = 'done'), 0)::bigint AS handed
    FROM payouts.correction c
    JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
    WHERE c.tenant_id = ${who.tenant} AND c.entitlement_id = ANY (${rights}::uuid[]) AND c.state = 'owed'
      AND c.entry_id IS NULL AND NOT EXISTS (SELECT FROM payouts.line l
        WHERE l.tenant_id = c.tenant_id AND l.entitlement_id = c.entitlement_id AND l.month = c.month
          AND l.kind <> 'refund' AND l.state NOT IN ('paid', 'stopped'))
      AND NOT EXISTS (SELECT FROM payouts.refund r WHERE r.tenant_id = c.tenant_id
        AND r.entitlement_id = c.entitlement_id AND r.month = c.month AND r.cause = 'claim-fell' AND ${isOnItsWay})
    ORDER BY c.id FOR UPDATE OF c`.execute(tx)
  const plain = rows.filter(({ handed }) => handed === 0n)
  const posted = await ledger.postTogether(
    tx,
    who,
    plain.map((claim) => owedEntry(claim, moved(claim.fen, paidTo(claim), { account: 'recovery' }), clock)),
  )
  const entries = plain.map(({ id }, index) => ({ id, entryId: given(posted[index], 'the entry of a claim').id }))
  for (const claim of rows.filter(({ handed }) => handed > 0n)) {
    const legs = await legsBesideHanded(tx, who.tenant, claim, ledger)
    entries.push({ id: claim.id, entryId: (await ledger.post(tx, who, owedEntry(claim, legs, clock))).id })
  }
  await sql`UPDATE payouts.correction c SET entry_id = p.entry_id
    FROM unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ entryId }) => entryId)}::uuid[])
      AS p (id, entry_id)
    WHERE c.tenant_id = ${who.tenant} AND c.id = p.id`.execute(tx)
}

const owedEntry = ({ id }: Owed, legs: Leg[], clock: Clock): EntryDraft => ({
  ...{ key: `payouts.owed:${id}`, kind: 'payouts.owed', why: '多发的，应追回', on: clock.today() },
  ...{ legs, about: { kind: 'correction', id } },
})

const paidTo = (claim: Owed) => ({ ...purseOf(claim), account: 'paid' }) as const

/** Of what the bank paid first; what is claimed beyond that was given back by hand. */
async function legsBesideHanded(tx: Tx, tenant: TenantId, claim: Owed, ledger: Ledger): Promise<Leg[]> {
  const { programme, source, householdId, month, fen } = claim
  const of = { programme, source, householdId, month, account: 'paid' } as const
  const there = (await ledger.balances(tx, tenant, of)).reduce((sum, { amount }) => addFen(sum, amount), zeroFen)
  const banked = there < fen ? there : fen
  const rest = subtractFen(fen, banked)
  return [
    ...(banked > 0n ? moved(banked, paidTo(claim), { account: 'recovery' }) : []),
    ...(rest > 0n ? moved(rest, { ...purseOf(claim), account: 'refunded' }, { account: 'recovery' }) : []),
  ]
}

/** Versions of rights, one of each. */
export interface Undone {
  readonly entitlementId: string
  readonly version: number
}

/**
 * The changes are undone, by counter-entries: what waited waits no more, what was owed is asked for no more. What a
 * family repaid meanwhile is lacking then, and goes back to it as a refund.
 */
export async function takeBack(
  tx: Tx,
  who: Poster,
  undone: readonly Undone[],
  needs: { ledger: Ledger; clock: Clock },
): Promise<void> {
  const rights = undone.map(({ entitlementId }) => entitlementId)
  const which = sql`tenant_id = ${who.tenant} AND (entitlement_id, version) IN (SELECT *
    FROM unnest(${rights}::uuid[], ${undone.map(({ version }) => version)}::int[]))`
  const { rows } = await sql<{ id: string }>`UPDATE payouts.correction SET state = 'cancelled'
    WHERE ${which} AND state IN ('waiting', 'ended') RETURNING id`.execute(tx)
  // A held line of it would otherwise come back with the next list.
  await sql`UPDATE payouts.line SET state = 'stopped', reason = '变动已撤回' WHERE tenant_id = ${who.tenant}
    AND entitlement_id = ANY (${rights}::uuid[]) AND correction_id = ANY (${rows.map(({ id }) => id)}::uuid[])
    AND state IN ('held', 'waiting')`.execute(tx)
  await dropClaims(tx, who, { which, why: '变动已撤回' }, needs)
}

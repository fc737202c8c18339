import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { fen } from '#platform/money/index.ts'
import {
  allot,
  approvedRun,
  decided,
  emptied,
  giveAccounts,
  head,
  household,
  maker,
  reviewer,
  sentAndSettled,
} from '../testing.ts'
import { payGround } from '../testing/ground.ts'

const ground = payGround()
const about = { kind: 'policy-adjustment', id: 'list-1' }

/** One right of the list, what happened to its household, and what the list says about it. */
const story = fc.record({
  isLegacy: fc.boolean(),
  /** Its line of February: with the bank and paid, come back, or not sent. */
  february: fc.constantFrom('paid', 'returned', 'payable'),
  /** A change before the list: arrears that wait, or a claim. */
  before: fc.constantFrom(null, 30_000n, 64_000n),
  held: fc.constantFrom(null, 'before-march', 'after-march'),
  isReleased: fc.boolean(),
  amount: fc.bigInt({ min: 1n, max: 90_000n }),
  from: fc.constantFrom('2026-02', '2026-03', '2026-04'),
  /** What somebody decided after the list: it stays. */
  since: fc.constantFrom(null, null, 'changed', 'ended', 'undone'),
})
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never

/** Two lists, a bank that answered for one of them, and whatever else happened to each household. */
async function told(stories: readonly Story[]): Promise<string[]> {
  await emptied(ground.database)
  const { house, inside } = ground
  const indexes = stories.map((_, index) => index + 1)
  const which = (is: (one: Story) => boolean): number[] => indexes.filter((index) => is(stories[index - 1]!))
  await inside(async (tx) => {
    await allot(tx, house.ledger, { amount: '1000000' })
    await giveAccounts(tx, house, indexes)
    for (const index of which(({ isLegacy }) => !isLegacy))
      await house.payouts.grant(tx, maker, decided(index, { from: '2026-02' }))
    const legacy = which(({ isLegacy }) => isLegacy).map((index) => ({
      ...decided(index, { from: '2026-02' }),
      source: { kind: 'legacy' as const, document: '原名册' },
    }))
    await house.payouts.adoptLegacy(tx, maker, legacy, '2026-02' as Month)
  })
  const hold = (tx: Tx, index: number) =>
    house.holds.hold(tx, reviewer, { householdId: household(index), programme: 'dibao', cause: 'office', why: '查' })
  const returned = which(({ february }) => february === 'returned')
  await inside(async (tx) => {
    for (const index of which(({ february }) => february === 'payable')) await hold(tx, index)
    const runId = await approvedRun(tx, house, '2026-02')
    await sentAndSettled(tx, house, { runId, file: 1, returned })
  })
  const rights = await Promise.all(indexes.map((index) => ground.rightOf(index)))
  await inside(async (tx) => {
    for (const [index, { before, held }] of stories.entries()) {
      if (before !== null)
        await house.payouts.change(tx, maker, {
          ...{ entitlementId: rights[index]!, rate: { per: 'month', amount: fen(before) }, from: '2026-02' as Month },
          ...{ why: '复核', decisionId: null },
        })
      if (held === 'before-march') await hold(tx, index + 1)
    }
    await approvedRun(tx, house, '2026-03')
    for (const [index, { held }] of stories.entries()) if (held === 'after-march') await hold(tx, index + 1)
  })
  await inside(async (tx) => {
    const { rows } = await sql<{ id: string; household: string }>`SELECT id, household_id AS household
      FROM payouts.hold WHERE state = 'open' ORDER BY household_id, id`.execute(tx)
    for (const { id, household: of } of rows)
      if (stories[Number(of.slice(-4)) - 1]?.isReleased) await house.holds.release(tx, head, id, '查清了')
  })
  return rights
}

type Way = 'many' | 'one by one'

async function carriedOut(way: Way, stories: readonly Story[]): Promise<unknown> {
  const rights = await told(stories)
  const { house, inside } = ground
  const changes = stories.map(({ amount, from }, index) => ({
    ...{ entitlementId: rights[index]!, rate: { per: 'month' as const, amount: fen(amount) }, from: from as Month },
  }))
  const order = { why: '调标', decisionId: 'list-1' }
  const changed = await inside(async (tx) => {
    if (way === 'many') return house.payouts.changeMany(tx, maker, { ...order, changes, about })
    const all = []
    for (const one of changes) all.push(await house.payouts.change(tx, maker, { ...order, ...one }))
    return all
  })
  const approved = await books()
  await inside(async (tx) => {
    for (const [index, { since }] of stories.entries()) {
      const wish = { entitlementId: rights[index]!, why: '又定了', decisionId: null }
      const { version } = changed[index]!
      if (since === 'undone') await house.payouts.undo(tx, maker, { ...wish, version })
      if (since === 'ended') await house.payouts.end(tx, maker, { ...wish, after: '2026-03' as Month })
      if (since === 'changed')
        await house.payouts.change(tx, maker, {
          ...{ ...wish, rate: { per: 'month', amount: fen(12_300n) }, from: '2026-03' as Month },
        })
    }
  })
  const undos = changed.map(({ id: entitlementId, version }) => ({ entitlementId, version }))
  const stayed = await inside(async (tx) => {
    if (way === 'many') {
      const outcomes = await house.payouts.undoMany(tx, maker, { undos, why: '撤回', about })
      return outcomes.map(({ isUndone }) => isUndone)
    }
    const all = []
    for (const one of undos)
      try {
        await house.payouts.undo(tx, maker, { ...one, why: '撤回' })
        all.push(true)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        all.push(false)
      }
    return all
  })
  return { approved, stayed, undone: await books() }
}

/** Everything money and rights stand on, without ids and moments. */
async function books(): Promise<unknown> {
  const read = async (query: ReturnType<typeof sql>) => (await query.execute(ground.database.owner)).rows
  return {
    ledger: await read(sql`SELECT account, source, budget_year, household_id, month::text, sum(amount)::text AS fen
      FROM ledger.leg GROUP BY 1, 2, 3, 4, 5 HAVING sum(amount) <> 0 ORDER BY 1, 2, 3, 4, 5`),
    named: await read(sql`SELECT e.kind, l.account, l.household_id, l.month::text, l.amount::text
      FROM ledger.entry e JOIN ledger.leg l ON l.entry_id = e.id
      WHERE l.household_id IS NOT NULL ORDER BY 1, 2, 3, 4, 5`),
    reserved: await read(sql`SELECT e.household_id, r.year, r.fen::text FROM payouts.reservation r
      JOIN payouts.entitlement e ON e.id = r.entitlement_id ORDER BY 1, 2`),
    lines: await read(sql`SELECT household_id, month::text, kind, fen::text, state, kept_back_by, right_version, reason
      FROM payouts.line ORDER BY 1, 2, 3, 4, 5, 6`),
    corrections: await read(sql`SELECT e.household_id, c.version, c.month::text, c.fen::text, c.dropped_fen::text,
        c.state, c.entry_id IS NULL AS unbooked, c.original_line_id IS NULL AS unlined FROM payouts.correction c
      JOIN payouts.entitlement e ON e.id = c.entitlement_id ORDER BY 1, 2, 3, 4, 5, 6, 7`),
    versions: await read(sql`SELECT e.household_id, e.stops_month::text, v.version, v.kind, v.fen::text,
        v.from_month::text, v.why, v.decision_id, v.undoes, v.by_name FROM payouts.entitlement_version v
      JOIN payouts.entitlement e ON e.id = v.entitlement_id ORDER BY 1, 3`),
    audit: await read(sql`SELECT action, about_id, purpose, actor_name, count(*)::int FROM audit.entry
      WHERE about_kind = 'household' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`),
  }
}

describe('一份名单一次办', () => {
  it('和一份一份办的一样：台账、名单、应补应追、预留、版本、审计，分毫不差', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: 2, maxLength: 7 }), async (stories) => {
        await sql`TRUNCATE audit.entry, audit.unsealed`.execute(ground.database.owner)
        const single = await carriedOut('one by one', stories)
        await sql`TRUNCATE audit.entry, audit.unsealed`.execute(ground.database.owner)
        expect(await carriedOut('many', stories)).toEqual(single)
      }),
      { numRuns: 6 },
    )
  }, 180_000)

  it('有一份办不成，一份都不办', async () => {
    await ground.ready([1, 2])
    await ground.inside((tx) => approvedRun(tx, ground.house, '2026-03'))
    await ground.end(2, '2026-03')
    const before = await books()
    const rights = await Promise.all([1, 2].map((index) => ground.rightOf(index)))
    const changes = rights.map((entitlementId) => ({
      ...{ entitlementId, rate: { per: 'month' as const, amount: fen(60_000n) }, from: '2026-04' as Month },
    }))
    const wish = { changes, why: '调标', decisionId: 'list-1', about }
    await expect(ground.inside((tx) => ground.house.payouts.changeMany(tx, maker, wish))).rejects.toThrow('2026')
    expect(await books()).toEqual(before)
  })

  it('同一份名单再来一次，什么都不多', async () => {
    await ground.ready([1, 2])
    await ground.inside((tx) => approvedRun(tx, ground.house, '2026-03'))
    const rights = await Promise.all([1, 2].map((index) => ground.rightOf(index)))
    const changes = rights.map((entitlementId) => ({
      ...{ entitlementId, rate: { per: 'month' as const, amount: fen(60_000n) }, from: '2026-03' as Month },
    }))
    const wish = { changes, why: '调标', decisionId: 'list-1', about }
    const order = (from: number) =>
      ground.inside((tx) =>
        ground.house.payouts.changeMany(tx, maker, {
          ...{ ...wish, changes: from === 1 ? changes : changes.toReversed() },
        }),
      )
    // At once, on two connections, the rights named in opposite order: neither waits for ever.
    await Promise.all([order(1), order(2)])
    const once = await books()
    await order(1)
    expect(await books()).toEqual(once)
    const undos = rights.map((entitlementId) => ({ entitlementId, version: 2 }))
    const undo = (of: typeof undos) =>
      ground.inside((tx) => ground.house.payouts.undoMany(tx, maker, { undos: of, why: '撤回', about }))
    const outcomes = await Promise.all([undo(undos), undo(undos.toReversed())])
    expect(outcomes.flat().map(({ isUndone, right }) => [isUndone, right.version])).toEqual(
      Array.from({ length: 4 }, () => [true, 3]),
    )
  })
})

import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { day } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import { payoutChecks } from '../checks.ts'
import { payoutSection } from '../file-section.ts'
import { payoutTimeline } from '../household-timeline.ts'
import { approvedRun, county, head, household, reviewer } from '../testing.ts'
import { payGround } from '../testing/ground.ts'
import { readHouseholdMoney } from '../view/household-view.ts'
import { sealHoldWords } from './seal-words.ts'

const ground = payGround()
const { inside, ready } = ground
const households = { list: () => Promise.resolve({ rows: [], count: 0, members: 0, paidNow: fen(0) }) }
const canary = '金丝雀：儿子欠债跑了'
const closing = '金丝雀：查过，人都在'
const wish = (why = canary, index = 1) =>
  ({ householdId: household(index), programme: 'dibao', cause: 'office', why }) as const
const hold = (one = wish()): Promise<string> => inside((tx) => ground.house.holds.hold(tx, reviewer, one))
const end = (id: string): Promise<string> => inside((tx) => ground.house.holds.end(tx, head, id, closing))

/** Everything that is written, but the audit, whose values are sealed by its own. */
const written = async (): Promise<string> => {
  const tables = ['payouts.hold', 'payouts.line', 'ledger.entry']
  const texts = await Promise.all(
    tables.map((table) =>
      sql<{
        text: string | null
      }>`SELECT string_agg(row_to_json(t)::text, ' ') AS text FROM ${sql.table(table)} t`.execute(
        ground.database.owner,
      ),
    ),
  )
  return texts.map(({ rows }) => rows[0]?.text ?? '').join(' ')
}
/** Why, wherever it is read: the list of holds and lines, the payments, the file, the timeline. */
const read = () =>
  inside(async (tx) => {
    const needs = { vault: ground.vault, households }
    const money = await readHouseholdMoney(tx, head, household(1), needs)
    const section = await payoutSection(needs).read(tx, head, household(1), {} as never)
    return JSON.stringify(
      [
        money,
        section,
        await payoutTimeline(needs).entriesOf(tx, head, household(1)),
        await ground.house.payouts.paymentsOf(tx, county, household(1)),
      ],
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    )
  })
const failing = async (): Promise<string[]> =>
  (await runChecks(ground.database.db, payoutChecks, { tenants: [county], today: day('2026-03-05') }))
    .filter(({ offenders }) => offenders.length > 0)
    .map(({ name }) => name)

describe('为什么暂缓、为什么不发', () => {
  it('库里读不到，该看的地方都看得到', async () => {
    await ready([1, 2])
    await hold()
    await inside((tx) => approvedRun(tx, ground.house, '2026-03'))
    expect(await read()).toContain(canary)
    expect(await written()).not.toContain('金丝雀')
    const [open] = (await sql<{ id: string }>`SELECT id FROM payouts.hold`.execute(ground.database.owner)).rows
    await end(open?.id ?? '')
    const told = await read()
    expect(told.split(closing).length).toBeGreaterThan(3)
    expect(await written()).not.toContain('金丝雀')
    expect(await failing()).toEqual([])
  })

  it('批准以后不发的那一行，也从暂缓那里说为什么', async () => {
    await ready([1])
    await inside((tx) => approvedRun(tx, ground.house, '2026-03'))
    await end(await hold())
    const { rows } = await inside((tx) => payoutSection(ground).read(tx, head, household(1), {} as never))
    expect(rows[0]?.at(-1)).toEqual({ kind: 'text', zh: closing, en: closing })
    expect(await written()).not.toContain('金丝雀')
  })

  it('同一户同一句话两次是一个，同时说也是一个；别的话、别的户是另一个，摘要不一样', async () => {
    await ready([1, 2])
    const [one, again] = await Promise.all([hold(), hold()])
    expect(again).toBe(one)
    expect(await hold()).toBe(one)
    expect(await hold(wish('另一件事'))).not.toBe(one)
    expect(await hold(wish(canary, 2))).not.toBe(one)
    const { rows } = await sql<{ digests: number }>`SELECT count(DISTINCT why_digest)::int AS digests
      FROM payouts.hold`.execute(ground.database.owner)
    expect(rows).toEqual([{ digests: 3 }])
  })

  it('从前明着写的，照原样封起来，那一行也不再重说；再跑一遍什么也不动；封完以后同一句话还是一个', async () => {
    await ready([1])
    await inside((tx) => approvedRun(tx, ground.house, '2026-03'))
    const ended = await end(await hold())
    const open = await hold(wish('还在查'))
    await sql`UPDATE payouts.hold SET words = NULL, why_digest = NULL, closed_words = NULL, why = '从前的原因',
      closed_reason = '从前的结论' WHERE id = ${ended}`.execute(ground.database.owner)
    await sql`UPDATE payouts.hold SET words = NULL, why_digest = NULL, why = '还在查' WHERE id = ${open}`.execute(
      ground.database.owner,
    )
    await sql`UPDATE payouts.line SET hold_id = NULL, reason = '从前的结论'`.execute(ground.database.owner)
    expect(await hold(wish('还在查'))).toBe(open)
    const before = await read()
    expect(await failing()).toEqual(['payouts.words-are-sealed'])
    const needs = { db: ground.database.db, vault: ground.vault }
    const both = await Promise.all([1, 2].map(() => sealHoldWords(needs, county)))
    expect(both.reduce((sum, one) => sum + one, 0)).toBe(2)
    expect(await written()).not.toMatch(/从前的|还在查/)
    expect(await read()).toBe(before)
    expect(await sealHoldWords(needs, county)).toBe(0)
    expect(await failing()).toEqual([])
    expect(await hold(wish('还在查'))).toBe(open)
  })
})

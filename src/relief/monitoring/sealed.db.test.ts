import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { month } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { monitoringChecks } from './checks.ts'
import { adoptLookedAt } from './looked-at.ts'
import { reviewTimeline } from './on-file.ts'
import { sealWords } from './seal-words.ts'
import { county, monitoringOn, monitoringVault, reviewer, townClerk, type House } from './testing.ts'

const database = testDatabase()
let vault: Vault
let march: House

beforeAll(async () => {
  vault = await monitoringVault(database.db)
  march = await monitoringOn(database.db, vault, '2026-03-02')
}, 60_000)
afterAll(() => march.close())

const act = <Result>(who: typeof reviewer, work: Parameters<typeof who.transaction<Result>>[1]): Promise<Result> =>
  who.transaction(database.db, work)
/** Everything the two tables and the audit hold, as text. */
const written = async (): Promise<string> => {
  const { rows } = await sql<{ text: string }>`SELECT to_jsonb(r)::text AS text FROM monitoring.review r
    UNION ALL SELECT to_jsonb(v)::text FROM monitoring.views v
    UNION ALL SELECT to_jsonb(e)::text FROM audit.entry e`.execute(database.owner)
  return rows.map(({ text }) => text).join('\n')
}
const failing = async () =>
  (await runChecks(database.db, monitoringChecks, { tenants: [county], today: march.clock.today() }))
    .filter(({ holds }) => !holds)
    .map(({ name }) => name)

/** Proposed, heard and approved, each with words nobody else would write. */
async function adjusted(number: string) {
  const { householdId } = await march.admit(number, 20_000n, 71_000n)
  await march.run()
  const of = () => act(reviewer, (tx) => march.monitoring.ofHousehold(tx, reviewer, householdId))
  const [open] = await of()
  const on = { id: open!.id, version: open!.version }
  await act(townClerk, (tx) =>
    march.monitoring.propose(tx, townClerk, on, {
      ...{ kind: 'cut', amount: fen(61_000n), from: month('2026-04'), why: '金丝雀理由：儿子住院' },
    }),
  )
  await act(townClerk, (tx) =>
    march.monitoring.hear(tx, townClerk, on.id, { outcome: 'objected', says: '金丝雀的话：看病还要钱' }),
  )
  await act(reviewer, (tx) => march.monitoring.approve(tx, reviewer, { ...on, version: on.version + 1 }))
  return { householdId, id: on.id }
}

describe('写的话封存着', () => {
  it('理由、家里的话在库里看不见，在页面、经过、决定书里照样看得到', async () => {
    const { householdId, id } = await adjusted('S-1')
    expect(await written()).not.toContain('金丝雀')
    const { review, views } = await act(reviewer, (tx) => march.monitoring.get(tx, reviewer, id))
    expect([review.proposal?.why, review.closedReason, views[0]!.says]).toEqual([
      ...['金丝雀理由：儿子住院', '金丝雀理由：儿子住院', '金丝雀的话：看病还要钱'],
    ])
    const entries = await act(reviewer, (tx) => reviewTimeline({ vault }).entriesOf(tx, reviewer, householdId))
    expect(entries.map(({ why }) => why)).toContain('金丝雀理由：儿子住院')
    expect((await march.letter(id)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await failing()).toEqual([])
  })

  it('从前明着写的，照原样封起来；再跑一遍什么也不动；封完以前，检查说得出来', async () => {
    const { id } = await adjusted('S-2')
    await sql`UPDATE monitoring.review SET closing_words = NULL, proposal_words = NULL, closed_reason = '从前的结论',
      proposal = proposal || '{"why": "从前的理由"}'::jsonb WHERE id = ${id}`.execute(database.owner)
    await sql`UPDATE monitoring.views SET words = NULL, says = '从前的话' WHERE review_id = ${id}`.execute(
      database.owner,
    )
    const read = async () => {
      const { review, views } = await act(reviewer, (tx) => march.monitoring.get(tx, reviewer, id))
      return [review.proposal?.why, review.closedReason, views[0]!.says]
    }
    expect(await read()).toEqual(['从前的理由', '从前的结论', '从前的话'])
    expect(await failing()).toEqual(['monitoring.words-are-sealed'])
    const both = await Promise.all([1, 2].map(() => sealWords({ db: database.db, vault }, county)))
    expect(both.reduce((sum, one) => sum + one, 0)).toBe(2)
    expect(await written()).not.toContain('从前的')
    expect(await read()).toEqual(['从前的理由', '从前的结论', '从前的话'])
    expect(await sealWords({ db: database.db, vault }, county)).toBe(0)
    expect(await failing()).toEqual([])
  })

  it('随原有档案带进来的复核日，说明也封着', async () => {
    const { householdId } = await march.admit('S-3', 10_000n, 71_000n)
    const [right] = await act(reviewer, (tx) => march.payouts.ofHousehold(tx, county, householdId))
    await sql`DELETE FROM monitoring.views`.execute(database.owner)
    await sql`DELETE FROM monitoring.review`.execute(database.owner)
    const look = {
      ...{
        placeId: march.placeId,
        householdId,
        programme: 'dibao',
        entitlementId: right!.id,
        paid: right!.rate.amount,
      },
      on: march.clock.today(),
    }
    await act(reviewer, async (tx) =>
      adoptLookedAt(tx, await vault.boxOf(county), reviewer, [look], '金丝雀：原有档案'),
    )
    expect(await written()).not.toContain('金丝雀')
    const [kept] = await act(reviewer, (tx) => march.monitoring.ofHousehold(tx, reviewer, householdId))
    expect(kept).toMatchObject({ state: 'dismissed', closedReason: '金丝雀：原有档案' })
  })
})

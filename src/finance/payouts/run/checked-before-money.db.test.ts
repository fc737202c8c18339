import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Month } from '#platform/clock/index.ts'
import type { PaymentFeed } from '../contract.ts'
import { openClosing } from '../hold/hold-words.ts'
import { county, head, household, linesOf, maker, reviewer, sentAndSettled } from '../testing.ts'
import { payGround } from '../testing/ground.ts'

const ground = payGround()
const { inside } = ground
const numbers = Array.from({ length: 100 }, (_, index) => index + 1)
const march = { programme: 'dibao', month: '2026-03' as Month }

interface Ended {
  readonly id: string
  readonly household: string
  readonly line: string
  readonly state: string
  readonly words: Buffer
}

const feed = (index: number, cause: 'death' | 'signal', evidence: Readonly<Record<string, string>>): PaymentFeed => ({
  ...{ name: `feed-${cause}`, zh: cause, en: cause },
  check: (_tx, _tenant, { householdIds }) =>
    Promise.resolve(
      householdIds.includes(household(index))
        ? [{ householdId: household(index), programme: 'dibao', cause, why: '比中一条记录', evidence }]
        : [],
    ),
})

describe('AC-033 钱走以前先核对名单', () => {
  it('一百人里一人在死亡名册、一人在财政供养名册：两人连着记录暂缓，九十八人放行', async () => {
    await ground.ready(numbers)
    const death = { register: '殡葬（合成）', number: 'S-3', diedOn: '2026-02-27' }
    const payroll = { register: '财政供养（合成）', number: 'C-5' }
    const careful = ground.at('2026-03-05T10:00:00+08:00', [feed(3, 'death', death), feed(5, 'signal', payroll)])
    const runId = await inside((tx) => careful.runs.make(tx, maker, march))
    const states = async () => Object.groupBy(await inside((tx) => linesOf(tx, runId)), ({ state }) => state)
    expect((await states())['listed']).toHaveLength(98)
    expect((await states())['held']?.map((line) => line.household)).toEqual([household(3), household(5)])
    const { rows: holds } = await sql<{ household: string; cause: string; evidence: object }>`SELECT
      household_id AS household, cause, evidence FROM payouts.hold ORDER BY cause`.execute(ground.database.owner)
    expect(holds).toEqual([
      { household: household(3), cause: 'death', evidence: death },
      { household: household(5), cause: 'signal', evidence: payroll },
    ])

    // Nothing goes out before a second person has approved, and never by the maker's own hand.
    const toSend = () => inside((tx) => careful.desk.linesToSend(tx, maker, runId))
    expect((await toSend()).lines).toEqual([])
    await inside((tx) => careful.runs.freeze(tx, maker, runId))
    await expect(inside((tx) => careful.runs.approve(tx, maker, runId))).rejects.toThrow('不能自己批')
    expect((await toSend()).lines).toEqual([])
    await inside((tx) => careful.runs.approve(tx, head, runId))
    expect((await toSend()).lines).toHaveLength(98)
    await inside((tx) => sentAndSettled(tx, careful, { runId, file: 1 }))

    // Each held line ends, one stopped and one paid later, each with the reason somebody wrote.
    const { rows: open } = await sql<{ id: string }>`SELECT id FROM payouts.hold ORDER BY cause`.execute(
      ground.database.owner,
    )
    await inside((tx) => careful.holds.end(tx, reviewer, open[0]!.id, '核实去世，三月不发'))
    await inside((tx) => careful.holds.release(tx, reviewer, open[1]!.id, '同名，不是同一个人'))
    const later = await inside((tx) => careful.runs.make(tx, maker, march))
    await inside((tx) => careful.runs.freeze(tx, maker, later))
    await inside((tx) => careful.runs.approve(tx, head, later))
    await inside((tx) => sentAndSettled(tx, careful, { runId: later, file: 2 }))
    const { rows: ends } = await sql<Ended>`SELECT
        h.id, h.household_id AS household, h.state, h.closed_words AS words, l.state AS line
      FROM payouts.hold h JOIN payouts.line l ON l.household_id = h.household_id ORDER BY h.cause`.execute(
      ground.database.owner,
    )
    const box = await ground.vault.boxOf(county)
    const told = ends.map(({ id, words, ...end }) => ({
      ...end,
      why: openClosing(box, id, { closedReason: null, closedWords: words }),
    }))
    expect(told).toEqual([
      { household: household(3), state: 'ended', why: '核实去世，三月不发', line: 'stopped' },
      { household: household(5), state: 'released', why: '同名，不是同一个人', line: 'paid' },
    ])
    expect((await ground.sums())['paid 2026']).toBe(99n * 50_000n)
  })
})

import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { addMonths, day, type Month } from '#platform/clock/index.ts'
import { runChecks } from '#platform/checks/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { fen } from '#platform/money/index.ts'
import { ledgerChecks } from '#finance/ledger/index.ts'
import { payoutChecks } from './checks.ts'
import {
  allot,
  county,
  decided,
  emptied,
  giveAccounts,
  head,
  household,
  maker,
  reviewer,
  type TestHouse,
} from './testing.ts'
import { payGround } from './testing/ground.ts'

const ground = payGround()
const families = [1, 2] as const

/** Everything that people, feeds and the bank do to a month's money, in any order. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('list' as const), ahead: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('file' as const),
      /** What the bank answers to each line in turn; what is left out stays with the bank. */
      answers: fc.array(fc.constantFrom('paid', 'returned', 'silent'), { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer-late' as const), isPaid: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      who: fc.constantFrom(...families),
      amount: fc.integer({ min: 1, max: 90_000 }),
      back: fc.integer({ min: 0, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      who: fc.constantFrom(...families),
      back: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), who: fc.constantFrom(...families) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('hold' as const), who: fc.constantFrom(...families) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release' as const), which: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end-hold' as const), which: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('account' as const), who: fc.constantFrom(...families) }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** What a run of steps carries along. */
interface Walk {
  month: Month
  serial: number
}

const idsOf = async (query: ReturnType<typeof sql<{ id: string }>>): Promise<string[]> =>
  (await query.execute(ground.database.owner)).rows.map(({ id }) => id)
const nth = (ids: readonly string[], index: number): string | undefined => ids[index % (ids.length || 1)]

async function take(tx: Tx, house: TestHouse, walk: Walk, one: Step): Promise<void> {
  walk.serial += 1
  if (one.kind === 'list') {
    if (one.ahead) walk.month = addMonths(walk.month, 1)
    const then = ground.at(`${walk.month}-05T10:00:00+08:00`)
    const id = await then.runs.make(tx, maker, { programme: 'dibao', month: walk.month })
    await then.runs.freeze(tx, maker, id)
    await then.runs.approve(tx, head, id)
  } else if (one.kind === 'file') await sendAndAnswer(tx, house, walk, one.answers)
  else if (one.kind === 'answer-late') await answerLate(tx, house, one.isPaid)
  else if (one.kind === 'hold') {
    const wish = { householdId: household(one.who), programme: 'dibao', why: '查一下' } as const
    await house.holds.hold(tx, reviewer, { ...wish, cause: walk.serial % 2 === 0 ? 'office' : 'death' })
  } else if (one.kind === 'release' || one.kind === 'end-hold') {
    const id = nth(await idsOf(sql`SELECT id FROM payouts.hold WHERE state = 'open' ORDER BY id`), one.which)
    if (id !== undefined) await house.holds[one.kind === 'release' ? 'release' : 'end'](tx, head, id, '查清了')
  } else if (one.kind === 'account') {
    const number = `62000000${String(walk.serial).padStart(8, '0')}`
    const draft = {
      householdId: household(one.who),
      placeId: 11 as never,
      holder: '居民甲',
      bank: '合成银行',
      why: '换',
    }
    const id = await house.accounts.propose(tx, maker, { ...draft, number })
    await house.accounts.approve(tx, head, { id, number })
  } else await changeRight(tx, house, walk, one)
}

async function changeRight(
  tx: Tx,
  house: TestHouse,
  walk: Walk,
  one: Extract<Step, { kind: 'change' | 'end' | 'undo' }>,
): Promise<void> {
  const [right] = await house.payouts.ofHousehold(tx, county, household(one.who))
  const about = { entitlementId: right?.id ?? '', why: `第 ${walk.serial} 步`, decisionId: null }
  if (one.kind === 'undo') {
    const { rows } = await sql<{ version: number }>`SELECT version FROM payouts.entitlement
      WHERE id = ${about.entitlementId}`.execute(tx)
    for (let version = rows[0]?.version ?? 1; version > 1; version -= 1)
      try {
        await house.payouts.undo(tx, maker, { ...about, version })
        return
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
      }
    return
  }
  const from = addMonths(walk.month, -one.back)
  if (one.kind === 'end') await house.payouts.end(tx, maker, { ...about, after: addMonths(from, -1) })
  else await house.payouts.change(tx, maker, { ...about, from, rate: { per: 'month', amount: fen(one.amount) } })
}

async function sendAndAnswer(
  tx: Tx,
  house: TestHouse,
  walk: Walk,
  answers: readonly ('paid' | 'returned' | 'silent')[],
): Promise<void> {
  for (const runId of await idsOf(sql`SELECT id FROM payouts.run WHERE state = 'approved' ORDER BY number`)) {
    const { lines } = await house.desk.linesToSend(tx, maker, runId)
    if (lines.length === 0) continue
    walk.serial += 1
    const fileId = household(800_000 + walk.serial)
    await house.desk.send(tx, maker, { runId, fileId, lines })
    const results = lines.flatMap(({ id }, index) => {
      const outcome = answers[index % answers.length] ?? 'silent'
      const reason = outcome === 'returned' ? '账号不存在' : null
      return outcome === 'silent' ? [] : [{ lineId: id, outcome, on: day('2026-03-09'), reason }]
    })
    await house.desk.settle(tx, maker, { fileId, results })
  }
}

async function answerLate(tx: Tx, house: TestHouse, isPaid: boolean): Promise<void> {
  const { rows } = await sql<{ lineId: string; fileId: string }>`SELECT line_id AS "lineId", file_id AS "fileId"
    FROM payouts.transfer WHERE state = 'in-bank' ORDER BY line_id LIMIT 1`.execute(tx)
  const [late] = rows
  if (!late) return
  const outcome = isPaid ? ('paid' as const) : ('returned' as const)
  const result = { lineId: late.lineId, outcome, on: day('2026-03-09'), reason: isPaid ? null : '销户' }
  await house.desk.settle(tx, maker, { fileId: late.fileId, results: [result] })
}

/** Money of both families month by month: what the right gives beside what lists, bank and claims say. */
async function holds(walk: Walk): Promise<void> {
  const asked = { tenants: [county], today: day('2026-03-05') }
  for (const { name, offenders } of await runChecks(ground.database.db, [...ledgerChecks, ...payoutChecks], asked))
    expect([name, offenders]).toEqual([name, []])
  const { rows } = await sql<{ off: bigint; twice: number; negative: number }>`SELECT
    (SELECT coalesce(sum(amount), 0)::bigint FROM ledger.leg) AS off,
    (SELECT count(*)::int FROM (SELECT FROM payouts.transfer WHERE state = 'paid' GROUP BY line_id
      HAVING count(*) > 1) AS t) AS twice,
    (SELECT count(*)::int FROM (SELECT FROM ledger.leg WHERE household_id IS NOT NULL
      GROUP BY household_id, month, account HAVING sum(amount) < 0) AS n) AS negative`.execute(ground.database.owner)
  expect([walk.serial, rows[0]]).toEqual([walk.serial, { off: 0n, twice: 0, negative: 0 }])
}

/** When every hold is released and every list is made, sent and paid, each month has had exactly what its right gives. */
async function settled(house: TestHouse, walk: Walk): Promise<void> {
  const inside = ground.inside
  for (const id of await idsOf(sql`SELECT id FROM payouts.hold WHERE state = 'open'`))
    await inside((tx) => house.holds.release(tx, head, id, '都查清了'))
  for (let round = 0; round < 4; round += 1) {
    for (const who of families) await inside((tx) => take(tx, house, walk, { kind: 'account', who }))
    while ((await idsOf(sql`SELECT line_id AS id FROM payouts.transfer WHERE state = 'in-bank'`)).length > 0)
      await inside((tx) => answerLate(tx, house, true))
    await inside((tx) => take(tx, house, walk, { kind: 'list', ahead: false })).catch(refused)
    await inside((tx) => sendAndAnswer(tx, house, walk, ['paid']))
  }
  await holds(walk)
  const { rows } = await sql<{ household: string; month: string; had: bigint; due: bigint }>`
    WITH said AS (SELECT * FROM payouts.entitlement_version v WHERE v.kind <> 'undo'
      AND NOT EXISTS (SELECT FROM payouts.entitlement_version u
        WHERE u.entitlement_id = v.entitlement_id AND u.undoes = v.version))
    SELECT e.household_id AS household, to_char(m.month, 'YYYY-MM') AS month,
      coalesce((SELECT sum(amount) FROM ledger.leg l WHERE l.account = 'paid' AND l.household_id = e.household_id
        AND l.month = m.month), 0)::bigint AS had,
      -- What was said last about the end counts; a new amount moves no end.
      CASE WHEN m.month >= (SELECT v.from_month FROM said v WHERE v.entitlement_id = e.id AND v.kind = 'end'
        ORDER BY v.version DESC LIMIT 1) THEN 0::bigint
      ELSE coalesce((SELECT payouts.month_fen(v.per, v.fen, v.from_month, m.month::date) FROM said v
        WHERE v.entitlement_id = e.id AND v.kind <> 'end' AND v.from_month <= m.month
        ORDER BY v.version DESC LIMIT 1), 0)::bigint END AS due
    FROM payouts.entitlement e CROSS JOIN LATERAL generate_series(e.from_month::timestamp,
      (SELECT max(month) FROM payouts.run)::timestamp, interval '1 month') AS m (month)
    WHERE NOT EXISTS (SELECT FROM payouts.hold h WHERE h.household_id = e.household_id AND h.state = 'ended')`.execute(
    ground.database.owner,
  )
  for (const { household: id, month, had, due } of rows) expect([id, month, had]).toEqual([id, month, due])
}

const refused = (error: unknown): void => {
  if (!(error instanceof Refusal)) throw error
}

describe('任意顺序', () => {
  it('名单、暂缓、退回、补发、改待遇怎么排都行：每一步相加为零、三本账一样、没有付两次；全部了结时每一户每个月正好是该得的', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (steps) => {
        await emptied(ground.database)
        const { house } = ground
        const walk: Walk = { month: '2026-02' as Month, serial: 0 }
        await ground.inside(async (tx) => {
          await allot(tx, house.ledger, { amount: '1000000' })
          for (const index of families) await house.payouts.grant(tx, maker, decided(index, { from: '2026-02' }))
          await giveAccounts(tx, house, families)
        })
        for (const one of steps) {
          await ground.inside((tx) => take(tx, house, walk, one)).catch(refused)
          await holds(walk)
        }
        await settled(house, walk)
      }),
      { numRuns: 12 },
    )
  }, 180_000)
})

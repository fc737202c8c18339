import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { addMonths, day, type Month } from '#platform/clock/index.ts'
import { runChecks } from '#platform/checks/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { fen } from '#platform/money/index.ts'
import { ledgerChecks } from '#finance/ledger/index.ts'
import { readClaims } from '../asked/asked-view.ts'
import { payoutChecks } from '../checks.ts'
import { approvedRun, county, emptied, head, household, maker, reviewer, sentAndSettled } from '../testing.ts'
import { payGround } from '../testing/ground.ts'
import { readRefunds } from '../refund/refund-view.ts'
import { readHouseholdMoney } from '../view/household-view.ts'

const ground = payGround()
const { inside, sums, ready, change, undo, end, lines } = ground
const everything = { show: 'all', page: 1, size: 100 } as const
const households = { list: () => Promise.resolve({ rows: [], count: 0, members: 0, paidNow: fen(0) }) }

const query = async <Row>(text: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await text.execute(ground.database.owner)).rows
const claimsListed = async () =>
  (await inside((tx) => readClaims(tx, head, everything, { households, clock: ground.house.clock }))).rows
const summed = (rows: readonly { month: string; amount: string }[]): Record<string, bigint> => {
  const sum: Record<string, bigint> = {}
  for (const { month, amount } of rows) if (amount !== '0') sum[month] = (sum[month] ?? 0n) + BigInt(amount)
  return sum
}
/** What is asked of the family, month by month: in the list, on the household's page, in the ledger. */
const asked = async () => {
  const page = await inside((tx) => readHouseholdMoney(tx, head, household(1), { vault: ground.vault, households }))
  const book = await query(sql<{ month: string; amount: string }>`SELECT to_char(month, 'YYYY-MM') AS month,
    sum(amount)::text AS amount FROM ledger.leg WHERE account = 'recovery' GROUP BY month`)
  return {
    list: summed((await claimsListed()).map(({ month, left }) => ({ month, amount: left }))),
    page: summed(page.recoveries),
    book: summed(book),
  }
}
const repay = async (amount: number | 'half' | 'all', receipt: string): Promise<void> => {
  const claim = (await claimsListed()).find(({ left }) => left !== '0')
  if (!claim) return
  const left = Number(claim.left)
  const wanted = amount === 'all' ? left : amount === 'half' ? Math.ceil(left / 2) : Math.min(amount, left)
  const wish = { claimId: claim.id, amount: fen(wanted), receipt, on: day('2026-03-05') }
  const id = await inside((tx) => ground.house.asked.recordRepayment(tx, maker, wish))
  await inside((tx) => ground.house.asked.confirm(tx, head, id))
}
/** Everything that is open goes back: by the bank with the next list, or was paid by hand. */
const refundAll = async (way: 'bank' | 'hand' = 'bank', voucher = '凭证 1'): Promise<void> => {
  const { rows } = await inside((tx) =>
    readRefunds(
      tx,
      head,
      { show: 'open', page: 1, size: 20 },
      { households, clock: ground.house.clock, vault: ground.vault },
    ),
  )
  for (const { householdId, programme, openAmount } of rows.filter((row) => row.openAmount !== '0')) {
    const wish = { householdId, programme, amount: fen(BigInt(openAmount)) }
    const id = await inside((tx) =>
      way === 'bank'
        ? ground.house.refunds.proposeByBank(tx, maker, wish)
        : ground.house.refunds.proposeByHand(tx, maker, {
            ...{ ...wish, voucher, paidOn: day('2026-03-05'), why: '账户销了' },
          }),
    )
    await inside((tx) => ground.house.refunds.confirm(tx, head, id))
  }
}
const rule = { sharePercentMax: 50, consent: '申请人书面同意', source: '测试设定' }
const houseOn = (month: string) => ground.at(`${month}-05T10:00:00+08:00`, [], () => rule)
const list = (month: string): Promise<string> => inside((tx) => approvedRun(tx, houseOn(month), month))
const pay = async (month: string, file: number): Promise<string> => {
  const runId = await list(month)
  await inside((tx) => sentAndSettled(tx, ground.house, { runId, file }))
  return runId
}
/** The family signs for the oldest claim that is still asked: so much a month, at most half of what it is paid. */
const agree = async (month: string, monthly: number): Promise<void> => {
  const claim = (await claimsListed()).find(({ left }) => BigInt(left) >= BigInt(monthly))
  if (!claim) return
  const wish = { claimId: claim.id, monthly: fen(monthly), consent: '同意书 1 号', signedOn: day('2026-02-01') }
  const id = await inside((tx) => houseOn(month).asked.agreeDeduction(tx, maker, wish))
  await inside((tx) => houseOn(month).asked.confirm(tx, head, id))
}
/** Somebody says that all that is open was handed out; nobody has answered. */
const sayHanded = async (voucher: string): Promise<void> => {
  const open = await query(
    sql<{ fen: bigint }>`SELECT sum(fen)::bigint AS fen FROM payouts.refund WHERE state = 'open'`,
  )
  const wish = { householdId: household(1), programme: 'dibao', amount: fen(open[0]?.fen ?? 0n) }
  const handed = { voucher, paidOn: day('2026-03-05'), why: '账户销了' }
  await inside((tx) => ground.house.refunds.proposeByHand(tx, maker, { ...wish, ...handed }))
}
/** The second person answers what waits. */
const answer = async (isSo: boolean): Promise<void> => {
  const { refunds } = ground.house
  const waiting = await query(sql<{ id: string }>`SELECT id FROM payouts.refund_proposal WHERE state = 'asked'`)
  for (const { id } of waiting)
    await inside((tx) => (isSo ? refunds.confirm(tx, head, id) : refunds.refuse(tx, head, id, '没有付')))
}
/** Every approved list that has something left goes out and is paid, or what it refunds comes back. */
const sendAll = async (walk: Walk, comesBack = false): Promise<void> => {
  const open = await query(sql<{ id: string }>`SELECT id FROM payouts.run WHERE state = 'approved' ORDER BY number`)
  for (const { id: runId } of open) {
    walk.serial += 1
    const refunded = await query(sql<{ id: string }>`SELECT id FROM payouts.line
      WHERE run_id = ${runId} AND kind = 'refund' AND state = 'payable'`)
    const returnedLines = comesBack ? refunded.map(({ id }) => id) : []
    await inside((tx) => sentAndSettled(tx, ground.house, { runId, file: walk.serial, returnedLines }))
  }
}

describe('追回了一部分，那次变动又撤回了', () => {
  /** 500 paid for March, lowered to 300: 200 asked for, 150 of it repaid. */
  const partlyRepaid = async (): Promise<void> => {
    await ready([1])
    await pay('2026-03', 1)
    await change(1, 30_000, '2026-03')
    await repay(15_000, '回单 1')
  }

  it('剩下的不再追，账上冲回；还过的列为应退还，正好退一次；名册、家庭页、台账都说不用追', async () => {
    await partlyRepaid()
    await undo(1, 2)
    expect(await asked()).toEqual({ list: {}, page: {}, book: {} })
    expect(await claimsListed()).toMatchObject([
      { amount: '20000', repaid: '15000', dropped: '5000', left: '0', isDropped: true },
    ])
    expect(await sums()).toMatchObject({ 'paid 2026': 35_000n, 'to-refund 2026': 15_000n })
    await refundAll()
    expect(await lines(await pay('2026-03', 2))).toEqual([[1, '2026-03', 'refund', 15_000n, 'paid']])
    expect(await sums()).toMatchObject({ 'paid 2026': 50_000n, 'repaid 2026': 15_000n })
    expect((await sums())['to-refund 2026']).toBeUndefined()
  })

  it('撤回和确认还款同时按：不管谁先，还过的都退，没还的都不追', async () => {
    await partlyRepaid()
    const [claim] = await claimsListed()
    const wish = { claimId: claim?.id ?? '', amount: fen(5_000), receipt: '回单 2', on: day('2026-03-05') }
    const id = await inside((tx) => ground.house.asked.recordRepayment(tx, maker, wish))
    await Promise.all([inside((tx) => ground.house.asked.confirm(tx, head, id)), undo(1, 2)])
    expect((await asked()).book).toEqual({})
    expect(await sums()).toMatchObject({ 'to-refund 2026': 20_000n })
    await refundAll()
    await pay('2026-03', 2)
    expect((await sums())['to-refund 2026']).toBeUndefined()
  })

  it('没有撤回，又涨回来一些：只按现在的数算，多还的退，不再向他家要', async () => {
    await partlyRepaid()
    await change(1, 40_000, '2026-03')
    expect((await asked()).book).toEqual({})
    await refundAll()
    expect((await lines(await pay('2026-03', 2))).slice(0, 1)).toEqual([[1, '2026-03', 'refund', 5_000n, 'paid']])
    await change(1, 30_000, '2026-03')
    expect(await asked()).toMatchObject({ list: { '2026-03': 10_000n }, page: { '2026-03': 10_000n } })
  })

  it('有人决定不补的那一截，不会吞掉他家还过的钱', async () => {
    await ready([1])
    await pay('2026-03', 1)
    await change(1, 60_000, '2026-03')
    const wish = { householdId: household(1), programme: 'dibao', cause: 'office', why: '查一下' } as const
    const hold = await inside((tx) => ground.house.holds.hold(tx, reviewer, wish))
    await inside((tx) => ground.house.holds.end(tx, head, hold, '这一截不补'))
    await change(1, 40_000, '2026-03')
    await repay(6_000, '回单 1')
    await change(1, 45_000, '2026-03')
    await refundAll()
    expect(await lines(await pay('2026-03', 2))).toEqual([[1, '2026-03', 'refund', 1_000n, 'paid']])
    await change(1, 60_000, '2026-03')
    await refundAll()
    expect(await lines(await pay('2026-03', 3))).toEqual([[1, '2026-03', 'refund', 5_000n, 'paid']])
  })
})

const amount = fc.integer({ min: 1, max: 90_000 })
const back = fc.nat(2)
const repaid = fc.constantFrom('half' as const, 'half' as const, 7_777, 'all' as const)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('change' as const), amount, back }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('repay' as const), amount: repaid }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('there-and-back' as const), amount, back }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), back }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pay' as const), ahead: fc.boolean(), comesBack: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('say-handed' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const), isSo: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('list' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      way: fc.constantFrom('bank' as const, 'hand' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('agree' as const), monthly: fc.constantFrom(1, 3_333, 10_000) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

interface Walk {
  month: Month
  serial: number
}

const newest = async (): Promise<number> =>
  (await query(sql<{ version: number }>`SELECT version FROM payouts.entitlement`))[0]?.version ?? 1

/** The latest change that stands is taken back; there may be none. */
async function takeLatestBack(): Promise<void> {
  for (let version = await newest(); version > 1; version -= 1)
    try {
      await undo(1, version)
      return
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
}

async function take(walk: Walk, one: Step): Promise<void> {
  walk.serial += 1
  if (one.kind === 'undo') await takeLatestBack()
  else if (one.kind === 'repay') await repay(one.amount, `回单 ${walk.serial}`)
  else if (one.kind === 'refund') await refundAll(one.way, `凭证 ${walk.serial}`)
  else if (one.kind === 'say-handed') await sayHanded(`凭证 ${walk.serial}`)
  else if (one.kind === 'answer') await answer(one.isSo)
  else if (one.kind === 'agree') await agree(walk.month, one.monthly)
  else if (one.kind === 'list') {
    await list(addMonths(walk.month, 1))
    walk.month = addMonths(walk.month, 1)
  } else if (one.kind === 'pay') {
    if (one.ahead) walk.month = addMonths(walk.month, 1)
    await list(walk.month).catch(refused)
    await sendAll(walk, one.comesBack)
  } else if (one.kind === 'end') await end(1, addMonths(walk.month, -one.back - 1))
  else {
    // Lines that did not go out are kept back by a change and come again with the next list.
    if (one.kind === 'there-and-back') await sendAll(walk)
    const before = await sums()
    await change(1, one.amount, addMonths(walk.month, -one.back))
    if (one.kind === 'change') return
    await undo(1, await newest())
    const after = await sums()
    // What was repaid before stays known as repaid; what is asked, kept back and due is as if nothing had been.
    expect([walk.serial, after]).toEqual([walk.serial, before])
  }
}

interface MonthStands {
  readonly month: string
  /** Paid or refunded by hand, some of it kept back by agreement, less what came back from the family. */
  readonly had: bigint
  /** On the way to the family: lists that are not settled, arrears that wait, refunds. */
  readonly coming: bigint
  readonly asked: bigint
  readonly due: bigint
}

const standing = () =>
  query(sql<MonthStands>`SELECT to_char(m.month, 'YYYY-MM') AS month,
      coalesce((SELECT sum(fen) FROM payouts.line l WHERE l.entitlement_id = e.id AND l.month = m.month
        AND l.state = 'paid'), 0)::bigint
      + coalesce((SELECT sum(fen) FROM payouts.correction c WHERE c.entitlement_id = e.id AND c.month = m.month
        AND c.state = 'owed' AND c.entry_id IS NULL), 0)::bigint
      - coalesce((SELECT sum(CASE account WHEN 'repaid' THEN amount ELSE -amount END) FROM ledger.leg l
        WHERE l.month = m.month AND (l.account = 'repaid' OR (l.account = 'refunded' AND EXISTS (SELECT FROM ledger.entry n
          WHERE n.id = l.entry_id AND n.kind = 'payouts.refunded')))), 0)::bigint AS had,
      coalesce((SELECT sum(fen) FROM payouts.line l WHERE l.entitlement_id = e.id AND l.month = m.month
        AND l.state NOT IN ('paid', 'stopped')), 0)::bigint
      + coalesce((SELECT sum(fen) FROM payouts.correction c WHERE c.entitlement_id = e.id AND c.month = m.month
        AND c.state = 'waiting'), 0)::bigint
      + coalesce((SELECT sum(fen) FROM payouts.refund r WHERE r.entitlement_id = e.id AND r.month = m.month
        AND r.state IN ('open', 'asked', 'approved') AND NOT EXISTS (SELECT FROM payouts.line l
          WHERE l.refund_id = r.id AND l.state <> 'stopped')), 0)::bigint AS coming,
      coalesce((SELECT sum(amount) FROM ledger.leg l WHERE l.account = 'recovery' AND l.month = m.month), 0)::bigint AS asked,
      coalesce((SELECT payouts.month_fen(v.per, v.fen, v.from_month, m.month::date)
        FROM payouts.entitlement_version v WHERE v.entitlement_id = e.id AND v.kind NOT IN ('end', 'undo')
          AND v.from_month <= m.month AND (e.stops_month IS NULL OR m.month < e.stops_month)
          AND NOT EXISTS (SELECT FROM payouts.entitlement_version u WHERE u.entitlement_id = e.id
            AND u.undoes = v.version) ORDER BY v.version DESC LIMIT 1), 0)::bigint AS due
    FROM payouts.entitlement e
    CROSS JOIN LATERAL generate_series(e.from_month::timestamp, e.lined_through::timestamp, interval '1 month') AS m (month)`)

async function holds(serial: number): Promise<void> {
  const question = { tenants: [county], today: day('2026-03-05') }
  for (const { name, offenders } of await runChecks(ground.database.db, [...ledgerChecks, ...payoutChecks], question))
    expect([serial, name, offenders]).toEqual([serial, name, []])
  for (const { month, had, coming, asked: wanted, due } of await standing()) {
    expect([serial, month, had + coming - wanted]).toEqual([serial, month, due])
    expect([serial, month, wanted >= 0n && (wanted === 0n || wanted <= had + coming - due)]).toEqual([
      ...[serial, month, true],
    ])
  }
  const { list, page, book } = await asked()
  expect([serial, list, page]).toEqual([serial, book, book])
}

/** Paid, lowered, half of it repaid: then another amount, or the change taken back, paid, and all of it once more. */
const lowered = [
  { kind: 'change', amount: 1, back: 0 },
  { kind: 'repay', amount: 'half' },
] as const satisfies Step[]
const known: [Step[]][] = [
  [
    [
      lowered[0],
      { kind: 'agree', monthly: 1 },
      { kind: 'list' },
      { kind: 'undo' },
      { kind: 'change', amount: 9, back: 0 },
    ],
  ],
  [[...lowered, { kind: 'change', amount: 2, back: 0 }]],
  [
    [
      ...([...lowered, { kind: 'undo' }, { kind: 'refund', way: 'bank' }, ...lowered] as const),
      ...([
        { kind: 'pay', ahead: false, comesBack: true },
        { kind: 'undo' },
        { kind: 'say-handed' },
        ...lowered,
      ] as const),
      ...([{ kind: 'answer', isSo: false }] as const),
    ],
  ],
  [
    (['hand', 'bank'] as const).flatMap((way) => [
      ...[...lowered, { kind: 'undo' } as const, { kind: 'refund', way } as const, { kind: 'end', back: 0 } as const],
      ...[{ kind: 'pay', ahead: false, comesBack: false } as const, { kind: 'undo' } as const],
    ]),
  ],
  [
    [
      ...lowered,
      { kind: 'undo' },
      { kind: 'pay', ahead: false, comesBack: false },
      ...lowered,
      { kind: 'undo' },
      { kind: 'undo' },
    ],
  ],
]

describe('任意顺序：改、还一部分、约定抵扣、撤回、再改、停、发', () => {
  it('他家手里的加路上的减还要追的，每一步都正好是该得的；不该要的一分不要；都了结时手里正好是该得的', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 16 }), async (steps) => {
        await emptied(ground.database)
        await ready([1], { from: '2026-02' })
        const walk: Walk = { month: '2026-02' as Month, serial: 1 }
        await pay(walk.month, walk.serial)
        for (const one of steps) {
          await take(walk, one).catch(refused)
          await holds(walk.serial)
        }
        await answer(true)
        await refundAll('hand', '最后的凭证')
        await take(walk, { kind: 'pay', ahead: false, comesBack: false })
        while ((await claimsListed()).some(({ left }) => left !== '0')) {
          walk.serial += 1
          await repay('all', `最后的回单 ${walk.serial}`)
        }
        for (const { month, had, due } of await standing()) expect([month, had]).toEqual([month, due])
      }),
      { numRuns: 20, examples: known },
    )
  }, 180_000)
})

/** A step that makes no sense is refused; the books never have to refuse one. */
const refused = (error: unknown): void => {
  if (!(error instanceof Refusal) || error.code.startsWith('ledger.')) throw error
}

import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { day, stoppedClock, type Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { sumFen, type Fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { enter, placeOf, type Books } from './books.ts'
import type { Account, EntryDraft } from './contract.ts'
import { createLedger } from './index.ts'
import { allot, county, draft, household, move, poster, promise } from './testing.ts'

const database = testDatabase()
const ledger = createLedger({ clock: stoppedClock('2026-03-02T09:00:00+08:00') })

/** Every way money can go, also the wrong ones. */
const steps: readonly (readonly [Account, Account])[] = [
  ['payable', 'in-bank'],
  ['in-bank', 'paid'],
  ['in-bank', 'returned'],
  ['returned', 'payable'],
  ['payable', 'paid'],
  ['paid', 'recovery'],
  ['returned', 'paid'],
]
const operation = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('allot' as const), amount: fc.integer({ min: 1, max: 9_999 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('promise' as const),
      who: fc.integer({ min: 1, max: 3 }),
      amount: fc.integer({ min: 1, max: 9_999 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      who: fc.integer({ min: 1, max: 3 }),
      step: fc.constantFrom(...steps),
      amount: fc.integer({ min: 1, max: 9_999 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'lopsided' as const }) },
)
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never

const draftOf = (one: Exclude<Operation, { kind: 'reverse' | 'again' }>, key: string): EntryDraft => {
  if (one.kind === 'allot') return allot(key, one.amount)
  if (one.kind === 'promise') return promise(key, one.who, one.amount)
  if (one.kind === 'move') return move(key, one.step, one.who, one.amount)
  return draft(key, move(key, ['payable', 'paid']).legs.slice(0, 1))
}

const tried = async (work: () => Promise<unknown> | void): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const booksIn = async (tx: Tx): Promise<Books> => {
  const rows = await ledger.balances(tx, county, { byHousehold: true })
  return new Map(rows.map((row) => [placeOf(row), row.amount]))
}
const without = (books: Books): Books =>
  new Map([...books].filter(([, amount]) => amount !== 0n).toSorted(([one], [other]) => (one < other ? -1 : 1)))

describe('任意操作', () => {
  it('每一步之后都相加为零，没有一户的钱付过两次，退回的钱找得到，数据库和纸上的账一样', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 30 }), async (operations) => {
        await sql`TRUNCATE ledger.entry, ledger.leg, ledger.posted, ledger.unsealed`.execute(database.owner)
        const paper: Books = new Map()
        const made: { id: string; draft: EntryDraft; isReversed: boolean }[] = []
        await database.inTenant(county, async (tx) => {
          for (const [index, one] of operations.entries()) {
            await step(tx, { one, key: `k${index}`, paper, made })
            expect(sumFen(paper.values())).toBe(0n)
            const books = await booksIn(tx)
            expect(without(books)).toEqual(without(paper))
            for (const who of [1, 2, 3]) holds(books, who, made)
          }
        })
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})

async function step(
  tx: Tx,
  {
    one,
    key,
    paper,
    made,
  }: { one: Operation; key: string; paper: Books; made: { id: string; draft: EntryDraft; isReversed: boolean }[] },
): Promise<void> {
  if (one.kind === 'again') {
    const entry = made[one.which % (made.length || 1)]
    if (entry) expect((await ledger.post(tx, poster, entry.draft)).isNew).toBe(false)
    return
  }
  if (one.kind === 'reverse') {
    const entry = made[one.which % (made.length || 1)]
    if (!entry) return
    const legs = entry.draft.legs.map((leg) => ({ ...leg, amount: -leg.amount as Fen }))
    const isFine = !entry.isReversed && (await tried(() => enter(paper, { legs })))
    const wish = { entryId: entry.id, why: '冲正', on: day('2026-03-03') }
    expect(await tried(() => ledger.reverse(tx, poster, wish))).toBe(isFine)
    if (isFine) entry.isReversed = true
    return
  }
  const wanted = draftOf(one, key)
  const isFine = await tried(() => enter(paper, wanted))
  const done = await tried(async () => {
    const { id } = await ledger.post(tx, poster, wanted)
    made.push({ id, draft: wanted, isReversed: false })
  })
  expect(done).toBe(isFine)
}

/** What was promised to a household is payable, on its way, paid, returned or to be recovered: all of it, once. */
function holds(books: Books, who: number, made: readonly { draft: EntryDraft; isReversed: boolean }[]): void {
  const there = (account: Account): bigint =>
    books.get(
      placeOf({
        ...{ account, programme: 'dibao', source: 'county', budgetYear: 2026 },
        ...{ householdId: household(who), month: '2026-03' as Month },
      }),
    ) ?? 0n
  const promised = made
    .filter(({ isReversed, draft: { legs } }) => !isReversed && legs.some(({ account }) => account === 'allotment'))
    .flatMap(({ draft: { legs } }) => legs.filter(({ householdId }) => householdId === household(who)))
    .reduce((sum, { amount }) => sum + amount, 0n)
  const found = ['payable', 'in-bank', 'paid', 'returned', 'recovery'] as const
  expect(found.reduce((sum, account) => sum + there(account), 0n)).toBe(promised)
  expect(there('paid')).toBeLessThanOrEqual(promised)
  for (const account of found) expect(there(account)).toBeGreaterThanOrEqual(0n)
}

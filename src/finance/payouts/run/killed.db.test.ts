import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { ledgerChecks } from '#finance/ledger/index.ts'
import { payoutChecks } from '../checks.ts'
import { bureau, grantMany, head, march, officer, other, testBureau, uploadedBytes } from '../testing/bureau.ts'
import type { TestBureau } from '../testing/bureau.ts'

const database = testDatabase()
let house: TestBureau
beforeAll(async () => {
  house = await testBureau(database)
  await grantMany(database, house, 5)
}, 60_000)

/** What stands in every table of a month: lines, lists, files, answers, entries, audit. */
async function whole(): Promise<Record<string, unknown>> {
  const { rows } = await sql<Record<string, unknown>>`SELECT
    (SELECT json_object_agg(state, n) FROM (SELECT state, count(*) AS n FROM payouts.line GROUP BY state) AS l) AS lines,
    (SELECT json_agg(state ORDER BY number) FROM payouts.run) AS lists,
    (SELECT json_agg(state) FROM payouts.return_file) AS answers,
    (SELECT sum(fen)::text FROM payouts.reservation) AS reserved,
    (SELECT count(*)::int FROM payouts.pay_file) AS files, (SELECT count(*)::int FROM payouts.transfer) AS transfers,
    (SELECT count(*)::int FROM payouts.line_answer) AS answered, (SELECT count(*)::int FROM ledger.entry) AS entries,
    (SELECT json_object_agg(account, fen) FROM (SELECT account, sum(amount)::text AS fen FROM ledger.leg
      GROUP BY account) AS a) AS accounts,
    (SELECT count(*)::int FROM audit.entry) AS audited`.execute(database.owner)
  return rows[0] ?? {}
}

/** Does the work of this caller, and cuts the connection before it can be committed. */
const cutOff = (who: Caller): Caller => ({
  ...who,
  transaction: (db, work) =>
    who.transaction(db, async (tx) => {
      const result = await work(tx)
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)
      await sql`SELECT pg_terminate_backend(${rows[0]?.pid})`.execute(database.owner)
      await sql`SELECT 1`.execute(tx)
      return result
    }),
})

type Command = (who: Caller) => Promise<unknown>
const inTx =
  (command: (tx: Tx, who: Caller) => Promise<unknown>): Command =>
  (who) =>
    who.transaction(database.db, (tx) => command(tx, who))

let runId = ''
let bytes: Buffer = Buffer.alloc(0)
let answerId = ''
const make = inTx((tx, who) => house.runs.make(tx, who, { programme: 'dibao', month: march }))
const freeze = inTx((tx, who) => house.runs.freeze(tx, who, runId))
const approve = inTx((tx, who) => house.runs.approve(tx, who, runId))
const file: Command = (who) => house.files.make(who, { runId, route: 'bank-batch' })
const take: Command = async (who) => house.files.take(who, runId, await uploadedBytes(bytes))
const book: Command = (who) => house.files.book(who, answerId)

interface Step {
  readonly name: string
  readonly by: Caller
  readonly also: Caller
  readonly command: Command
  /** What the next steps need to know of this one. */
  readonly after: () => Promise<void>
}
const nothing = (): Promise<void> => Promise.resolve()
const steps: readonly Step[] = [
  {
    ...{ name: '算名单', by: officer, also: other, command: make },
    after: async () => {
      const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.run`.execute(database.owner)
      runId = rows[0]?.id ?? ''
    },
  },
  { name: '提交复核', by: officer, also: officer, command: freeze, after: nothing },
  { name: '批准', by: head, also: head, command: approve, after: nothing },
  {
    ...{ name: '做发放文件', by: officer, also: other, command: file },
    after: async () => {
      const [sent] = (await house.files.ofRun(officer, runId)).files
      ;({ bytes } = await house.files.simulate(officer, { fileId: sent?.id ?? '', failures: 1 }))
    },
  },
  {
    ...{ name: '试读回盘', by: officer, also: other, command: take },
    after: async () => {
      answerId = (await house.files.ofRun(officer, runId)).returns[0]?.id ?? ''
    },
  },
  { name: '入账', by: officer, also: other, command: book, after: nothing },
]

describe('办到一半断了线，或者两个人同时办', () => {
  it('每一步：断了线什么都没变；再来两个人同时办，只办成一次；钱和名单一分不差', async () => {
    for (const { name, by, also, command, after } of steps) {
      const before = await whole()
      await expect(command(cutOff(by)), name).rejects.toThrow()
      expect([name, await whole()]).toEqual([name, before])
      const both = await Promise.allSettled([command(by), command(also), command(by)])
      expect([name, both.some(({ status }) => status === 'fulfilled')]).toEqual([name, true])
      const done = await whole()
      expect([name, done]).not.toEqual([name, before])
      // Pressed once more, it has no further effect; at most it says that it is done.
      await command(by).catch((error: Error) => expect(error.constructor.name).toBe('Refusal'))
      expect([name, unaudited(await whole())]).toEqual([name, unaudited(done)])
      await after()
      const asked = { tenants: [bureau], today: day('2026-03-02') }
      for (const check of await runChecks(database.db, [...ledgerChecks, ...payoutChecks], asked))
        expect([name, check.name, check.offenders]).toEqual([name, check.name, []])
    }
    expect(await whole()).toMatchObject({
      ...{
        lines: { paid: 4, returned: 1 },
        lists: ['approved'],
        answers: ['booked'],
        files: 1,
        transfers: 5,
        answered: 5,
      },
      accounts: { paid: '200000', returned: '50000', 'in-bank': '0', payable: '0' },
    })
  }, 60_000)
})

function unaudited({ audited: _, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return rest
}

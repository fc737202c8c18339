import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '#platform/db/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { approvedRun, bureau, grantMany, march, officer, testBureau, uploadedBytes } from '../testing/bureau.ts'
import type { TestBureau } from '../testing/bureau.ts'

/** The first list of a county: what it fills and joins was filled a moment ago, and the database has not counted it. */
const households = 600
/** How often one step may read each line of the list: joins and locks included. Row by row it would be 600 times. */
const readsMax = 30

const database = testDatabase()
let house: TestBureau
beforeAll(async () => {
  house = await testBureau(database)
  await grantMany(database, house, households)
  // So few rights would be taken for none by the check of the foreign key, which has no say in how it looks them up.
  await sql`ANALYZE payouts.entitlement`.execute(database.owner)
}, 60_000)

type Reads = Readonly<Record<string, number>>

/** Rows read so far in this transaction, by any way, of each table the step joins. */
async function readsOf(tx: Tx): Promise<Reads> {
  const { rows } = await sql<{ name: string; reads: number }>`SELECT relname AS name,
      (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS reads
    FROM pg_stat_xact_user_tables WHERE schemaname IN ('payouts', 'ledger')`.execute(tx)
  return Object.fromEntries(rows.map(({ name, reads }) => [name, reads]))
}

/** Tables a step read more often than it may. */
async function readTooOften(work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  return officer.transaction(database.db, async (tx) => {
    const before = await readsOf(tx)
    await work(tx)
    return Object.entries(await readsOf(tx))
      .filter(([name, reads]) => reads - (before[name] ?? 0) > readsMax * households)
      .map(([name, reads]) => `${name}: ${reads}`)
  })
}

describe('一个县的第一张名单：每张表只读几遍，不是每行读一遍', () => {
  it('算过一次，再算一次', async () => {
    const first = await officer.transaction(database.db, (tx) =>
      house.runs.make(tx, officer, { programme: 'dibao', month: march }),
    )
    expect(await readTooOften((tx) => house.runs.compute(tx, officer, first))).toEqual([])
  })
  it('送银行、回盘入账', async () => {
    const runId = await approvedRun(database, house)
    const here = (tx: Tx) => ({ ...officer, transaction: <R>(_: unknown, work: (on: Tx) => Promise<R>) => work(tx) })
    let fileId = ''
    const send = async (tx: Tx): Promise<void> => {
      fileId = (await house.files.make(here(tx), { runId, route: 'bank-batch' })).id
    }
    expect(await readTooOften(send)).toEqual([])
    const { bytes } = await house.files.simulate(officer, { fileId, failures: 7 })
    const upload = await uploadedBytes(bytes)
    const { id } = await house.files.take(officer, runId, upload)
    expect(await readTooOften((tx) => house.files.book(here(tx), id))).toEqual([])
    const { rows } = await sql<{ state: string; lines: number }>`SELECT state, count(*)::int AS lines FROM payouts.line
      WHERE tenant_id = ${bureau} GROUP BY state ORDER BY state`.execute(database.owner)
    expect(rows).toEqual([
      { state: 'paid', lines: households - 7 },
      { state: 'returned', lines: 7 },
    ])
  }, 60_000)
})

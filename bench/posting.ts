import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { migrationModules } from '../src/areas.ts'
import { stoppedClock, type Month } from '#platform/clock/index.ts'
import { must } from '#platform/errors/index.ts'
import { inScope, migrate, openDatabase, type Db, type TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { createLedger, moved, type EntryDraft } from '#finance/ledger/index.ts'
import type { Bench } from './bench.ts'

const singles = 1_500
const batch = 20_000
const rounds = 3
const tenant = 1 as TenantId
const clock = stoppedClock('2026-03-05T10:00:00+08:00')
const who = systemCaller('bench', tenant)
const ledger = createLedger({ clock })

const purse = { programme: 'dibao', source: 'county', budgetYear: 2026, householdId: null, month: null } as const
const idOf = (index: number): string => `01980000-0000-7000-8000-${String(index).padStart(12, '0')}`

/** A promise to one household: reserved → payable. */
const draft = (index: number, name: string): EntryDraft => ({
  ...{ key: `${name}:${index}`, kind: 'bench.approved', why: '合成', on: clock.today() },
  about: { kind: 'bench', id: name },
  legs: moved(
    fen(50_000),
    { ...purse, account: 'reserved' },
    { account: 'payable', householdId: idOf(index), month: '2026-03' as Month },
  ),
})

/** Entries a second of the quickest round: the least disturbed one. */
async function rate(count: number, work: (round: number) => Promise<unknown>): Promise<number> {
  let best = 0
  for (let round = 0; round < rounds; round += 1) {
    const since = performance.now()
    await work(round)
    best = Math.max(best, count / ((performance.now() - since) / 1000))
  }
  return best
}

/** The same rows of one entry by bare SQL: scope, four statements, one transaction. Columns as the ledger fills them. */
const bareEntry = (db: Db, index: number, name: string): Promise<unknown> =>
  inScope(db, { tenants: [tenant], places: 'all' }, async (tx) => {
    const id = uuid()
    await sql`INSERT INTO ledger.entry
      (tenant_id, id, at, on_day, key, body_hash, kind, why, about_kind, about_id, by_id, by_name)
      VALUES (${tenant}, ${id}, ${clock.now()}, ${clock.today()}, ${`${name}:${index}`}, ${Buffer.alloc(32)},
        'bench.approved', '合成', 'bench', ${name}, ${who.id}, ${who.name})`.execute(tx)
    await sql`INSERT INTO ledger.leg
      (tenant_id, entry_id, ordinal, account, amount, programme, source, budget_year, household_id, month)
      VALUES (${tenant}, ${id}, 1, 'reserved', -50000, 'dibao', 'county', 2026, NULL, NULL),
        (${tenant}, ${id}, 2, 'payable', 50000, 'dibao', 'county', 2026, ${idOf(index)}, '2026-03-01')`.execute(tx)
    await sql`INSERT INTO ledger.posted (tenant_id, entry_id, legs) VALUES (${tenant}, ${id}, 2)`.execute(tx)
    await sql`INSERT INTO ledger.unsealed (tenant_id, entry_id) VALUES (${tenant}, ${id})`.execute(tx)
  })

async function oneByOne(work: (index: number) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < singles; index += 1) await work(index)
}

export const bench: Bench = {
  name: 'posting',
  zh: '台账记账',
  en: 'posting to the ledger',
  run: async (report) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhulian-bench-'))
    const database = await openDatabase({ dataDir })
    const { db } = database
    try {
      await migrate(database.owner, migrationModules, () => undefined)
      const bare = await rate(singles, (round) => oneByOne((index) => bareEntry(db, index, `bare ${round}`)))
      const single = await rate(singles, (round) =>
        oneByOne((index) => who.transaction(db, (tx) => ledger.post(tx, who, draft(index, `single ${round}`)))),
      )
      const many = await rate(batch, (round) =>
        who.transaction(db, async (tx) => {
          const drafts = Array.from({ length: batch }, (_, index) => draft(index, `batch ${round}`))
          const bad = { ...draft(batch, `batch ${round}`), legs: draft(batch, '').legs.slice(0, 1) }
          const { posted, refused } = await ledger.postMany(tx, who, drafts.toSpliced(batch / 2, 0, bad))
          must(posted.length === batch && refused.length === 1, 'the bad line is refused alone')
          must(refused[0]?.number === batch / 2 + 1, 'and named by its number')
        }),
      )
      const shown = (value: number): string => `${Math.round(value).toLocaleString('en')} entries a second`
      report.figure('the same rows by bare SQL, one transaction each', shown(bare))
      report.figure('posted one by one, one transaction each', shown(single))
      report.figure(`posted ${batch.toLocaleString('en')} in one batch, one bad line refused alone`, shown(many))
      report.ratio('posted one by one / bare SQL', single / bare, 'aim ≥ 0.5')
      report.ratio('batch / one by one', many / single, 'aim ≥ 15')
    } finally {
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

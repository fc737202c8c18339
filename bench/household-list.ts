import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrationModules } from '../src/areas.ts'
import { createAudit } from '#platform/audit/index.ts'
import { stoppedClock } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import { inScope, migrate, openDatabase, type Db, type PlaceId, type TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { createHouseholds, type Households } from '#registry/households/index.ts'
import { inventedIdNumber } from '#registry/demo-county/index.ts'
import { day } from '#platform/clock/index.ts'
import { createRegions, syntheticCounty, type Regions } from '#registry/regions/index.ts'
import { percentile, type Bench, type Report } from './bench.ts'

const households = 100_000
const rounds = 60
const tenant = 1 as TenantId
const clock = stoppedClock('2026-03-02T01:00:00Z')

export const bench: Bench = {
  name: 'household-list',
  zh: '十万户、二十万人：名单和查找',
  en: 'list and search over 100,000 households and 200,000 people',
  run: async (report) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhulian-bench-'))
    const keys = mkdtempSync(join(tmpdir(), 'zhulian-bench-keys-'))
    const database = await openDatabase({ dataDir })
    try {
      await migrate(database.owner, migrationModules, () => undefined)
      const regions = await createRegions({ db: database.owner })
      await regions.loadSynthetic()
      const vault = await openVault({ db: database.db, keysFile: join(keys, 'keys'), dataDir: null })
      const last = await fill(database.owner, regions, vault)
      const audit = createAudit({ clock, vault })
      const service = createHouseholds({ clock, vault, audit, regions })
      await measureLists(report, database, service, regions)
      await measureSearch(report, database.db, service, last)
    } finally {
      await database.close()
      for (const folder of [dataDir, keys]) rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** Straight into the tables: the point is the reading. @returns an ID number that is on file. */
async function fill(owner: Db, regions: Regions, vault: Vault): Promise<string> {
  const villages = regions.placesUnder(syntheticCounty).slice(4)
  await sql`INSERT INTO households.household (tenant_id, id, place_id, number, created_at, changed_at, head_name,
      member_count, urban_rural, programmes, paid_fen, paid_since)
    SELECT ${tenant}, ('01980000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
      (${villages}::int[])[1 + n % ${villages.length}], 'QH-' || lpad(n::text, 6, '0'), now(), now(),
      '居民甲' || lpad(n::text, 6, '0'), 2, CASE WHEN n % 3 = 0 THEN 'urban' ELSE 'rural' END, '{dibao}',
      10000 + n % 90000, '2023-12-01'
    FROM generate_series(1, ${households}::int) AS n`.execute(owner)
  await sql`INSERT INTO households.person (tenant_id, id, place_id, household_id, name, name_pinyin, initials, document_kind)
    SELECT h.tenant_id, gen_random_uuid(), h.place_id, h.id, '居民' || stem.zh || right(h.number, 6),
      'jumin' || stem.en || right(h.number, 6), 'jm' || left(stem.en, 1) || right(h.number, 6), 'id-card'
    FROM households.household h, (VALUES ('甲', 'jia'), ('乙', 'yi')) AS stem (zh, en)`.execute(owner)
  const number = inventedIdNumber(day('1958-04-17'), 'female', 1)
  await sql`UPDATE households.person SET id_number = '\\x00', id_hash = ${vault.lookup('id-number', number)}
    WHERE name = '居民乙054321'`.execute(owner)
  for (const table of ['household', 'person'])
    await sql`VACUUM ANALYZE ${sql.table(`households.${table}`)}`.execute(owner)
  return number
}

const callerAt = (places: readonly PlaceId[] | 'all'): Caller => ({
  ...systemCaller('bench', tenant),
  places,
  transaction: (db, work) => inScope(db, { tenants: [tenant], places }, work),
})

async function timed(count: number, work: (round: number) => Promise<unknown>): Promise<number> {
  const samples = []
  for (let round = -3; round < count; round++) {
    const since = performance.now()
    await work(round)
    if (round >= 0) samples.push(performance.now() - since)
  }
  return percentile(samples, 0.95)
}

async function measureLists(
  report: Report,
  { db, owner }: { readonly db: Db; readonly owner: Db },
  service: Households,
  regions: Regions,
): Promise<void> {
  const directory = regions.directory()
  const towns = directory.children(syntheticCounty)
  const floor = await timed(rounds, () =>
    sql`SELECT * FROM households.household WHERE tenant_id = ${tenant} ORDER BY number COLLATE "C" LIMIT 50`.execute(
      owner,
    ),
  )
  const list = async (caller: Caller, question: Parameters<Households['list']>[2]): Promise<unknown> =>
    caller.transaction(db, (tx) => service.list(tx, caller, question))
  const town = await timed(rounds, (round) =>
    list(callerAt(regions.placesUnder(towns[Math.abs(round) % towns.length]!.code)), {
      page: 1 + (Math.abs(round) % 9),
    }),
  )
  const county = await timed(rounds, (round) => list(callerAt('all'), { page: 1 + (Math.abs(round) % 9) }))
  const filtered = await timed(rounds, (round) =>
    list(callerAt('all'), {
      place: towns[Math.abs(round) % towns.length]!.code,
      programme: 'dibao',
      urbanRural: 'rural',
      order: 'paid',
    }),
  )
  report.figure('one town, a page with its totals, p95', `${town.toFixed(1)} ms (aim ≤ 50)`)
  report.figure('whole county, a page with its totals, p95', `${county.toFixed(1)} ms (aim ≤ 50)`)
  report.figure('whole county, three filters, by amount, p95', `${filtered.toFixed(1)} ms (aim ≤ 50)`)
  report.ratio('one town with walls and totals / one bare page without either', town / floor, 'floor in the same run')
}

async function measureSearch(report: Report, db: Db, service: Households, idNumber: string): Promise<void> {
  const caller = callerAt('all')
  const terms = ['居民乙05', 'juminyi0543', 'jmy054', 'QH-0543', idNumber, '石泾', 'shijing', '054321', '没有这个人']
  for (const term of terms) {
    const shown = term === idNumber ? 'an ID number' : term
    const took = await timed(rounds / 3, () => caller.transaction(db, (tx) => service.search(tx, caller, term)))
    report.figure(`search “${shown}”, p95`, `${took.toFixed(1)} ms (aim ≤ 100)`)
  }
}

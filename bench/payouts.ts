import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrationModules } from '../src/areas.ts'
import { createAudit } from '#platform/audit/index.ts'
import { stoppedClock, type Month } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import { copyIn, migrate, openDatabase, type Cell, type Db, type PlaceId, type TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { createLedger, moved } from '#finance/ledger/index.ts'
import { createFileDesk, createPayHouse, type FileDesk, type PayHouse } from '#finance/payouts/index.ts'
import { eligibilityOf, household, person, requestFor, shippedPacks } from '#relief/eligibility/testing-packs.ts'
import type { Bench, Report } from './bench.ts'

const households = 100_000
const month = '2026-03' as Month
const tenant = 1 as TenantId
const clock = stoppedClock('2026-03-05T10:00:00+08:00')
const maker = systemCaller('bench', tenant)
const second = { ...maker, id: 'system:second' }

/** What a month writes, up to the file: which rows of each table. */
const everyRow: Readonly<Record<string, string>> = {
  ...{ 'payouts.line': 'true', 'payouts.transfer': 'true', 'payouts.pay_file_line': 'true' },
  ...{ 'ledger.entry': 'true', 'ledger.leg': 'true', 'ledger.posted': 'true', 'ledger.unsealed': 'true' },
}
const ofAnswer = "SELECT id FROM ledger.entry WHERE kind IN ('payouts.paid', 'payouts.returned')"
/** What the answer of the bank adds. */
const rowsOfAnswer: Readonly<Record<string, string>> = {
  ...{ 'payouts.line_answer': 'true', 'ledger.entry': `id IN (${ofAnswer})` },
  ...{ 'ledger.leg': `entry_id IN (${ofAnswer})`, 'ledger.posted': `entry_id IN (${ofAnswer})` },
  'ledger.unsealed': `entry_id IN (${ofAnswer})`,
}

export const bench: Bench = {
  name: 'payouts',
  zh: `一个月的发放，${households.toLocaleString('en')} 户`,
  en: `A month of payments to ${households.toLocaleString('en')} households`,
  run: async (report) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhulian-bench-'))
    const keys = mkdtempSync(join(tmpdir(), 'zhulian-bench-keys-'))
    const database = await openDatabase({ dataDir })
    try {
      await migrate(database.owner, migrationModules, () => undefined)
      const vault = await openVault({ db: database.db, keysFile: join(keys, 'keys'), dataDir: null })
      const { house, files } = houseOn(database.db, vault)
      await fill(database.db, house)
      await sql`VACUUM ANALYZE`.execute(database.owner)
      const assessing = await assessSome()
      const month = await payMonth(database.db, house, files)
      const bare = await writeBare(database.owner, everyRow)
      const answer = await takeAnswer(files, { month, folder: keys })
      const bareAnswer = await writeBare(database.owner, rowsOfAnswer)
      tell(report, { assessing, month, bare, answer, bareAnswer })
    } finally {
      await database.close()
      for (const folder of [dataDir, keys]) rmSync(folder, { recursive: true, force: true })
    }
  },
}

function houseOn(db: Db, vault: Vault): { house: PayHouse; files: FileDesk } {
  const audit = createAudit({ vault, clock })
  const known = {
    idsOf: () => Promise.resolve([]),
    list: () => Promise.resolve({ rows: [], count: 0, members: 0, paidNow: fen(0) }),
  }
  const ledger = createLedger({ clock })
  const house = createPayHouse({ ledger, audit, clock, vault, households: known, feeds: [] })
  return { house, files: createFileDesk({ db, clock, vault, audit, desk: house.desk, isDemo: true }) }
}

const idOf = (index: number): string => `01980000-0000-7000-8000-${String(index).padStart(12, '0')}`

/** Money, a right and an account for everybody, as a county brings them along from its old list. */
async function fill(db: Db, { payouts, accounts }: PayHouse): Promise<void> {
  const purse = { programme: 'dibao', source: 'county', budgetYear: 2026, householdId: null, month: null } as const
  await maker.transaction(db, (tx) =>
    createLedger({ clock }).post(tx, maker, {
      ...{ key: 'allotted', kind: 'bench.allotted', why: '合成指标', on: clock.today() },
      about: { kind: 'bench', id: '1' },
      legs: moved(fen(100_000_000_000), { ...purse, account: 'outside' }, { account: 'allotment' }),
    }),
  )
  const chunk = 10_000
  for (let from = 0; from < households; from += chunk)
    await maker.transaction(db, async (tx) => {
      const chosen = Array.from({ length: chunk }, (_, index) => ({
        ...{ index: from + index, householdId: idOf(from + index), placeId: (1 + (index % 50)) as PlaceId },
      }))
      const rights = chosen.map(({ index, householdId, placeId }) => ({
        ...{ householdId, placeId, programme: 'dibao', from: month },
        rate: { per: 'month', amount: fen(10_000 + (index % 90_000)) } as const,
        source: { kind: 'legacy', document: '合成文件1号' } as const,
      }))
      await payouts.adoptLegacy(tx, maker, rights, month)
      const given = chosen.map(({ index, householdId, placeId }) => ({
        ...{ householdId, placeId, bank: '合成银行', why: '原发放表' },
        ...{ holder: `居民甲${String(index).padStart(6, '0')}`, number: `6299${String(index).padStart(15, '0')}` },
      }))
      await accounts.adopt(tx, maker, given)
    })
}

async function seconds(work: () => Promise<unknown> | unknown): Promise<number> {
  const since = performance.now()
  await work()
  return (performance.now() - since) / 1000
}

/** Answers with their trees do not wait for each other: a part of them tells what all cost. */
const assessed = 5000

/** One answer of the engine with its tree for each household: two people, the wages of one. */
async function assessSome(): Promise<number> {
  const { assess } = eligibilityOf(await shippedPacks())
  const request = requestFor(household([person('1'), person('2')]), { on: '2026-03-05', region: '999901' })
  const took = await seconds(() => {
    for (let index = 0; index < assessed; index += 1) assess(request)
  })
  return took * (households / assessed)
}

interface Steps {
  readonly runId: string
  readonly fileId: string
  readonly computed: number
  readonly frozen: number
  readonly approved: number
  readonly sent: number
}

/** The four steps as the office takes them, each a transaction of its own. */
async function payMonth(db: Db, { runs }: PayHouse, files: FileDesk): Promise<Steps> {
  let runId = ''
  const computed = await seconds(async () => {
    runId = await maker.transaction(db, (tx) => runs.make(tx, maker, { programme: 'dibao', month }))
  })
  const frozen = await seconds(() => maker.transaction(db, (tx) => runs.freeze(tx, maker, runId)))
  const approved = await seconds(() => second.transaction(db, (tx) => runs.approve(tx, second, runId)))
  let fileId = ''
  const sent = await seconds(async () => {
    fileId = (await files.make(maker, { runId, route: 'bank-batch' })).id
  })
  return { runId, fileId, computed, frozen, approved, sent }
}

interface Answer {
  readonly read: number
  readonly booked: number
}

/** The bank answers every line, a few of them with a failure: read on trial and kept, then booked whole. */
async function takeAnswer(
  files: FileDesk,
  { month: { runId, fileId }, folder }: { month: Steps; folder: string },
): Promise<Answer> {
  const { name, bytes } = await files.simulate(maker, { fileId, failures: 100 })
  const path = join(folder, 'answer.txt')
  writeFileSync(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  let id = ''
  const read = await seconds(async () => {
    id = (await files.take(maker, runId, { field: 'file', name, path, bytes: bytes.length, sha256 })).id
    await files.report(maker, id)
  })
  const booked = await seconds(() => files.book(maker, id))
  return { read, booked }
}

interface Bare {
  readonly took: number
  readonly rows: number
}

/** The same rows by COPY and INSERT into the same columns, keys and indexes, with no walls, triggers or rules. */
async function writeBare(owner: Db, which: Readonly<Record<string, string>>): Promise<Bare> {
  let took = 0
  let count = 0
  await sql`DROP SCHEMA IF EXISTS bare CASCADE`.execute(owner)
  await sql`CREATE SCHEMA bare`.execute(owner)
  for (const [table, rowsOf] of Object.entries(which)) {
    const bare = `bare.${table.split('.')[1]}`
    await sql.raw(`CREATE TABLE ${bare} (LIKE ${table} INCLUDING DEFAULTS INCLUDING INDEXES)`).execute(owner)
    const { rows } = await sql<Record<string, Cell>>`SELECT * FROM ${sql.raw(table)} WHERE ${sql.raw(rowsOf)}`.execute(
      owner,
    )
    const columns = Object.keys(rows[0] ?? {})
    took += await seconds(() =>
      owner.transaction().execute((tx) =>
        copyIn(
          tx,
          bare,
          columns,
          rows.map((row) => columns.map((name) => row[name] ?? null)),
        ),
      ),
    )
    count += rows.length
  }
  return { took, rows: count }
}

function tell(
  report: Report,
  {
    assessing,
    month: { computed, frozen, approved, sent },
    bare,
    answer,
    bareAnswer,
  }: { assessing: number; month: Steps; bare: Bare; answer: Answer; bareAnswer: Bare },
): void {
  const whole = computed + frozen + approved + sent
  const shown = (value: number): string => `${value.toFixed(1)} s`
  const bareRows = ({ rows }: Bare): string => `bare COPY and INSERT of its ${rows.toLocaleString('en')} rows`
  report.figure(`the month: ${bareRows(bare)}`, shown(bare.took))
  report.figure(
    'pay list computed / frozen / approved with its ledger',
    [computed, frozen, approved].map(shown).join(' / '),
  )
  report.figure('bank file written, kept sealed, ledger moved', shown(sent))
  report.figure(
    `one answer of the engine with its tree for each household (from ${assessed.toLocaleString('en')})`,
    shown(assessing),
  )
  report.ratio('monthly run, list + ledger + bank file / bare COPY and INSERT', whole / bare.took, 'aim ≤ 4')
  report.ratio('with an assessment of every household / bare', (whole + assessing) / bare.took, 'for comparison')
  report.figure(`the answer of the bank: ${bareRows(bareAnswer)}`, shown(bareAnswer.took))
  report.figure(
    'answer read, held against what was sent and reported / booked',
    [answer.read, answer.booked].map(shown).join(' / '),
  )
  report.ratio('answer read and booked / bare', (answer.read + answer.booked) / bareAnswer.took, 'for comparison')
}

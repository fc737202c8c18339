import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to } from 'pg-copy-streams'
import { openDatabase } from '#platform/db/index.ts'
import {
  type CopiedColumns,
  type CopyField,
  type Kernel,
  CopyReader,
  compileColumns,
  copyAnswers,
  fillCaseload,
  loadModel,
  runColumns,
} from '../src/platform/decisions/index.ts'
import { type Bench, fastest } from './bench.ts'
import {
  aidDecisions,
  aidFixed,
  aidLayout,
  disabilities,
  makeAidCaseload,
  reasonsNotCounted,
} from './floor/aid-caseload.ts'
import {
  householdFields,
  lastResults,
  layTables,
  personFields,
  readHouseholds,
  readPersons,
  type Wanted,
} from './floor/aid-tables.ts'

const households = 200_000
/** One household in so many is not as it was. */
const changedOneIn = 200
const rounds = 3
const file = 'household-aid.dmn'

async function read(client: pg.Client, query: string, fields: readonly CopyField[]): Promise<CopiedColumns> {
  const reader = new CopyReader(fields)
  for await (const chunk of client.query(to(`COPY (${query}) TO STDOUT (FORMAT binary)`))) reader.take(chunk as Buffer)
  return reader.finish()
}

/** The floor: the same rows by the same command, thrown away. */
async function drain(client: pg.Client, query: string): Promise<void> {
  let bytes = 0
  for await (const chunk of client.query(to(`COPY (${query}) TO STDOUT (FORMAT binary)`)))
    bytes += (chunk as Buffer).length
  if (bytes < 100) throw new Error('nothing was read')
}

interface Clients {
  readonly reader: pg.Client
  readonly writer: pg.Client
}

/** Households read and decided at once. */
const partOf = 50_000

/**
 * Reads, decides, appends what is not as it was kept; says how many that were. The next households are read while the
 * last ones are appended. All is appended in one transaction: a run that breaks off has written nothing.
 */
async function decideAll({ reader, writer }: Clients, kernel: Kernel, parts: readonly Wanted[]): Promise<number> {
  await writer.query('BEGIN')
  let appended = 0
  let appending: Promise<unknown> = Promise.resolve()
  for (const part of parts) {
    const { answers, changed, numbers } = await decideSome(reader, kernel, part)
    await appending
    const append = copyFrom('COPY result (household_no, class, amount, reasons) FROM STDIN (FORMAT binary)')
    appending = pipeline(Readable.from(copyAnswers(answers, changed, numbers)), writer.query(append))
    appended += changed.length
  }
  await appending
  await writer.query('COMMIT')
  return appended
}

/** Everybody in parts. */
const everybody: readonly Wanted[] = Array.from({ length: households / partOf }, (_, index): Wanted => {
  const before = index * partOf
  return (no) => `${no} > ${before} AND ${no} <= ${before + partOf}`
})
const changedNumbers = Array.from({ length: households / changedOneIn }, (_, index) => (index + 1) * changedOneIn)
const whoChanged: Wanted = (no) => `${no} = ANY('{${changedNumbers.join(',')}}')`
const anybody: Wanted = () => 'true'

async function decideSome(client: pg.Client, kernel: Kernel, wanted: Wanted) {
  const homes = await read(client, readHouseholds(wanted), householdFields)
  const people = await read(client, readPersons(wanted), personFields)
  const { values: numbers } = homes.columns['no']!
  const sizes = sizesOf(numbers, people.columns['household_no']!.values)
  const columns = { ...homes.columns, ...people.columns }
  const given = { subjects: homes.count, sizes, rows: homes.columns['place']!.values, columns }
  const { rows } = makeAidCaseload(1)
  const byPath = Object.fromEntries(Object.entries(rows).map(([path, values]) => [path, { values }]))
  const answers = runColumns(kernel, fillCaseload(kernel.layout, given), byPath)
  const last = await read(client, lastResults(wanted), [
    { path: '类别', type: 'text', values: answers.output('类别').values },
    { path: '发放金额', type: 'int8' },
    { path: '理由', type: 'int4' },
  ])
  return { answers, changed: answers.changedFrom(last.columns), numbers }
}

/** How many people each household has; both lists are in the order of the households. */
function sizesOf(numbers: ArrayLike<number>, ofPeople: ArrayLike<number>): Int32Array {
  const sizes = new Int32Array(numbers.length)
  let person = 0
  for (let index = 0; index < numbers.length; index += 1) {
    const first = person
    while (person < ofPeople.length && ofPeople[person] === numbers[index]) person += 1
    sizes[index] = person - first
  }
  if (person !== ofPeople.length) throw new Error('a person has no household')
  return sizes
}

interface Spent {
  readonly wall: number
  /** Of this process and of the two of the server that serve it. */
  readonly processors: number
}

async function spent({ reader, writer }: Clients, work: () => Promise<void>): Promise<Spent> {
  const servers = await Promise.all([reader, writer].map(serverOf))
  let processors = Number.POSITIVE_INFINITY
  const wall = await fastest(rounds, async () => {
    const before = servers.map(millisecondsOf)
    const since = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(since)
    const there = servers.reduce((sum, server, index) => sum + millisecondsOf(server) - before[index]!, 0)
    processors = Math.min(processors, (user + system) / 1000 + there)
  })
  return { wall, processors }
}

async function serverOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return rows[0]!.pid
}

/** Time of the processor a process has had, where the system tells (Linux counts hundredths of a second). */
function millisecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

const said = ({ wall, processors }: Spent): string => `${wall.toFixed(0)} ms, ${processors.toFixed(0)} ms of processors`

export const bench: Bench = {
  name: 'caseload',
  zh: '从数据库到数据库：读出、决定、只写回变了的',
  en: 'database to database: read, decide, append what changed',
  run: async (report) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhulian-bench-'))
    const database = await openDatabase({ dataDir })
    const { host, port, user, password, database: name } = database.connection
    const opened = () => new pg.Client({ host, port, user, password, database: name })
    const [client, writer] = [opened(), opened()]
    const clients = { reader: client, writer }
    try {
      await client.connect()
      await writer.connect()
      await client.query(layTables(households, [reasonsNotCounted, disabilities]))
      const xml = readFileSync(new URL(`policy/${file}`, import.meta.url), 'utf8')
      const model = await loadModel(xml, { file })
      const kernel = compileColumns(model, { decisions: aidDecisions, layout: aidLayout, fixed: aidFixed })
      const floor = await spent(clients, async () => {
        await drain(client, readHouseholds(anybody))
        await drain(client, readPersons(anybody))
      })
      const whole = await spent(clients, async () => {
        await client.query('TRUNCATE result')
        const appended = await decideAll(clients, kernel, everybody)
        if (appended !== households) throw new Error('the first run appends everybody')
      })
      await client.query('ANALYZE result')
      const few = await spent(clients, async () => {
        await client.query(`UPDATE person SET wages = wages + 10000 WHERE ${whoChanged('household_no')}`)
        const appended = await decideAll(clients, kernel, [whoChanged])
        if (appended > households / changedOneIn) throw new Error('only those that changed are appended')
      })
      report.figure('plain COPY out of households and people', said(floor))
      report.figure('read, decide, append everybody', said(whole))
      report.figure('change, read, decide and append 0.5 %', said(few))
      report.ratio('read, decide, append / plain COPY out', whole.wall / floor.wall, 'aim ≤ 1.2 with two cores free')
      report.ratio('the same in time of the processors', whole.processors / floor.processors, 'none set')
      report.ratio('0.5 % changed / everybody', few.wall / whole.wall, 'aim ≤ 0.05')
    } finally {
      await client.end()
      await writer.end()
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

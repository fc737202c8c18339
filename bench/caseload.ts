import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to } from 'pg-copy-streams'
import { CopyMessages, openDatabase } from '#platform/db/index.ts'
import { type CopiedColumns, CopyReader } from '../src/platform/decisions/index.ts'
import { type Bench, fastest } from './bench.ts'
import { disabilities, reasonsNotCounted } from './floor/aid-caseload.ts'
import {
  appendTo,
  closeRun,
  fewResults,
  householdFields,
  lastResults,
  layTables,
  nameRun,
  openRun,
  partitionOf,
  personFields,
  readHouseholds,
  readPersons,
  resultFields,
  type Wanted,
} from './floor/aid-tables.ts'
import { type Decided, type Decider, type Part, openDecider } from './floor/decider.ts'

const households = 200_000
/** One household in so many is not as it was. */
const changedOneIn = 200
const rounds = 3
const file = 'household-aid.dmn'

async function read(client: pg.Client, query: string, reader: CopyReader): Promise<CopiedColumns> {
  await client.query(new CopyMessages(`COPY (${query}) TO STDOUT`, reader)).ended
  return reader.finish()
}

/** The floor: the same rows by the same command, thrown away. */
async function drain(client: pg.Client, query: string, format: string): Promise<void> {
  let bytes = 0
  for await (const chunk of client.query(to(`COPY (${query}) TO STDOUT (FORMAT ${format})`)))
    bytes += (chunk as Buffer).length
  if (bytes < 100) throw new Error('nothing was read')
}

/** What decides, and what reads for it; all of it is compiled once. */
interface Office {
  readonly decider: Decider
  readonly homes: CopyReader
  readonly people: CopyReader
  readonly last: CopyReader
}

async function openOffice(): Promise<Office> {
  const decider = await openDecider(file)
  return {
    decider,
    homes: new CopyReader(householdFields),
    people: new CopyReader(personFields),
    last: new CopyReader(resultFields(decider.classes)),
  }
}

interface Clients {
  readonly reader: pg.Client
  readonly writer: pg.Client
}

/** Households read and decided at once: few enough that their columns stay near the processor. */
const partOf = 10_000

/** A run over everybody has a partition of its own; one over a few is appended to the results of such runs. */
interface Run {
  readonly number: number
  readonly of: 'everybody' | 'few'
}

/**
 * Reads, decides, appends what is not as it was kept; says how many that were. While some households are decided, the
 * next ones are read and the last ones appended. All is appended in one transaction: a run that breaks off has written
 * nothing.
 */
async function decideAll(
  { reader, writer }: Clients,
  office: Office,
  parts: readonly Wanted[],
  run: Run,
): Promise<number> {
  const isWhole = run.of === 'everybody'
  await writer.query(`BEGIN; ${isWhole ? openRun(run.number) : nameRun(run.number)}`)
  let appended = 0
  let deciding: Promise<Decided> | null = null
  let appending: Promise<void> = Promise.resolve()
  const table = isWhole ? partitionOf(run.number) : fewResults
  const hand = async (coming: Promise<Decided>, before: Promise<void>): Promise<void> => {
    const { blocks, count } = await coming
    await before
    await pipeline(Readable.from(blocks), writer.query(copyFrom(appendTo(table))))
    appended += count
  }
  for (const wanted of parts) {
    const part = await readPart(reader, wanted, office)
    await deciding
    deciding = office.decider.decide(part)
    appending = hand(deciding, appending)
  }
  await appending
  await writer.query(`${isWhole ? closeRun(run.number) : ''}; COMMIT`)
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

async function readPart(client: pg.Client, wanted: Wanted, { homes, people, last }: Office): Promise<Part> {
  return {
    homes: await read(client, readHouseholds(wanted), homes),
    people: await read(client, readPersons(wanted), people),
    last: await read(client, lastResults(wanted), last),
  }
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
    const office = await openOffice()
    try {
      await client.connect()
      await writer.connect()
      await client.query(layTables(households, [reasonsNotCounted, disabilities]))
      let run = 0
      const plain = (format: string): Promise<Spent> =>
        spent(clients, async () => {
          await drain(client, readHouseholds(anybody), format)
          await drain(client, readPersons(anybody), format)
        })
      const floor = await plain('text')
      const binary = await plain('binary')
      const whole = await spent(clients, async () => {
        if (run > 0) await client.query(`DROP TABLE ${partitionOf(run)}`)
        run += 1
        const appended = await decideAll(clients, office, everybody, { number: run, of: 'everybody' })
        if (appended !== households) throw new Error('the first run appends everybody')
      })
      await client.query('ANALYZE result')
      const few = await spent(clients, async () => {
        await client.query(`UPDATE person SET wages = wages + 10000 WHERE ${whoChanged('household_no')}`)
        run += 1
        const appended = await decideAll(clients, office, [whoChanged], { number: run, of: 'few' })
        if (appended > households / changedOneIn) throw new Error('only those that changed are appended')
      })
      report.figure('plain COPY out of households and people', said(floor))
      report.figure('the same in the binary format', said(binary))
      report.figure('read, decide, append everybody', said(whole))
      report.figure('change, read, decide and append 0.5 %', said(few))
      report.ratio('read, decide, append / plain COPY out', whole.wall / floor.wall, 'aim ≤ 1.2 with two cores free')
      report.ratio('the same / plain COPY out in the binary format', whole.wall / binary.wall, 'none set')
      report.ratio(
        'the same in time of the processors, of the text format',
        whole.processors / floor.processors,
        'none set',
      )
      report.ratio('0.5 % changed / everybody', few.wall / whole.wall, 'aim ≤ 0.05')
    } finally {
      await office.decider.close()
      await client.end()
      await writer.end()
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

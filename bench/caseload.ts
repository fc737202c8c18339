import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to } from 'pg-copy-streams'
import { CopyMessages, type CopyOut, OneBufferSocket, openDatabase } from '#platform/db/index.ts'
import { type CopiedColumns, CopyReader, type CopyRows, CopyWriter } from '../src/platform/decisions/index.ts'
import { type Bench, fastest } from './bench.ts'
import { disabilities, reasonsNotCounted } from './floor/aid-caseload.ts'
import {
  appendTo,
  joinRun,
  keyRun,
  householdFields,
  lastResults,
  layTables,
  nameRun,
  openRun,
  personFields,
  readHouseholds,
  readPersons,
  resultFields,
  runTable,
  type Stretch,
  type Wanted,
} from './floor/aid-tables.ts'
import { type Decider, type Part, openDecider } from './floor/decider.ts'

const households = 200_000
/** One household in so many is not as it was. */
const changedOneIn = 200
const rounds = 10
const file = 'household-aid.dmn'

const copyOut = (query: string): string => `COPY (${query}) TO STDOUT`

/** The floor: the same rows by the same command, thrown away. */
async function drain(client: pg.Client, query: string, format: string): Promise<void> {
  let bytes = 0
  for await (const chunk of client.query(to(`${copyOut(query)} (FORMAT ${format})`))) bytes += (chunk as Buffer).length
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
  const { regions, classes } = decider
  return {
    decider,
    homes: new CopyReader(householdFields, regions),
    people: new CopyReader(personFields, regions),
    last: new CopyReader(resultFields(classes), regions),
  }
}

interface Clients {
  readonly reader: pg.Client
  readonly writer: pg.Client
}

/** Households read and decided at once: few enough that their columns stay near the processor. */
const partOf = 10_000

type CopyIn = ReturnType<typeof copyFrom>

/** Where the results of a part belong; what is done before the first and after the last of them, and after everything. */
interface Target {
  readonly table: string
  readonly open: string
  readonly close: string
  readonly join: string
}
interface PartWanted {
  readonly wanted: Wanted
  readonly target: Target
}

/**
 * Reads, decides, appends what is not as it was kept; says how many that were. The server reads on while a part is decided
 * and the one before it is appended. All is appended in one transaction: a run that breaks off has written nothing.
 */
async function decideAll({ reader, writer }: Clients, office: Office, parts: readonly PartWanted[]): Promise<number> {
  const { decider, homes, people, last } = office
  let [appended, results] = [0, null as CopyIn | null]
  const onTheWay: CopyRows[] = []
  const isLastOf = (index: number): boolean => parts[index + 1]?.target !== parts[index]!.target
  const append = async (rows: CopyRows, index: number): Promise<void> => {
    const { target } = parts[index]!
    if (parts[index - 1]?.target !== target) {
      await writer.query(target.open)
      results = writer.query(copyFrom(appendTo(target.table)))
      results.write(CopyWriter.head)
    }
    onTheWay.push(rows)
    if (!results!.write(rows.bytes)) await once(results!, 'drain')
    if (!isLastOf(index)) return
    results!.end(CopyWriter.tail)
    await finished(results!)
    for (const { release } of onTheWay.splice(0)) release()
    await writer.query(target.close)
  }
  await writer.query('BEGIN')
  let deciding: Promise<void> = Promise.resolve()
  let appending: Promise<void> = Promise.resolve()
  let waitFor: Promise<void> = Promise.resolve()
  const copies = parts.flatMap(({ wanted }, index): CopyOut[] => {
    const part: { homes?: CopiedColumns; people?: CopiedColumns } = {}
    const decide = async (given: Part): Promise<void> => {
      const { rows, count } = await decider.decide(given)
      appended += count
      appending = appending.then(() => append(rows, index))
    }
    const hand = async (): Promise<void> => {
      const given = { homes: part.homes!, people: part.people!, last: last.finish() }
      const [before, earlier] = [deciding, waitFor]
      waitFor = appending
      deciding = before.then(() => decide(given))
      await before
      await earlier
    }
    return [
      { text: copyOut(readHouseholds(wanted)), reader: homes, ended: () => void (part.homes = homes.finish()) },
      { text: copyOut(readPersons(wanted)), reader: people, ended: () => void (part.people = people.finish()) },
      { text: copyOut(lastResults(wanted)), reader: last, ended: hand },
    ]
  })
  await reader.query(new CopyMessages(copies)).ended
  await deciding
  await appending
  for (const { join } of new Set(parts.map(({ target }) => target))) await writer.query(join)
  await writer.query('COMMIT')
  return appended
}

const within =
  ({ from, until }: Stretch): Wanted =>
  (no) =>
    `${no} >= ${from} AND ${no} < ${until}`
const stretchesOf = (count: number): readonly Stretch[] =>
  Array.from({ length: count }, (_, index) => {
    const size = households / count
    return { from: 1 + index * size, until: 1 + (index + 1) * size }
  })
/** Results get their key a stretch at a time, while the next one is still being read. */
const stretches = stretchesOf(10)

/** Everybody in parts. */
const everybody = (run: number): readonly PartWanted[] => {
  const targets = stretches.map((stretch) => ({
    stretch,
    target: {
      ...{ table: runTable(stretch, run), open: openRun(stretch, run) },
      ...{ close: keyRun(stretch, run), join: joinRun(stretch, run) },
    },
  }))
  return stretchesOf(households / partOf).map((part) => {
    const { target } = targets.find(({ stretch }) => part.from < stretch.until)!
    return { wanted: within(part), target }
  })
}
const changedNumbers = Array.from({ length: households / changedOneIn }, (_, index) => (index + 1) * changedOneIn)
const whoChanged: Wanted = (no) => `${no} = ANY('{${changedNumbers.join(',')}}')`
const few = (run: number): readonly PartWanted[] => [
  { wanted: whoChanged, target: { table: 'result', open: nameRun(run), close: '', join: '' } },
]
const anybody: Wanted = () => 'true'

interface Spent {
  readonly wall: number
  /** Of this process and of the two of the server that serve it. */
  readonly processors: number
}

async function spent(clients: Clients, work: () => Promise<void>): Promise<Spent> {
  const servers = await Promise.all([clients.reader, clients.writer].map(serverOf))
  const before = servers.map(millisecondsOf)
  const since = process.cpuUsage()
  const wall = await fastest(1, work)
  const { user, system } = process.cpuUsage(since)
  const there = servers.reduce((sum, server, index) => sum + millisecondsOf(server) - before[index]!, 0)
  return { wall, processors: (user + system) / 1000 + there }
}

/** What was least of either. */
const least = (one: Spent, other: Spent): Spent => ({
  wall: Math.min(one.wall, other.wall),
  processors: Math.min(one.processors, other.processors),
})
const nothingYet: Spent = { wall: Number.POSITIVE_INFINITY, processors: Number.POSITIVE_INFINITY }

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
    const opened = () =>
      new pg.Client({ host, port, user, password, database: name, stream: () => new OneBufferSocket() })
    const [client, writer] = [opened(), opened()]
    const clients = { reader: client, writer }
    const office = await openOffice()
    try {
      await client.connect()
      await writer.connect()
      await client.query(layTables(households, stretches, [reasonsNotCounted, disabilities]))
      let run = 0
      const plain = (format: string) => async (): Promise<void> => {
        await drain(client, readHouseholds(anybody), format)
        await drain(client, readPersons(anybody), format)
      }
      const dropLast = async (): Promise<void> => {
        if (run > 0) await client.query(`DROP TABLE ${stretches.map((stretch) => runTable(stretch, run)).join(', ')}`)
        run += 1
      }
      const decideEverybody = async (): Promise<void> => {
        const appended = await decideAll(clients, office, everybody(run))
        if (appended !== households) throw new Error('the first run appends everybody')
      }
      // By turns, so that a minute in which the machine is busy is everybody's.
      let [floor, binary, whole, changed] = [nothingYet, nothingYet, nothingYet, nothingYet]
      for (let round = 0; round < rounds; round += 1) {
        floor = least(floor, await spent(clients, plain('text')))
        binary = least(binary, await spent(clients, plain('binary')))
        await dropLast()
        whole = least(whole, await spent(clients, decideEverybody))
      }
      await client.query('ANALYZE result')
      const change = async (): Promise<void> => {
        await client.query(`UPDATE person SET wages = wages + 10000 WHERE ${whoChanged('household_no')}`)
        run += 1
      }
      const decideFew = async (): Promise<void> => {
        const appended = await decideAll(clients, office, few(run))
        if (appended > households / changedOneIn) throw new Error('only those that changed are appended')
      }
      for (let round = 0; round < rounds; round += 1) {
        await change()
        changed = least(changed, await spent(clients, decideFew))
      }
      report.figure('plain COPY out of households and people', said(floor))
      report.figure('the same in the binary format', said(binary))
      report.figure('read, decide, append everybody', said(whole))
      report.figure('read, decide, append 0.5 % that changed', said(changed))
      report.ratio('read, decide, append / plain COPY out', whole.wall / floor.wall, 'aim ≤ 1.2 with two cores free')
      report.ratio('the same / plain COPY out in the binary format', whole.wall / binary.wall, 'none set')
      report.ratio(
        'the same in time of the processors, of the text format',
        whole.processors / floor.processors,
        'none set',
      )
      report.ratio('0.5 % changed / everybody', changed.wall / whole.wall, 'aim ≤ 0.05')
    } finally {
      await client.end()
      await writer.end()
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

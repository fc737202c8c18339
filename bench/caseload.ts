import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
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

/** Reads, decides, appends what is not as it was kept; says how many that were. */
async function decideAll(client: pg.Client, kernel: Kernel, isWanted: string): Promise<number> {
  const homes = await read(client, readHouseholds(isWanted), householdFields)
  const people = await read(client, readPersons(isWanted), personFields)
  const { values: numbers } = homes.columns['no']!
  const sizes = sizesOf(numbers, people.columns['household_no']!.values)
  const columns = { ...homes.columns, ...people.columns }
  const given = { households: homes.count, sizes, rows: homes.columns['place']!.values, columns }
  const caseload = fillCaseload(kernel.layout, given)
  const { rows } = makeAidCaseload(1)
  const byPath = Object.fromEntries(Object.entries(rows).map(([path, values]) => [path, { values }]))
  const answers = runColumns(kernel, caseload, byPath)
  const last = await read(client, lastResults(isWanted), [
    { path: '类别', type: 'text', values: answers.output('类别').values },
    { path: '发放金额', type: 'int8' },
    { path: '理由', type: 'int4' },
  ])
  const changed = answers.changedFrom(last.columns)
  const append = from('COPY result (household_no, class, amount, reasons) FROM STDIN (FORMAT binary)')
  await pipeline(Readable.from(copyAnswers(answers, changed, numbers)), client.query(append))
  return changed.length
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

export const bench: Bench = {
  name: 'caseload',
  zh: '从数据库到数据库：读出、决定、只写回变了的',
  en: 'database to database: read, decide, append what changed',
  run: async (report) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhulian-bench-'))
    const database = await openDatabase({ dataDir })
    const { host, port, user, password, database: name } = database.connection
    const client = new pg.Client({ host, port, user, password, database: name })
    try {
      await client.connect()
      await client.query(layTables(households, [reasonsNotCounted, disabilities]))
      const xml = readFileSync(new URL(`policy/${file}`, import.meta.url), 'utf8')
      const model = await loadModel(xml, { file })
      const kernel = compileColumns(model, { decisions: aidDecisions, layout: aidLayout, fixed: aidFixed })
      const floor = await fastest(rounds, async () => {
        await drain(client, readHouseholds('true'))
        await drain(client, readPersons('true'))
      })
      const whole = await fastest(rounds, async () => {
        await client.query('TRUNCATE result')
        const appended = await decideAll(client, kernel, 'true')
        if (appended !== households) throw new Error('the first run appends everybody')
      })
      const isChanged = `no % ${changedOneIn} = 0`
      const few = await fastest(rounds, async () => {
        await client.query(`UPDATE person SET wages = wages + 10000 WHERE household_no % ${changedOneIn} = 0`)
        const appended = await decideAll(client, kernel, isChanged)
        if (appended > households / changedOneIn) throw new Error('only those that changed are appended')
      })
      report.figure('plain COPY out of households and people', `${floor.toFixed(0)} ms`)
      report.figure('read, decide, append everybody', `${whole.toFixed(0)} ms`)
      report.ratio('read, decide, append / plain COPY out', whole / floor, 'aim ≤ 1.2')
      report.ratio('0.5 % changed / everybody', few / whole, 'aim ≤ 0.05')
    } finally {
      await client.end()
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

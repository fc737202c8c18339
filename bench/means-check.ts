import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrationModules } from '../src/areas.ts'
import { day } from '#platform/clock/index.ts'
import { inScope, migrate, openDatabase, type Database } from '#platform/db/index.ts'
import { given, must } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/index.ts'
import { protocolVersion } from '#relief/means-check/connector/protocol.ts'
import type { ConfiguredDepartment } from '#relief/means-check/departments/department.ts'
import { inventedIdNumber } from '#registry/demo-county/index.ts'
import { clerk, openFamily, tenant, testCheck, type TestCheck } from '#relief/means-check/testing-check.ts'
import { fastest, type Bench, type Report } from './bench.ts'

const rounds = 5
const slowest = 'real-estate'
/** What the slowest department takes; the others answer at once. */
const slowMilliseconds = 2_000

export const bench: Bench = {
  name: 'means-check',
  zh: '一键核对，和最慢的一个部门比',
  en: 'a one-click check against its slowest source',
  run: async (report) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhulian-bench-'))
    const database = await openDatabase({ dataDir })
    try {
      await migrate(database.owner, migrationModules, () => undefined)
      const made = await testCheck(database)
      try {
        await measure(report, made, database)
      } finally {
        await made.close()
      }
    } finally {
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

async function measure(report: Report, made: TestCheck, { db }: Database): Promise<void> {
  await made.setMood(slowest, 'slow', slowMilliseconds)
  const who = clerk('clerk-1', '经办人甲')
  const inTenant = <Result>(work: Parameters<typeof inScope<Result>>[2]): Promise<Result> =>
    inScope(db, { tenants: [tenant], places: 'all' }, work)
  const configured = await inTenant((tx) => made.needs.departments.of(tx, tenant))
  const department = given(
    configured.find(({ code }) => code === slowest),
    slowest,
  )
  const alone = await fastest(rounds, () => askAlone(made, department))
  let whole = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    const { caseId } = await openFamily(made, inTenant, { number: round + 1 })
    whole = Math.min(whole, await fastest(1, () => click(made, who, caseId)))
  }
  report.figure('the slowest department alone', `${alone.toFixed(0)} ms`)
  report.figure('the whole check of a family of two', `${whole.toFixed(0)} ms`)
  report.ratio('one click / its slowest source', whole / alone, 'aim ≤ 1.1')
}

/** From the click until every department has been heard. */
async function click({ checks, settle }: TestCheck, who: Caller, caseId: string): Promise<void> {
  await checks.start(who, caseId)
  await settle()
}

/** The same question to the same department over the same wire, and nothing around it. */
async function askAlone({ needs }: TestCheck, department: ConfiguredDepartment): Promise<void> {
  const connection = await given(department.connection, 'its connection').open()
  const outcome = await needs.connector.put({
    ...{ department, connection, ticket: null, onTicket: () => Promise.resolve() },
    ask: {
      ...{ version: protocolVersion, request: randomUUID(), department: slowest, purpose: 'means-check' },
      ...{
        caseNumber: 'QH-DB-2026-000001',
        basis: '测量',
        authorisations: ['A-1'],
        subjects: [inventedIdNumber(day('1958-04-17'), 'male', 1)],
      },
      items: department.items.map(({ code }) => code),
    },
  })
  must(outcome.kind === 'answered', 'the department answers')
}

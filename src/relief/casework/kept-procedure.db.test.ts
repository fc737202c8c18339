import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { createCalendar, day, dayOf, type Clock } from '#platform/clock/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { roleNames, type RoleName } from '#registry/officers/index.ts'
import { placesAboveFrom } from '#relief/eligibility/index.ts'
import { fixedClock } from './case-clock.ts'
import { createCases } from './cases.ts'
import { caseChecks } from './checks.ts'
import { procedureOf } from './needs.ts'
import { keptOf, procedureFrom } from './procedure/kept.ts'
import { createProcedureLibrary, loadProcedures } from './procedure/library.ts'
import { countCases, listCases } from './list.ts'
import type { Procedure, Stage } from './procedure/procedure.ts'
import { readSteps } from './step-store.ts'
import { caseGround, entryOf, member, policyFolder, type CaseGround } from './testing.ts'
import { caseFilter } from './wire.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-kept-'))
afterAll(() => rmSync(folder, { recursive: true }))
let now = new Date('2026-03-02T09:00:00+08:00')
const clock: Clock = { now: () => now, today: () => dayOf(now) }
let ground: CaseGround
let clerk: Caller
const shipped = loadProcedures(policyFolder, roleNames)

beforeAll(async () => {
  ground = await caseGround(database, { folder, clock })
  clerk = ground.officer('c1', 'town-clerk')
}, 60_000)

/** The same files with other limits, as if somebody had edited them overnight and started again. */
const edited = (all: readonly Procedure[]): Procedure[] =>
  all.map((one) => ({
    ...one,
    limits: one.limits && { ordinary: { days: 3, source: '改过的' } },
    stages: new Map(
      [...one.stages].map(([name, stage]) => [name, { ...stage, limit: stage.limit && { days: 2, source: '改过的' } }]),
    ),
  }))
/** Every move of a stage in the hands of one role. */
const givenTo = (moves: Stage['moves'], role: RoleName): Stage['moves'] =>
  Object.fromEntries(Object.entries(moves).map(([move, rule]) => [move, { ...rule, who: [role] }]))
const libraryOf = (all: readonly Procedure[]) =>
  createProcedureLibrary(
    all,
    placesAboveFrom(() => ground.regions.directory()),
  )
const rowOf = async (id: string) =>
  (
    await sql<{ due: string; stage_due: string; days: number; hash: string | null }>`
      SELECT due_on::text AS due, stage_due_on::text AS stage_due, limit_days AS days, procedure_hash AS hash
      FROM casework.case_record WHERE id = ${id}`.execute(database.owner)
  ).rows[0]!

async function opened(number: string, serial: number, cases = ground.cases) {
  const { householdId, memberIds } = await ground.record(entryOf(number, [member(serial)]))
  return clerk.transaction(database.db, async (tx) => {
    const one = await cases.open(tx, clerk, { programme: 'dibao', householdId, applicantId: memberIds[0]! })
    return (await cases.move(tx, clerk, one.id, { move: 'accept', version: one.version })).case
  })
}

describe('办件照立案时的流程办到底', () => {
  it('写下来的和读回来的是同一个流程，连顺序也一样；改一个字，记号就不同', () => {
    for (const procedure of shipped) {
      const kept = keptOf(procedure)
      const back = procedureFrom(kept.content)
      expect(back).toEqual(procedure)
      expect([...back.stages.keys()]).toEqual([...procedure.stages.keys()])
      expect(keptOf(back).hash).toBe(kept.hash)
    }
    const hashes = [...shipped, ...edited(shipped)].map((one) => keptOf(one).hash)
    expect(new Set(hashes.slice(0, shipped.length)).size).toBe(shipped.length)
    expect(new Set(hashes).size).toBeGreaterThan(shipped.length)
  })

  it('文件改了期限再启动：在办的件不变，存的期限和照时间线重算的还一样；新立的照新的', async () => {
    const running = await opened('QH-K-001', 301)
    const before = await rowOf(running.id)
    expect(before).toMatchObject({ days: 30 })
    const after = createCases({ ...ground.needs, procedures: libraryOf(edited(shipped)) })
    const fresh = await opened('QH-K-002', 302, after)
    expect(await rowOf(fresh.id)).toMatchObject({ days: 3, due: '2026-03-05' })
    now = new Date('2026-03-10T09:00:00+08:00')
    const needs = { ...ground.needs, procedures: libraryOf(edited(shipped)) }
    const moved = await clerk.transaction(database.db, async (tx) => {
      expect(await after.clockOf(tx, running)).toMatchObject({ total: { limitDays: 30, dueOn: before.due } })
      const head = ground.officer('h1', 'town-head')
      const version = running.version
      return (await after.move(tx, head, running.id, { move: 'end-non-cooperation', version, reason: '三次联系不上' }))
        .case
    })
    const calendar = await createCalendar({ db: database.db, clock }).now()
    for (const one of [moved, fresh]) {
      const [row, recomputed] = await clerk.transaction(database.db, async (tx) => {
        const steps = await readSteps(tx, await ground.needs.vault.boxOf(one.tenant), one.id)
        return [await rowOf(one.id), fixedClock(await procedureOf(tx, needs, one), steps, calendar)] as const
      })
      expect([row.due, row.days]).toEqual([recomputed.total!.dueOn, recomputed.total!.limit.days])
    }
    expect((await rowOf(running.id)).due).toBe(before.due)
    const checks = await runChecks(database.db, caseChecks, { tenants: [ground.tenant], today: clock.today() })
    expect(checks.filter(({ holds }) => !holds).map(({ name }) => name)).toEqual([])
  })

  it('从前没留下流程的件，下一步起照那时的文件留下来', async () => {
    const one = await opened('QH-K-003', 303)
    await sql`UPDATE casework.case_record SET procedure_hash = NULL WHERE id = ${one.id}`.execute(database.owner)
    const { version } = one
    await clerk.transaction(database.db, (tx) =>
      ground.cases.move(tx, clerk, one.id, { move: 'withdraw', version, reason: '家里撤回' }),
    )
    const picked = libraryOf(shipped).of({ region: '000000', programme: 'dibao', validFrom: day('2021-07-01') })!
    expect((await rowOf(one.id)).hash).toBe(keptOf(picked).hash)
  })

  it('列表、计数、导出里的环节名，轮到谁，都照办件自己的流程', async () => {
    const old = await opened('QH-K-004', 304)
    const renamed = shipped.map((one) => ({
      ...one,
      stages: new Map(
        [...one.stages].map(([name, stage]) => [
          name,
          // The town head's turn from now on, and another name.
          {
            ...stage,
            zh: `新${stage.zh}`,
            moves: 'accept' in stage.moves ? stage.moves : givenTo(stage.moves, 'town-head'),
          },
        ]),
      ),
    }))
    const needs = { ...ground.needs, procedures: libraryOf(renamed), regions: ground.regions }
    const fresh = await opened('QH-K-005', 305, createCases(needs))
    const seen = async (who: Caller, whose?: 'mine') =>
      who.transaction(database.db, async (tx) => {
        const filter = caseFilter.parse({ state: 'open', ...(whose === undefined ? {} : { whose }) })
        const { rows } = await listCases(tx, who, { ...filter, page: 1, size: 200 }, needs)
        const { stages } = await countCases(tx, who, filter, needs)
        return { rows, stages: stages.map(({ words }) => words.zh) }
      })
    const { rows, stages } = await seen(clerk)
    const wordsIn = (id: string) => rows.find((row) => row.id === id)?.stageWords.zh
    expect(wordsIn(fresh.id)).toBe(`新${wordsIn(old.id)}`)
    // Either name may come first: the words kept are in no order.
    const [before, after] = [wordsIn(old.id), `新${wordsIn(old.id)}`]
    expect(stages.some((words) => [`${before}、${after}`, `${after}、${before}`].includes(words))).toBe(true)
    const ids = async (who: Caller) => (await seen(who, 'mine')).rows.map(({ id }) => id)
    expect(await ids(clerk)).toContain(old.id)
    expect(await ids(clerk)).not.toContain(fresh.id)
    expect(await ids(ground.officer('h1', 'town-head'))).toContain(fresh.id)
  })

  it('留下的流程谁也改不了', async () => {
    await expect(
      database.inTenant(ground.tenant, (tx) => sql`UPDATE casework.procedure SET content = '{}'`.execute(tx)),
    ).rejects.toThrow(/permission|append/i)
  })
})

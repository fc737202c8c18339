import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { systemCaller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { caseConsumers } from './consumers.ts'
import { exportedRows } from './export.ts'
import { countCases, listCases } from './list.ts'
import { caseGround, entryOf, member, otherVillage, village, type CaseGround } from './testing.ts'
import { caseFilter } from './wire.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-cases-'))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
let ground: CaseGround
beforeAll(async () => {
  ground = await caseGround(database, { folder, clock })
}, 90_000)
afterAll(() => rmSync(folder, { recursive: true }))

const within = <Result>(who: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  who.transaction(database.db, work)
const here = () => ground.officer('c1', 'town-clerk')
const there = () => ground.officer('c9', 'town-clerk', ground.regions.placesUnder(otherVillage))
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
let serial = 300
const family = async (place = village) => {
  serial += 1
  return { ...(await ground.record(entryOf(`QH-${serial}`, [member(serial)], { place }))), serial }
}
const opened = async (place = village) => {
  const of = await family(place)
  const one = await ground.open(place === village ? here() : there(), {
    ...{ householdId: of.householdId, applicantId: of.memberIds[0]! },
  })
  return { one, ...of }
}
const listNeeds = () => ({ ...ground.needs, regions: ground.regions })
const seenBy = (who: Caller) =>
  within(who, async (tx) => {
    const filter = caseFilter.parse({ state: 'all' })
    const { rows, count } = await listCases(tx, who, { ...filter, page: 1, size: 200 }, listNeeds())
    const counts = await countCases(tx, who, filter, listNeeds())
    const exported = await exportedRows(tx, who, filter, listNeeds())
    return { ids: rows.map(({ id }) => id), numbers: [count, counts.all.count, exported.length], exported }
  })

describe('地方', () => {
  it('列表、计数、导出都只有自己辖区的；县里看得到全部；移交以后跟着走', async () => {
    const [mine, theirs] = [await opened(), await opened(otherVillage)]
    const [near, far] = [await seenBy(here()), await seenBy(there())]
    expect([near.ids.includes(mine.one.id), near.ids.includes(theirs.one.id)]).toEqual([true, false])
    expect([far.ids, far.numbers]).toEqual([[theirs.one.id], [1, 1, 1]])
    expect(far.exported.map(({ id }) => id)).toEqual([theirs.one.id])
    expect((await seenBy(ground.officer('r1', 'county-reviewer'))).numbers).toEqual([2, 2, 2])

    const system = systemCaller('test', ground.tenant)
    const place = ground.regions.directory().get(otherVillage).placeId
    const event = { tenant: ground.tenant, kind: 'households.handed-over', about: mine.householdId, codes: { place } }
    await within(system, (tx) => caseConsumers[0]!.react(tx, event as never))
    expect((await seenBy(here())).numbers).toEqual([0, 0, 0])
    expect((await seenBy(there())).numbers).toEqual([2, 2, 2])
    const by = (who: Caller) => codeOf(within(who, (tx) => ground.cases.get(tx, who, mine.one.id)))
    expect(await by(here())).toBe('casework.notFound')
    expect(await by(there())).toBe('done')
    expect(await within(there(), (tx) => ground.cases.stepsOf(tx, there(), mine.one.id))).toHaveLength(1)
  })
})

describe('人', () => {
  it('后来进了这家的人，下一步起也占着：别处不能再为他立案；他在别处办着，这里走不下去', async () => {
    const { one, householdId, serial: own } = await opened()
    const newcomer = serial + 1
    serial += 2
    await ground.record(entryOf(`QH-${own}`, [member(own), member(newcomer, { relation: 'child' })]))
    await within(here(), (tx) => ground.cases.move(tx, here(), one.id, { move: 'accept', version: 1 }))
    const other = await caseGround(database, { folder, clock, tenant: 8 })
    const away = other.officer('x1', 'town-clerk')
    const moved = await other.record(entryOf('XX-0001', [member(newcomer)]))
    const again = other.open(away, { householdId: moved.householdId, applicantId: moved.memberIds[0]! })
    expect(await codeOf(again)).toBe('casework.alreadyOpen')

    const busy = await other.record(entryOf('XX-0002', [member(serial)]))
    await other.open(away, { householdId: busy.householdId, applicantId: busy.memberIds[0]! })
    const second = await opened()
    await ground.record(
      entryOf(`QH-${second.serial}`, [member(second.serial), member(second.serial - 1, { relation: 'child' })]),
    )
    const accept = () =>
      codeOf(within(here(), (tx) => ground.cases.move(tx, here(), second.one.id, { move: 'accept', version: 1 })))
    expect(await accept()).toBe('casework.alreadyOpen')
    expect(await within(here(), (tx) => ground.cases.stepsOf(tx, here(), second.one.id))).toHaveLength(1)
    expect(householdId).not.toBe(second.householdId)
  })
})

describe('一次告知（AC-012）', () => {
  it('再要一次材料不行，试过这件事留了痕，办件没有变', async () => {
    const { one } = await opened()
    const ask = (version: number) =>
      codeOf(within(here(), (tx) => ground.cases.move(tx, here(), one.id, { move: 'ask-papers', version })))
    const attempts = async (): Promise<number> => {
      const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM audit.entry
        WHERE action = 'casework.papers-asked-again'`.execute(database.owner)
      return rows[0]!.count
    }
    expect(await ask(1)).toBe('done')
    expect(await attempts()).toBe(0)
    expect(await ask(2)).toBe('casework.askedAlready')
    expect(await attempts()).toBe(1)
    expect(await within(here(), (tx) => ground.cases.stepsOf(tx, here(), one.id))).toHaveLength(2)
  })
})

describe('别的模块给的期限', () => {
  it('只问看得到的、没办结的那几件，写在各自那一行上，别的行上没有', async () => {
    const [mine, other, theirs] = [await opened(), await opened(), await opened(otherVillage)]
    const asked: string[][] = []
    const clock = {
      ...{ words: { zh: '启动核对', en: 'Begin the check' }, dueOn: '2026-03-05' as never, source: '某文' },
      ...{ leftDays: -1, limitDays: 3, light: 'red' as const },
    }
    const needs = {
      ...listNeeds(),
      clocksBeside: () => [
        (_tx: unknown, _who: unknown, cases: readonly string[]) => {
          asked.push([...cases])
          return Promise.resolve([{ ...clock, caseId: mine.one.id }])
        },
      ],
    }
    const { rows } = await within(here(), (tx) =>
      listCases(tx, here(), { ...caseFilter.parse({ state: 'all' }), page: 1, size: 200 }, needs),
    )
    expect(rows.find(({ id }) => id === mine.one.id)?.beside).toEqual([clock])
    expect(rows.find(({ id }) => id === other.one.id)?.beside).toEqual([])
    expect(asked.flat()).toContain(other.one.id)
    expect(asked.flat()).not.toContain(theirs.one.id)
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type Clock } from '#platform/clock/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { meansCheckConsumers } from './consumers.ts'
import { obstaclesOf } from './gate.ts'
import { meansCheckJobs } from './jobs.ts'
import type { LoadedReport } from './check/load-report.ts'
import {
  clerk,
  familyOf,
  newborn,
  openFamily,
  tenant,
  testCheck,
  type TestCheck,
  type TestFamily,
} from './testing-check.ts'
import { createMeansChecks } from './service.ts'
import { moods } from './wire.ts'

const database = testDatabase()
let check: TestCheck
let number = 100
const who = clerk('clerk-1', '经办人甲')
const head = clerk('head-1', '分管领导乙')
const inTenant = <Result>(work: (tx: Tx) => Promise<Result>) => database.inTenant(tenant, work)

beforeAll(async () => {
  check = await testCheck(database)
})
afterAll(() => check.close())

async function family(
  more: { isSigned?: boolean; members?: Parameters<typeof familyOf>[1] } = {},
): Promise<TestFamily> {
  for (const department of ['police', 'social-insurance', 'tax', 'real-estate', 'vehicles', 'finance'])
    await check.setMood(department, 'well')
  const { members, ...rest } = more
  return openFamily(check, inTenant, { number: number++, ...rest, ...(members ? { members } : {}) })
}
async function started(one: TestFamily): Promise<string> {
  const { id } = await check.checks.start(who, one.caseId)
  await check.settle()
  return id
}
const statesOf = ({ requests }: LoadedReport, department: string) =>
  requests.filter((one) => one.department === department).map(({ state }) => state)
const codes = async (one: TestFamily): Promise<string[]> =>
  inTenant(async (tx) => {
    const found = await check.gate.obstacles(tx, who, await check.cases.get(tx, who, one.caseId), {
      ...{ move: 'give-opinion', version: 1 },
    })
    return found.map(({ refusal }) => refusal.code.replace('means-check.', ''))
  })
const job = async (): Promise<void> => {
  const [goOn] = meansCheckJobs({ ...check.needs, tenants: () => Promise.resolve([tenant]) })
  await goOn!.run()
}
const refusedWith = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'not refused',
    (error: unknown) => (error instanceof Refusal ? error.code.replace('means-check.', '') : String(error)),
  )
/** Settles every open difference with what was declared, so that only the rest stands in the way. */
async function settleAll(id: string): Promise<void> {
  const { lines } = await check.checks.read(who, id)
  for (const { key, isDifference, declared } of lines)
    if (isDifference)
      await check.checks.settle(who, id, {
        ...{ line: key, takes: declared === null ? 'found' : 'declared', value: null, why: '家庭已说明' },
      })
}

describe('一键核对', () => {
  it('一下问六个部门，每人每项都有来源、时间和结果', async () => {
    const one = await family()
    const id = await started(one)
    const loaded = await check.checks.read(who, id)
    expect(loaded.state).toBe('complete')
    expect(loaded.items).toEqual({ all: 10, answered: 10 })
    expect(loaded.requests).toHaveLength(5 * 2 + 1)
    expect(loaded.requests.every(({ authorisations }) => authorisations.length > 0)).toBe(true)
    expect(loaded.report.finishedAt).not.toBeNull()
    await settleAll(id)
    expect(await codes(one)).toEqual([])
  })

  it('两位经办人同时点、一位连点：只有一次核对，每个部门只问一遍', async () => {
    const one = await family()
    const clicks = [who, clerk('clerk-2', '经办人丙'), who, who].map((by) => check.checks.start(by, one.caseId))
    const ids = new Set((await Promise.all(clicks)).map(({ id }) => id))
    await check.settle()
    expect(ids.size).toBe(1)
    expect((await check.checks.ofCase(who, one.caseId)).length).toBe(1)
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM means_check.answer a
      JOIN means_check.request q ON q.tenant_id = a.tenant_id AND q.id = a.request_id
      WHERE q.report_id = ${[...ids][0]}`.execute(database.owner)
    expect(rows[0]!.n).toBe(11)
  })

  it('问完再点一次，还是那一份', async () => {
    const one = await family()
    expect(await started(one)).toBe(await started(one))
  })

  it('AC-017：没有人签字，一个部门也不问', async () => {
    const one = await family({ isSigned: false })
    expect(await refusedWith(check.checks.start(who, one.caseId))).toBe('nobodyAuthorised')
    expect(await check.checks.ofCase(who, one.caseId)).toEqual([])
    expect(await codes(one)).toEqual(['noCheckYet'])
  })

  it('AC-017：有一位成年人没签，不问他，报告写明，不能凭它决定；补签后再问', async () => {
    const one = await family()
    check.signed.delete(one.persons[1]!)
    const id = await started(one)
    const loaded = await check.checks.read(who, id)
    const his = loaded.requests.filter(({ subject }) => subject === one.persons[1])
    expect(his.map(({ state }) => state)).toEqual(his.map(() => 'not-authorised'))
    expect(his.every(({ askedAt, authorisations }) => askedAt === null && authorisations.length === 0)).toBe(true)
    // The household's home is asked about with the number of the one who signed, and is not the whole truth.
    expect(loaded.lines.find(({ key }) => key === 'homes:household')!.code).toBe('at-least')
    expect(await codes(one)).toContain('adultsNotAuthorised')
    expect(await refusedWith(check.checks.except(head, id, '急着办'))).toBe('nothingSilent')
    check.signed.add(one.persons[1]!)
    await check.checks.askAgain(who, id)
    await check.settle()
    expect((await check.checks.read(who, id)).requests.map(({ state }) => state)).not.toContain('not-authorised')
  })

  it('授权在再问之前收回了：不再问', async () => {
    const one = await family()
    await check.setMood('tax', 'failing')
    const id = await started(one)
    one.persons.forEach((person) => check.signed.delete(person))
    check.clock.move(2)
    await check.setMood('tax', 'well')
    await job()
    expect(statesOf(await check.checks.read(who, id), 'tax')).toEqual(['not-authorised', 'not-authorised'])
  })

  it('AC-017：核对之后来了新成员，报告过时；重新核对是第二份', async () => {
    const one = await family()
    const id = await started(one)
    await settleAll(id)
    await inTenant((tx) =>
      check.households.record(tx, who, [
        { ...familyOf(number - 1), members: [...familyOf(number - 1).members, newborn] },
      ]),
    )
    expect((await check.checks.read(who, id)).state).toBe('outdated')
    expect(await codes(one)).toEqual(['reportOutdated'])
    const second = await started(one)
    expect(second).not.toBe(id)
    await settleAll(second)
    // A newborn without a number is nobody's silence.
    expect(await codes(one)).toEqual([])
  })
})

describe('部门不好好回复', () => {
  const ill = moods.filter((mood) => !['well', 'slow', 'contradicting', 'death'].includes(mood))
  it.each(ill)('人力社保 %s：写明没有回复和再问的时间，绝不显示为没有问题', async (mood) => {
    const one = await family()
    await check.setMood('social-insurance', mood)
    const id = await started(one)
    const loaded = await check.checks.read(who, id)
    expect(loaded.state).toBe('partial')
    expect(statesOf(loaded, 'social-insurance')).toEqual(['silent', 'silent'])
    expect(loaded.requests.filter(({ state }) => state === 'silent').every(({ nextAt }) => nextAt !== null)).toBe(true)
    const pensions = loaded.lines.filter(({ key }) => key.startsWith('social-insurance.pension-received'))
    expect(new Set(pensions.map(({ code }) => code))).toEqual(new Set(['unanswered']))
    // The others answered, whatever this one does.
    expect(loaded.items.answered).toBe(mood === 'partial' ? 9 : 8)
    expect(await codes(one)).toContain('sourcesSilent')

    await check.setMood('social-insurance', 'well')
    await job()
    expect((await check.checks.read(who, id)).state).toBe('partial')
    check.clock.move(1)
    await job()
    const later = await check.checks.read(who, id)
    expect(later.state).toBe('complete')
    expect(later.attempts).toHaveLength(2)
  })

  it('AC-018：没有回复的，要有人具名写明理由才能先办，发起核对的人自己不行', async () => {
    const one = await family()
    await check.setMood('finance', 'down')
    const id = await started(one)
    await settleAll(id)
    expect(await codes(one)).toEqual(['sourcesSilent'])
    expect(await refusedWith(check.checks.except(who, id, '银行接口检修三天'))).toBe('sameWhoAsked')
    await check.checks.except(head, id, '银行接口检修三天')
    const loaded = await check.checks.read(who, id)
    expect(loaded.exceptions).toMatchObject([
      { departments: ['finance'], byName: '分管领导乙', why: '银行接口检修三天' },
    ])
    expect(loaded.state).toBe('partial')
    expect(await codes(one)).toEqual([])
  })

  it('再问的计划走完了，就停下来等人', async () => {
    const one = await family()
    await check.setMood('vehicles', 'failing')
    const id = await started(one)
    for (const minutes of [1, 5, 60, 600]) {
      check.clock.move(minutes)
      await job()
    }
    const { requests, attempts } = await check.checks.read(who, id)
    expect(attempts).toHaveLength(2 * 3)
    expect(requests.filter(({ state }) => state === 'silent').map(({ nextAt }) => nextAt)).toEqual([null, null])
    await check.setMood('vehicles', 'well')
    await check.checks.askAgain(who, id)
    await check.settle()
    expect((await check.checks.read(who, id)).state).toBe('complete')
  })

  it('没有接通的部门：写明没有接通，不问，不用模拟器顶', async () => {
    const one = await family()
    const real = { ...check.needs, departments: { ...check.needs.departments, of: notConnected } }
    const checks = createMeansChecks(real)
    const { id } = await checks.start(who, one.caseId)
    await check.settle()
    const loaded = await checks.read(who, id)
    expect(new Set(loaded.requests.map(({ state }) => state))).toEqual(new Set(['not-configured']))
    expect(loaded.state).toBe('partial')
    expect(obstaclesOf(loaded).map(({ refusal, exceptional }) => [refusal.code, exceptional])).toEqual([
      ['means-check.sourcesSilent', true],
    ])
  })
  it('提请了还没有启动的，照办件的流程 3 个工作日内启动，过了变红；问出去了、办结了就不催', async () => {
    const one = await family()
    const checks = createMeansChecks({ ...check.needs, departments: { ...check.needs.departments, of: notConnected } })
    const { id } = await checks.start(who, one.caseId)
    await check.settle()
    const loaded = await checks.read(who, id)
    expect(await checks.startLimitOf(who, loaded)).toMatchObject({
      leftDays: 3,
      light: 'green',
      source: '民发〔2021〕57号',
    })
    const later: Clock = { now: check.clock.now, today: () => addDays(check.clock.today(), 14) }
    const late = createMeansChecks({ ...check.needs, clock: later })
    const onList = (by: typeof checks, ...ids: string[]) => inTenant((tx) => by.clocksOf(tx, who, ids))
    const begin = { caseId: one.caseId, words: { zh: '启动核对', en: 'Begin the check' }, limitDays: 3 }
    expect(await onList(checks, one.caseId)).toMatchObject([{ ...begin, leftDays: 3, light: 'green' }])
    expect(await onList(late, one.caseId)).toMatchObject([{ ...begin, light: 'red' }])
    expect(await onList(late)).toEqual([])
    expect(await late.startLimitOf(who, loaded)).toMatchObject({ light: 'red' })
    // A programme no document gives a day is not given one here.
    const silent = createMeansChecks({ ...check.needs, beginWithin: () => Promise.resolve(null) })
    expect(await silent.startLimitOf(who, loaded)).toBeNull()
    expect(await onList(silent, one.caseId)).toEqual([])
    expect(await checks.startLimitOf(who, { ...loaded, isLatest: false })).toBeNull()
    const other = await family()
    expect(await late.startLimitOf(who, await check.checks.read(who, await started(other)))).toBeNull()
    expect((await onList(late, one.caseId, other.caseId)).map(({ caseId }) => caseId)).toEqual([one.caseId])
    await inTenant(async (tx) => {
      const { version } = await check.cases.get(tx, who, one.caseId)
      return check.cases.move(tx, { ...who, roles: ['town-clerk'] }, one.caseId, {
        move: 'withdraw',
        version,
        reason: '家里撤回',
      })
    })
    expect(await late.startLimitOf(who, loaded)).toBeNull()
  })
  const notConnected: TestCheck['needs']['departments']['of'] = async (tx, of) =>
    (await check.needs.departments.of(tx, of)).map((one) => ({ ...one, connection: null }))
})

describe('进程被杀', () => {
  it('问到一半没了：租期过后接着问，已经回复的不动，没有丢也没有重', async () => {
    const one = await family()
    const { id } = await check.checks.start(who, one.caseId)
    await check.settle()
    // As a killed process leaves it: asked, with a ticket, claimed, and never answered.
    await sql`DELETE FROM means_check.answer a USING means_check.request q WHERE q.id = a.request_id
      AND q.report_id = ${id} AND q.department = 'tax'`.execute(database.owner)
    await sql`UPDATE means_check.item i SET outcome = NULL, value = NULL, data_on = NULL FROM means_check.request q
      WHERE q.id = i.request_id AND q.report_id = ${id} AND q.department = 'tax'`.execute(database.owner)
    await sql`UPDATE means_check.request SET state = 'asked', answered_at = NULL, tries = 0, ticket = id::text,
      claimed_until = ${new Date(check.clock.now().getTime() + 60_000)}
      WHERE report_id = ${id} AND department = 'tax'`.execute(database.owner)
    await job()
    expect(statesOf(await check.checks.read(who, id), 'tax')).toEqual(['asked', 'asked'])
    check.clock.move(2)
    await Promise.all([job(), job()])
    const loaded = await check.checks.read(who, id)
    expect(loaded.state).toBe('complete')
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM means_check.answer a
      JOIN means_check.request q ON q.tenant_id = a.tenant_id AND q.id = a.request_id
      WHERE q.report_id = ${id}`.execute(database.owner)
    expect(rows[0]!.n).toBe(11)
  })
})

describe('看得见的人', () => {
  it('别的镇看不见；移交以后跟着走', async () => {
    const one = await family()
    const id = await started(one)
    const other = (one.placeId + 1) as PlaceId
    const seen = (place: PlaceId) =>
      database.inTenant(
        tenant,
        async (tx) => {
          const counts = []
          for (const table of ['report', 'request', 'item'])
            counts.push((await sql`SELECT 1 FROM ${sql.table(`means_check.${table}`)}`.execute(tx)).rows.length > 0)
          return counts
        },
        [place],
      )
    expect(await seen(other)).toEqual([false, false, false])
    const [follow] = meansCheckConsumers
    const event = { id: 'e', tenant, kind: 'households.handed-over', about: one.householdId, version: 2 }
    await inTenant((tx) => follow!.react(tx, { ...event, codes: { place: other } }))
    expect(await seen(other)).toEqual([true, true, true])
    expect(await inTenant((tx) => check.checks.latestOf(tx, who, one.caseId))).toMatchObject({ id, state: 'complete' })
  })

  it('库里没有明文的证件号码；回复原文是密文', async () => {
    const one = await family()
    const id = await started(one)
    for (const table of ['report', 'request', 'item', 'attempt', 'answer', 'settlement']) {
      const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(`means_check.${table}`)} t
        WHERE t::text LIKE '%99990119580417%' OR t::text LIKE '%居民甲0001%'`.execute(database.owner)
      expect([table, rows[0]!.n]).toEqual([table, 0])
    }
    const events = await sql<{ n: number }>`SELECT count(*)::int AS n FROM platform.table_rule
      WHERE table_name LIKE 'means_check.%' AND NOT is_guarded`.execute(database.owner)
    expect(events.rows[0]!.n).toBe(0)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { day } from '#platform/clock/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { clerk, openFamily, tenant, testCheck, type TestCheck, type TestFamily } from './testing-check.ts'

const database = testDatabase()
let check: TestCheck
let number = 300
const who = clerk('clerk-1', '经办人甲')
const inTenant = <Result>(work: (tx: Tx) => Promise<Result>) => database.inTenant(tenant, work)

beforeAll(async () => {
  check = await testCheck(database)
})
afterAll(() => check.close())

const family = (): Promise<TestFamily> => openFamily(check, inTenant, { number: number++ })
const refusedWith = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'not refused',
    (error: unknown) => (error instanceof Refusal ? error.code.replace('means-check.', '') : String(error)),
  )
const started = async (one: TestFamily): Promise<string> => {
  const { id } = await check.checks.start(who, one.caseId)
  await check.settle()
  return id
}
const wagesOf = (one: TestFamily) =>
  inTenant(async (tx) => {
    const asOf = { factsOn: day('2026-03-02') }
    const { members } = await check.households.situationOf(tx, tenant, one.householdId, asOf)
    return members.find(({ id }) => id === one.persons[0])!.incomes.wages
  })
const lineOf = async (id: string, key: string) =>
  (await check.checks.read(who, id)).lines.find((one) => one.key === key)!
const codes = (one: TestFamily) =>
  inTenant(async (tx) => {
    const found = await check.gate.obstacles(tx, who, await check.cases.get(tx, who, one.caseId), {
      ...{ move: 'propose-decision', version: 1 },
    })
    return found.map(({ refusal }) => refusal.code.replace('means-check.', ''))
  })

describe('AC-019 申报和查到的不一样', () => {
  it('申报 1200、查到 2300、家庭有异议、复核 1250：档案都留着，测算用 1250 并写明为什么', async () => {
    await check.setMood('social-insurance', 'contradicting')
    const one = await family()
    const first = await started(one)
    const key = `social-insurance.contribution-base:${one.persons[0]}`
    expect(await lineOf(first, key)).toMatchObject({ code: 'more', found: { fen: '230000' } })
    // Found alone moves nothing.
    expect((await wagesOf(one))?.value.amount).toBe(120_000n)
    expect(await codes(one)).toContain('differencesOpen')

    const objection = { line: key, says: 'objects' as const, note: '', documentId: null }
    expect(await refusedWith(check.checks.answer(who, first, objection))).toBe('objectionNeedsNote')
    expect(await refusedWith(check.checks.answer(who, first, { ...objection, documentId: one.caseId }))).toBe(
      'unknownDocument',
    )
    await check.checks.answer(who, first, { ...objection, note: '早就不在那家厂了，有工资条' })
    const before = JSON.stringify((await check.checks.read(who, first)).lines)

    const second = (await check.checks.recheck(who, { after: first, why: '家庭有异议，交了工资条' })).id
    await check.settle()
    expect(await lineOf(second, key)).toMatchObject({ code: 'more', found: { fen: '125000' } })
    await check.checks.settle(who, second, {
      line: key,
      takes: 'confirmed',
      value: '1250',
      why: '工资条三个月都是 1250 元',
    })
    const wages = await wagesOf(one)
    expect(wages).toMatchObject({ value: { amount: 125_000n, per: 'month' }, source: { kind: 'found' } })
    expect(wages!.source.zh).toContain('工资条三个月都是 1250 元')
    expect(wages!.source.zh).toContain('人力社保 2026-03-02')

    // The first report stays as it was, with what the family said to it.
    expect(JSON.stringify((await check.checks.read(who, first)).lines)).toBe(before)
    expect((await check.checks.read(who, first)).answers).toMatchObject([{ says: 'objects' }])
    expect(
      await refusedWith(check.checks.settle(who, first, { line: key, takes: 'found', value: null, why: '旧的' })),
    ).toBe('notTheLatest')
    await check.setMood('social-insurance', 'well')
  })

  it('两个人同时要复核：只有一份', async () => {
    const one = await family()
    const first = await started(one)
    const wishes = ['clerk-1', 'clerk-2'].map((id) =>
      check.checks.recheck(clerk(id, id), { after: first, why: '两个人同时' }).catch(() => null),
    )
    await Promise.all(wishes)
    await check.settle()
    expect((await check.checks.ofCase(who, one.caseId)).map(({ report }) => report.position)).toEqual([2, 1])
  })

  it('采用申报数：只留下认定，档案一个字不动', async () => {
    await check.setMood('social-insurance', 'contradicting')
    const one = await family()
    const id = await started(one)
    const line = `social-insurance.contribution-base:${one.persons[0]}`
    const before = await wagesOf(one)
    await check.checks.settle(who, id, { line, takes: 'declared', value: null, why: '基数是按最低标准交的' })
    expect(await wagesOf(one)).toEqual(before)
    expect((await check.checks.read(who, id)).settlements).toMatchObject([{ takes: 'declared', byName: '经办人甲' }])
    // Changed the mind: the found value goes in; and back again, the declared one with its own source.
    await check.checks.settle(who, id, { line, takes: 'found', value: null, why: '查了合同' })
    expect((await wagesOf(one))?.value.amount).toBe(230_000n)
    await check.checks.settle(who, id, { line, takes: 'declared', value: null, why: '合同是别人的' })
    expect(await wagesOf(one)).toMatchObject({ value: { amount: 120_000n }, source: { kind: 'declared' } })
    await check.setMood('social-insurance', 'well')
  })

  it.each([
    ['', 'valueNeeded'],
    ['-5', 'valueNotUnderstood'],
    ['12.345', 'valueNotUnderstood'],
    ['一千二', 'valueNotUnderstood'],
  ])('确认的数写成“%s”：%s', async (value, code) => {
    await check.setMood('social-insurance', 'contradicting')
    const one = await family()
    const id = await started(one)
    const line = `social-insurance.contribution-base:${one.persons[0]}`
    expect(await refusedWith(check.checks.settle(who, id, { line, takes: 'confirmed', value, why: '工资条' }))).toBe(
      code,
    )
    expect((await check.checks.read(who, id)).settlements).toEqual([])
    await check.setMood('social-insurance', 'well')
  })

  it('一致的一行没有什么可认定的', async () => {
    const one = await family()
    const id = await started(one)
    const wish = { line: 'homes:household', takes: 'confirmed' as const, value: '2', why: '多写一套' }
    expect(await refusedWith(check.checks.settle(who, id, wish))).toBe('noSuchLine')
  })

  it('认定写进留痕，留痕里的数是密文', async () => {
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM audit.entry
      WHERE action = 'means-check.difference-settled'`.execute(database.owner)
    expect(rows[0]!.n).toBeGreaterThan(0)
  })
})

describe('公安说有人去世', () => {
  it('写明哪一天，先核实再办；认定以后档案记下死亡，仍不能给他办', async () => {
    await check.setMood('police', 'death')
    const one = await family()
    const id = await started(one)
    expect((await codes(one))[0]).toBe('memberDied')
    const { lines } = await check.checks.read(who, id)
    const death = lines.find(({ fact, isDifference }) => fact === 'died-on' && isDifference)!
    expect(death).toMatchObject({ subject: one.persons[1], found: { kind: 'day', day: '2026-03-02' } })
    await check.checks.settle(who, id, { line: death.key, takes: 'found', value: null, why: '村里核实' })
    const question = { persons: one.persons, factsOn: day('2026-03-02') }
    expect(await inTenant((tx) => check.households.deathsOf(tx, who, question))).toMatchObject([
      { personId: one.persons[1], diedOn: '2026-03-02' },
    ])
    expect(await codes(one)).toEqual(['memberDied'])
    await check.setMood('police', 'well')
  })

  it('登记有误、人在世：有人认定并写明，就不再拦着，档案里没有死亡', async () => {
    await check.setMood('police', 'death')
    const one = await family()
    const id = await started(one)
    const death = (await check.checks.read(who, id)).lines.find(
      ({ fact, isDifference }) => fact === 'died-on' && isDifference,
    )!
    await check.checks.settle(who, id, { line: death.key, takes: 'declared', value: null, why: '本人到窗口来了' })
    expect(await codes(one)).not.toContain('memberDied')
    const question = { persons: one.persons, factsOn: day('2026-03-02') }
    expect(await inTenant((tx) => check.households.deathsOf(tx, who, question))).toEqual([])
    await check.setMood('police', 'well')
  })
})

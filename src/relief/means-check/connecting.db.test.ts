import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { answerSignatureHeader, Ask, signatureOf } from './connector/protocol.ts'
import { createConnecting, type ChangeWish, type Connecting } from './departments/connecting.ts'
import { readChanges } from './departments/connection-store.ts'
import { healthKey, readHealth } from './departments/health-view.ts'
import { tryOut } from './departments/try-out.ts'
import { clerk, openFamily, tenant, testCheck, type TestCheck } from './testing-check.ts'

const database = testDatabase()
const secret = 'canary secret of the tax office'
let check: TestCheck
let connecting: Connecting
let exchange: Server
let baseUrl: string
const asked: Ask[] = []

beforeAll(async () => {
  check = await testCheck(database)
  connecting = createConnecting(check.needs)
  // A department on this machine that plays by the protocol and is no simulator.
  exchange = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const ask = Ask.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      asked.push(ask)
      const answer = JSON.stringify({
        ...{ version: 1, request: ask.request, department: ask.department, subjects: ask.subjects },
        ...{ answeredAt: '2026-03-02T09:00:00+08:00', simulated: false },
        items: ask.items.map((code) => ({ code, outcome: 'none', dataOn: '2026-03-01' })),
      })
      response.writeHead(200, { [answerSignatureHeader]: signatureOf(secret, answer) }).end(answer)
    })
  })
  await new Promise<void>((resolve) => exchange.listen(0, '127.0.0.1', resolve))
  baseUrl = `http://127.0.0.1:${(exchange.address() as AddressInfo).port}`
}, 60_000)
afterAll(async () => {
  exchange.closeAllConnections()
  await new Promise((resolve) => exchange.close(resolve))
  await check.close()
})

const [one, two, three] = [clerk('admin', '系统管理员'), clerk('liaison', '联络员'), clerk('head', '负责人')]
const act = <Result>(who: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  who.transaction(database.db, work)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code.replace('means-check.', '')
      throw error
    },
  )
const ask = (department: string, more: Partial<ChangeWish> = {}, who = one): Promise<string> =>
  codeOf(
    act(who, (tx) =>
      connecting.ask(tx, who, {
        department,
        baseUrl,
        secret,
        timeoutMs: 2_000,
        definition: null,
        why: '照接入单',
        ...more,
      }),
    ),
  )
const waiting = async (department: string) =>
  (await act(one, (tx) => readChanges(tx, tenant))).find((change) => change.department === department)
const answer = async (department: string, agrees = true, who = two, id?: string): Promise<string> => {
  const change = id ?? (await waiting(department))!.id
  return codeOf(act(who, (tx) => connecting.answer(tx, who, { department, id: change, agrees, why: '打电话核过' })))
}
const reachedAt = async (department: string) => {
  const all = await act(one, (tx) => check.needs.departments.of(tx, tenant))
  const found = all.find(({ code }) => code === department)!
  return found.connection === null ? null : (await found.connection.open()).baseUrl
}

describe('证件号码送到哪里，要两个人', () => {
  it('一个人提的还不用，提的人自己核不了；另一个人核实才用；首次接通也一样', async () => {
    const before = await reachedAt('tax')
    expect(await ask('tax')).toBe('done')
    expect(await reachedAt('tax')).toBe(before)
    expect(await answer('tax', true, one)).toBe('changeByAnother')
    expect(await answer('tax')).toBe('done')
    expect(await reachedAt('tax')).toBe(baseUrl)
  })

  it('停用再改也绕不过去：停用要写原因，停着就不问；改地址照样要两个人', async () => {
    const off = () =>
      codeOf(act(one, (tx) => connecting.switchOff(tx, one, { department: 'tax', reason: '对方系统升级' })))
    expect(await off()).toBe('done')
    expect(await off()).toBe('notConnected')
    // Nor does the simulator answer for a department that was switched off.
    expect(await reachedAt('tax')).toBeNull()
    expect(await ask('tax', { baseUrl: 'https://10.9.9.9', secret: null })).toBe('done')
    expect(await reachedAt('tax')).toBeNull()
    expect(await answer('tax', false)).toBe('done')
    const on = () => codeOf(act(one, (tx) => connecting.switchOn(tx, one, { department: 'tax', reason: '升级好了' })))
    expect(await on()).toBe('done')
    expect(await on()).toBe('notOff')
    expect(await reachedAt('tax')).toBe(baseUrl)
  })

  it('一个部门同时只有一个改动在等；两个人同时提、同时答复，各只有一个算数', async () => {
    const both = await Promise.all([ask('police', {}, one), ask('police', {}, two)])
    expect(both.toSorted()).toEqual(['changeWaits', 'done'])
    const { id, askedBy } = (await waiting('police'))!
    const others = [one, two, three].filter((who) => who.id !== askedBy)
    const answers = await Promise.all(others.map((who, index) => answer('police', index === 0, who, id)))
    expect(answers.toSorted()).toEqual(['changeGone', 'done'])
  })

  it('提的人可以收回，别人收不回', async () => {
    await ask('vehicles')
    const { id } = (await waiting('vehicles'))!
    const withdraw = (who: Caller) =>
      codeOf(act(who, (tx) => connecting.withdraw(tx, who, { department: 'vehicles', id })))
    expect(await withdraw(two)).toBe('notYourChange')
    expect(await withdraw(one)).toBe('done')
    expect(await answer('vehicles', true, two, id)).toBe('changeGone')
  })

  it.each([
    ['没有这个部门', 'no-such', {}, 'unknownDepartment'],
    ['没接过，没填密钥', 'finance', { secret: null }, 'secretNeeded'],
    ['明着走在外面', 'finance', { baseUrl: 'http://exchange.example.gov.cn' }, 'addressInClear'],
    ['地址里带密码', 'finance', { baseUrl: 'https://a:b@exchange.example.gov.cn' }, 'addressTellsMore'],
    ['不是地址', 'finance', { baseUrl: '税务局' }, 'notAnAddress'],
  ])('%s：提不了', async (_, department, more, code) => {
    expect(await ask(department, more)).toBe(code)
    expect(await waiting(department)).toBeUndefined()
  })

  it('数据库也不让提的人自己核实', async () => {
    await ask('real-estate')
    const { id } = (await waiting('real-estate'))!
    const alone = act(one, (tx) =>
      sql`UPDATE means_check.connection_change SET state = 'confirmed', decided_by = asked_by, decided_at = now()
        WHERE id = ${id}`.execute(tx),
    )
    await expect(alone).rejects.toThrow('change_is_decided_by_another')
  })

  it('密钥在库里、在留痕里都看不见', async () => {
    const { rows } = await sql<{ text: string }>`SELECT to_jsonb(c)::text AS text FROM means_check.connection c
      UNION ALL SELECT to_jsonb(h)::text FROM means_check.connection_change h
      UNION ALL SELECT to_jsonb(e)::text FROM audit.entry e`.execute(database.owner)
    const all = rows.map(({ text }) => text).join('\n')
    expect(all).toContain('connection-confirmed')
    expect(all).not.toContain('canary')
    expect(all).not.toContain(Buffer.from('canary').toString('hex'))
  })
})

describe('目录里没有的部门', () => {
  const item = { code: 'fund-balance', zh: '公积金余额', en: 'Balance', per: 'person' as const }
  const definition = {
    ...{ zh: '住房公积金', en: 'Housing fund', askAgainMinutes: [1, 5], validDays: 30 },
    items: [{ ...item, unit: 'fen' as const, speaksTo: 'deposits' as const }],
  }
  it('自己加：名称、项目和地址一起要两个人；核实以前问不到，核实以后照样问', async () => {
    expect(await ask('housing-fund', { definition })).toBe('done')
    expect(await tryOut(one, { department: 'housing-fund', of: 'asked' }, check.needs)).toMatchObject({
      ...{ outcome: 'answered', asked: 1, answered: 1 },
    })
    const codes = async () => (await act(one, (tx) => check.needs.departments.of(tx, tenant))).map(({ code }) => code)
    expect(await codes()).not.toContain('housing-fund')
    expect(await answer('housing-fund')).toBe('done')
    expect(await codes()).toContain('housing-fund')
    // Another address later keeps the items.
    expect(await ask('housing-fund', { baseUrl: `${baseUrl}/moved`, secret: null })).toBe('done')
    expect(await answer('housing-fund')).toBe('done')
    const found = await act(one, (tx) => check.needs.departments.of(tx, tenant))
    expect(found.find(({ code }) => code === 'housing-fund')).toMatchObject({
      zh: '住房公积金',
      items: definition.items,
    })
  })
  it.each([
    ['代码是自带的部门', 'tax', definition, 'departmentShipped'],
    [
      '个数和存款比',
      'other-fund',
      { ...definition, items: [{ ...item, unit: 'count', speaksTo: 'deposits' }] },
      'badDefinition',
    ],
    [
      '同一项写了两遍',
      'other-fund',
      { ...definition, items: [...definition.items, ...definition.items] },
      'badDefinition',
    ],
  ])('%s：加不了', async (_, department, wish, code) => {
    expect(await ask(department, { definition: wish as never })).toBe(code)
  })
})

describe('试通', () => {
  const tried = (department: string, of: 'live' | 'asked' = 'live', who = one) =>
    tryOut(who, { department, of }, check.needs)

  it('问的是不存在的人，说得出通没通、答了几项；什么也没留下', async () => {
    asked.length = 0
    expect(await tried('tax')).toMatchObject({ outcome: 'answered', answered: 2, asked: 2, isSimulated: false })
    expect(asked).toHaveLength(1)
    expect(asked[0]!.subjects).toEqual([expect.stringMatching(/^990000/)])
    const { rows } = await sql`SELECT FROM means_check.request`.execute(database.owner)
    expect(rows).toHaveLength(0)
    const noted = await sql<{ details: { outcome: string } }>`SELECT details FROM audit.entry
      WHERE action = 'means-check.connection-tried' AND about_id = 'tax'`.execute(database.owner)
    expect(noted.rows.map(({ details }) => details.outcome)).toEqual(['answered'])
  })

  it('核实以前先试新地址；密钥不对，说签名不对', async () => {
    expect(await tried('real-estate', 'asked')).toMatchObject({ outcome: 'answered' })
    await answer('real-estate', false)
    await ask('real-estate', { secret: 'another secret altogether' })
    expect(await tried('real-estate', 'asked')).toMatchObject({ outcome: 'silent', trouble: 'badly-signed' })
    await answer('real-estate', false)
    await expect(tried('real-estate', 'asked')).rejects.toMatchObject({ code: 'means-check.changeGone' })
  })

  it('还没接通的在演示里由模拟器答，写明是模拟；停用的、不存在的，一句明白话', async () => {
    expect(await tried('finance')).toMatchObject({ isSimulated: true })
    await expect(tried('no-such')).rejects.toMatchObject({ code: 'means-check.unknownDepartment' })
  })
})

describe('答得怎么样', () => {
  it('今天答了几次、从什么时候起没有回复', async () => {
    const family = await openFamily(check, (work) => database.inTenant(tenant, work), { number: 900 })
    const who = clerk('clerk-1', '经办人甲')
    const start = async () => {
      const { id } = await check.checks.start(who, family.caseId)
      await check.settle()
      return id
    }
    await check.setMood('finance', 'down')
    await start()
    const health = await act(one, (tx) => readHealth(tx, tenant, check.clock.today()))
    // One household item of one department; two persons asked at the tax office, which is connected for real here.
    expect(health.get(healthKey('tax', false))).toMatchObject({ answersToday: 2, failedToday: 0, silentSince: null })
    expect(health.get(healthKey('finance', true))).toMatchObject({ answersToday: 0, lastAnswerAt: null })
    expect(health.get(healthKey('finance', true))!.silentSince).toEqual(check.clock.now())
    expect(health.get(healthKey('finance', true))!.failedToday).toBeGreaterThan(0)
    // What the simulator failed to say is held against no interface.
    expect(health.has(healthKey('finance', false))).toBe(false)
    const tomorrow = await act(one, (tx) => readHealth(tx, tenant, '2026-03-03' as never))
    expect(tomorrow.get(healthKey('tax', false))).toMatchObject({ answersToday: 0 })
    expect(tomorrow.get(healthKey('finance', true))!.silentSince).not.toBeNull()
  })
})

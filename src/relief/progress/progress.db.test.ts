import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { day, month, stoppedClock, type Clock } from '#platform/clock/index.ts'
import { testServer, type TestServer, type Visitor } from '#platform/http/testing.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import { yuan, zeroFen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { MoneyBack, Payment } from '#finance/payouts/contract.ts'
import { createCheckReceipt, receiptSecrets } from '#relief/intake/index.ts'
import { canary, decided, paperGround, type Decided, type PaperGround } from '#relief/papers/testing.ts'
import { progressCasePath, progressPath } from './contract.ts'
import { progressRoutes } from './routes.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-progress-'))
const now = { at: '' }
const clock: Clock = { now: () => stoppedClock(now.at).now(), today: () => stoppedClock(now.at).today() }
const morning = '2026-03-02T09:00:00+08:00'
const secret = '482913'
let ground: PaperGround
let vault: Vault
let granted: Decided
let refused: Decided
let server: TestServer

/** Intake gives a code with the receipt and keeps its hash. */
const giveCode = async ({ id, number }: { id: string; number: string }): Promise<void> => {
  const hash = vault.lookup('receipt-secret', `${number}:${secret}`)
  await sql`INSERT INTO intake.receipt (tenant_id, case_id, number, secret_hash, issued_at)
    VALUES (${ground.tenant}, ${id}, ${number}, ${hash}, ${clock.now()})
    ON CONFLICT (tenant_id, case_id) DO UPDATE SET wrong = 0, closed_until = NULL`.execute(database.owner)
}

beforeAll(async () => {
  now.at = morning
  ground = await paperGround(database, { folder, clock })
  vault = await openVault({ db: database.db, keysFile: join(folder, 'keys'), dataDir: null })
  granted = await decided(ground, { serial: 1, outcome: 'confirmed' })
  refused = await decided(ground, { serial: 11, outcome: 'refused' })
  const { cases, papers, paperNeeds, tenant } = ground
  const secrets = receiptSecrets({
    ...{ db: database.db, clock, tenants: () => Promise.resolve([tenant]) },
    checkReceipt: createCheckReceipt({ vault, clock }),
  })
  const routes = progressRoutes({
    ...{ db: database.db, clock, audit: ground.audit, vault, papers, remedies: paperNeeds.remedies },
    site: {
      ...{ name: { zh: '青禾县助联', en: 'Qinghe' }, what: { zh: '', en: '' }, hotline: '12345' },
      ...{ filingNumber: null, isDemonstration: true, nav: [], footLinks: [] },
    },
    programmeWords: () => ({ zh: '最低生活保障', en: 'Dibao (subsistence allowance)' }),
    placeLabel: () => '禾西镇',
    sources: () => ({
      secrets,
      cases,
      payments: () => Promise.resolve([paid('dibao', '930'), paid('one-off-1', '200')]),
      moneyBack: () =>
        Promise.resolve([
          paidBack('2026-02', { state: 'done', way: 'bank', on: day('2026-02-20') }),
          paidBack('2026-01', { state: 'due', way: null, on: null }),
        ]),
    }),
  })
  server = await testServer({ db: database.db, clock, routes })
}, 120_000)
afterAll(async () => {
  await server.close()
  await ground.printer.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  now.at = morning
  await giveCode(granted.one)
})

const ask = (visitor: Visitor, number: string, code: string) => visitor.form(progressPath, { number, secret: code })
const entered = async (): Promise<Visitor> => {
  const visitor = server.anonymous()
  const answer = await ask(visitor, granted.one.number, secret)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, progressCasePath])
  return visitor
}
/** Where a look at the page of the case ends. */
const paidBack = (of: string, refund: Omit<MoneyBack['refunds'][number], 'amount'>): MoneyBack => ({
  ...{ month: month(of), programme: 'dibao', repaid: yuan('150') },
  refunds: [{ amount: yuan('50'), ...refund }],
})
const paid = (programme: string, amount: string): Payment => ({
  ...{
    month: month('2026-02'),
    programme,
    amount: yuan(amount),
    deducted: zeroFen,
    state: 'paid',
    on: null,
    reason: null,
  },
})
const look = async (visitor: Visitor, path = progressCasePath): Promise<string | number> => {
  const { statusCode, headers } = await visitor.get(path)
  return headers.location ?? statusCode
}
const ticketName = (visitor: Visitor): string => [...visitor.cookies.keys()].find((name) => name.includes('progress'))!

describe('凭办件编号和查询码看', () => {
  it('没有的编号、错的查询码、没有查询码的办件，答的一字不差', async () => {
    const answers = []
    for (const [number, code] of [
      ['QH-DB-2026-999999', secret],
      [granted.one.number, '000000'],
      [refused.one.number, secret],
      ['', ''],
      [`' OR 1=1 --`, secret],
    ] as const) {
      const visitor = server.anonymous()
      const { statusCode, body } = await ask(visitor, number, code)
      const typed = /<input[^>]*name="number"[^>]*>/.exec(body)?.[0] ?? ''
      const said = body.replace(typed, '').replaceAll(/name="_csrf" value="[^"]*"/g, '')
      answers.push({ statusCode, said })
      expect(await look(visitor)).toBe(progressPath)
      if (code !== '') expect(body).not.toContain(code)
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(answers[0]!.statusCode).toBe(422)
  })

  it('一台机器挨个编号试，停的是它，不是人家：别家的查询码没有被它锁住', async () => {
    now.at = '2026-03-02T12:00:00+08:00'
    for (let time = 0; time < 59; time += 1) await ask(server.anonymous(), `QH-DB-2026-9${time}`, '000000')
    expect((await ask(server.anonymous(), granted.one.number, '000000')).statusCode).toBe(422)
    for (let time = 0; time < 30; time += 1)
      expect((await ask(server.anonymous(), granted.one.number, '000000')).statusCode).toBe(429)
    const { rows } = await sql<{ wrong: number }>`SELECT wrong FROM intake.receipt
      WHERE number = ${granted.one.number}`.execute(database.owner)
    expect(rows).toEqual([{ wrong: 1 }])
    now.at = '2026-03-02T12:15:00+08:00'
    await entered()
  })

  it('连错五次就停，对的也不行，说得出还要等几分钟；过了十五分钟又能查', async () => {
    const { number } = granted.one
    for (let time = 0; time < 5; time += 1)
      expect((await ask(server.anonymous(), number, '000000')).statusCode).toBe(422)
    const locked = await ask(server.anonymous(), number, secret)
    expect(locked.statusCode).toBe(429)
    expect(locked.body).toContain('15 分钟')
    now.at = '2026-03-02T09:15:01+08:00'
    expect((await ask(server.anonymous(), number, secret)).statusCode).toBe(303)
  })

  it('小写、全角、空格照样认', async () => {
    const typed = granted.one.number.toLowerCase().replace('-', ' －').replace('－', '-')
    expect((await ask(server.anonymous(), typed, ' 482 913 ')).statusCode).toBe(303)
  })
})

describe('半小时的凭条', () => {
  it('改成别的办件、别的单位、别的时间都不认；半小时到了要再填；看完了就关', async () => {
    const visitor = await entered()
    const name = ticketName(visitor)
    const ticket = visitor.cookies.get(name)!
    const changed = [
      ticket.replace(granted.one.id, refused.one.id),
      ticket.replace(/^\d+/, '8'),
      ticket.replace(/\.(\d{13})\./, (_, until: string) => `.${Number(until) + 1}.`),
      ticket.slice(0, -2),
      'x',
    ]
    for (const made of changed) {
      expect(made).not.toBe(ticket)
      visitor.cookies.set(name, made)
      expect(await look(visitor)).toBe(progressPath)
      expect(await look(visitor, `${progressPath}/letter`)).toBe(progressPath)
      expect(await look(visitor, `${progressPath}/letter.pdf`)).toBe(404)
    }
    visitor.cookies.set(name, ticket)
    now.at = '2026-03-02T09:29:59+08:00'
    expect(await look(visitor)).toBe(200)
    now.at = '2026-03-02T09:30:00+08:00'
    expect(await look(visitor)).toBe(progressPath)
    const other = await entered()
    await other.form(`${progressPath}/leave`, {})
    expect(await look(other)).toBe(progressPath)
  })
})

describe('看到什么', () => {
  it('金额、理由、怎么复议都在；没有办的人、没有家里别人、没有病；浏览器不留底，看了有留痕', async () => {
    const visitor = await entered()
    const { body, headers } = await visitor.get(progressCasePath)
    expect(headers['cache-control']).toContain('no-store')
    expect(body).toContain('办好了')
    expect(body).toContain('怎么算的')
    expect(body).toContain(`最低生活保障 · ${granted.one.number}`)
    const english = await visitor.get(progressCasePath, { 'accept-language': 'en' })
    expect(english.body).toContain(`Dibao (subsistence allowance) · ${granted.one.number}`)
    const letter = await visitor.get(`${progressPath}/letter`)
    const everything = body + letter.body
    const { householdId } = granted.one
    const secrets = [...Object.values(canary), '演示人员', '重病', '残疾', '99990119580417', householdId, secret]
    expect(secrets.filter((one) => everything.includes(one))).toEqual([])
    const reads = await sql<{ n: number }>`SELECT count(*)::int AS n FROM audit.entry e
      WHERE e::text LIKE '%progress.opened%'`.execute(database.owner)
    expect(reads.rows[0]!.n).toBeGreaterThan(0)
  })

  it('同一个月的一次性补贴和每月的钱分得清，没有代码', async () => {
    const { body } = await (await entered()).get(progressCasePath)
    expect(body.match(/一次性补贴/g)).toHaveLength(1)
    expect(body).toMatch(/一次性补贴[^]{0,200}200\.00/)
    expect(body).not.toContain('one-off')
  })

  it('家里还过多少、退多少、哪天怎么退的，看得到；英文页上没有中文句子', async () => {
    const visitor = await entered()
    const { body } = await visitor.get(progressCasePath)
    expect(body).toMatch(/您家还过的[^]*150\.00[^]*50\.00[^]{0,80}2026 年 2 月 20 日退到您家的账户了/)
    expect(body).toMatch(/50\.00[^]{0,80}是您家的，正在办退还/)
    const english = await visitor.get(progressCasePath, { 'accept-language': 'en' })
    const section = /id="paid-back"[^]*?<\/section>/.exec(english.body)?.[0] ?? ''
    expect(section).toContain('came back to your account on')
    expect(section).not.toMatch(/[一-鿿]/)
  })

  it('家里下载的通知书就是存档的那一份；送达以后写明哪天到期', { timeout: 60_000 }, async () => {
    const { one, clerk } = granted
    const visitor = await entered()
    const pdf = await visitor.get(`${progressPath}/letter.pdf`)
    const kept = await ground.papers.print(clerk, { caseId: one.id, form: 'decision' })
    expect(pdf.rawPayload.equals(kept.bytes)).toBe(true)
    for (const name of ['publish', 'deliver-letter'] as const)
      await clerk.transaction(database.db, async (tx) => {
        const { version } = await ground.cases.get(tx, clerk, one.id)
        await ground.cases.move(tx, clerk, one.id, { move: name, version })
      })
    const { body } = await visitor.get(progressCasePath)
    for (const day of ['2026 年 5 月 1 日', '2026 年 9 月 2 日']) expect(body).toContain(day)
  })
})

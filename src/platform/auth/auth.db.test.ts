import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { generateSync } from 'otplib'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openVault } from '#platform/crypto/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createAccounts, createSessions } from './index.ts'
import type { Accounts, SessionKeeper } from './index.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-auth-'))
const password = '春天的油菜花开了一片'
const county = 1 as TenantId
const time = { now: new Date('2026-03-02T01:00:00Z') }
const clock: Clock = { now: () => time.now, today: () => dayOf(time.now) }
const pass = (minutes: number): void => {
  time.now = new Date(time.now.getTime() + minutes * 60_000)
}
const made = { vault: null as Vault | null }
const accounts = (): Accounts => createAccounts({ db: database.db, clock, vault: made.vault! })
const sessions = (): SessionKeeper => createSessions({ db: database.db, clock })
const tryIn = (login: string, tried: string, code: string | null = null, address = '10.0.0.1') =>
  accounts().signIn({ login, password: tried, code, address })

beforeAll(async () => {
  made.vault = await openVault({ db: database.db, keysFile: join(folder, 'k'), dataDir: null })
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(async () => {
  time.now = new Date('2026-03-02T01:00:00Z')
  await sql`TRUNCATE auth.credential, auth.session, auth.sign_in_counter`.execute(database.owner)
})

describe('账号和密码', () => {
  it('对的密码登录；账号不分大小写和全角', async () => {
    const account = uuid()
    await accounts().setPassword(account, county, 'Town01', password)
    expect(await tryIn(' ＴＯＷＮ01 ', password)).toEqual({ account, tenant: county })
  })
  it('密码不对和没有这个账号，答得一模一样', async () => {
    await accounts().setPassword(uuid(), county, 'town01', password)
    const sentences = await Promise.all(
      [tryIn('town01', '不对'), tryIn('nobody', '不对')].map((tried) => tried.catch((error: Error) => error.message)),
    )
    expect(sentences[0]).toBe(sentences[1])
  })
  it('试错五次就暂停，第六次对的密码也不行；十五分钟后可以', async () => {
    await accounts().setPassword(uuid(), county, 'town01', password)
    for (let left = 4; left >= 0; left -= 1)
      await expect(tryIn('town01', '不对')).rejects.toThrow(`还可以试 ${left} 次`)
    await expect(tryIn('town01', password)).rejects.toMatchObject({ code: 'auth.lockedOut', status: 429 })
    pass(14)
    await expect(tryIn('town01', password)).rejects.toThrow('1 分钟后')
    pass(1)
    await expect(tryIn('town01', password)).resolves.toBeDefined()
  })
  it('一百个同时来猜，也只看五个', async () => {
    await accounts().setPassword(uuid(), county, 'town01', password)
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => tryIn('town01', `猜 ${index}`, null, `10.1.0.${index}`)),
    )
    const codes = tries.map((tried) => (tried.status === 'rejected' ? String(Reflect.get(tried.reason, 'code')) : 'in'))
    expect(codes.filter((code) => code === 'auth.wrongSignIn')).toHaveLength(5)
    expect(codes.filter((code) => code === 'auth.lockedOut')).toHaveLength(25)
  })
  it('登录成功不算试错：一个办公室六十个人早上都能登录', async () => {
    await accounts().setPassword(uuid(), county, 'town01', password)
    await tryIn('town01', password)
    await sql`UPDATE auth.sign_in_counter SET attempts = 49`.execute(database.owner)
    for (let count = 0; count < 3; count += 1) await tryIn('town01', password)
  })
  it('一个地址到处乱试，试五十次就暂停', async () => {
    await expect(tryIn('a1', '不对')).rejects.toMatchObject({ code: 'auth.wrongSignIn' })
    await sql`UPDATE auth.sign_in_counter SET attempts = 50`.execute(database.owner)
    await expect(tryIn('a2', '不对')).rejects.toMatchObject({ code: 'auth.lockedOut' })
  })
  it('两个账号不能同名', async () => {
    await accounts().setPassword(uuid(), county, 'town01', password)
    await expect(accounts().setPassword(uuid(), county, 'TOWN01', password)).rejects.toMatchObject({
      code: 'auth.loginTaken',
    })
  })
  it('改密码要先答对原密码', async () => {
    const account = uuid()
    await accounts().setPassword(account, county, 'town01', password)
    await expect(accounts().changePassword(account, '不对', `${password}！`)).rejects.toThrow('没有改动')
    await accounts().changePassword(account, password, `${password}！`)
    await expect(tryIn('town01', password)).rejects.toThrow('不对')
    await tryIn('town01', `${password}！`)
  })
  it('库里没有明文：账号地址只有摘要，密码只有 argon2id', async () => {
    await accounts().setPassword(uuid(), county, 'town01', password)
    await tryIn('town01', '不对').catch(() => undefined)
    const { rows } =
      await sql`SELECT to_jsonb(credential) AS credential, to_jsonb(counter) AS counter FROM auth.credential, auth.sign_in_counter counter`.execute(
        database.owner,
      )
    expect(JSON.stringify(rows)).not.toContain(password)
    expect(JSON.stringify(rows)).not.toContain('10.0.0.1')
  })
})

describe('动态口令', () => {
  const start = async (): Promise<{ account: string; code: () => string }> => {
    const account = uuid()
    await accounts().setPassword(account, county, 'town01', password)
    const { secret } = await accounts().startSecondFactor(account)
    return { account, code: () => generateSync({ secret, epoch: Math.floor(time.now.getTime() / 1000) }) }
  }
  it('证明手机好用之前不算开启', async () => {
    const { account, code } = await start()
    await tryIn('town01', password)
    await expect(accounts().proveSecondFactor(account, '000000')).rejects.toMatchObject({ code: 'auth.codeWrong' })
    await accounts().proveSecondFactor(account, code())
    expect(await accounts().hasSecondFactor(account)).toBe(true)
    await expect(tryIn('town01', password)).rejects.toMatchObject({ code: 'auth.codeNeeded', at: 'code' })
  })
  it('一个口令只能用一次，两个人同时用也只成一个', async () => {
    const { account, code } = await start()
    await accounts().proveSecondFactor(account, code())
    await expect(tryIn('town01', password, code())).rejects.toMatchObject({ code: 'auth.codeWrong' })
    pass(1)
    const both = await Promise.allSettled([tryIn('town01', password, code()), tryIn('town01', password, code())])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
  it('换手机：新的证明好用之前，旧的一直算数', async () => {
    const { account, code } = await start()
    await accounts().proveSecondFactor(account, code())
    await accounts().startSecondFactor(account)
    expect(await accounts().hasSecondFactor(account)).toBe(true)
    await expect(tryIn('town01', password)).rejects.toMatchObject({ code: 'auth.codeNeeded' })
    pass(1)
    await expect(accounts().proveSecondFactor(account, code())).rejects.toMatchObject({ code: 'auth.codeWrong' })
    expect(await tryIn('town01', password, code())).toMatchObject({ account })
  })
  it('口令也不能慢慢猜', async () => {
    const { account, code } = await start()
    await accounts().proveSecondFactor(account, code())
    pass(1)
    for (let count = 0; count < 5; count += 1) await tryIn('town01', password, '000000').catch(() => undefined)
    await expect(tryIn('town01', password, code())).rejects.toMatchObject({ code: 'auth.lockedOut' })
  })
  it('密钥在库里是密文', async () => {
    const { account } = await start()
    const { secret } = await accounts().startSecondFactor(account)
    const { rows } = await sql<{ next: Buffer }>`SELECT second_factor_next AS next FROM auth.credential`.execute(
      database.owner,
    )
    expect(rows[0]?.next.includes(Buffer.from(secret))).toBe(false)
  })
})

describe('登录', () => {
  const account = uuid()
  it('令牌只有浏览器知道，库里是摘要', async () => {
    const { id, token } = await sessions().open(account, county, '浏览器')
    expect(await sessions().find(token)).toMatchObject({ id, account, tenant: county })
    const { rows } = await sql<{ token_hash: string }>`SELECT token_hash FROM auth.session`.execute(database.owner)
    expect(rows[0]?.token_hash).not.toBe(token)
    expect(await sessions().find(rows[0]?.token_hash ?? '')).toBeNull()
  })
  it.each([
    ['两小时不动就过期', [121], false],
    ['一直在用就一直在', [60, 60, 60], true],
    ['到了十二小时总要重新登录', Array<number>(13).fill(60), false],
  ])('%s', async (_, steps, lives) => {
    const { token } = await sessions().open(account, county, '')
    let found = await sessions().find(token)
    for (const minutes of steps) {
      pass(minutes)
      found = await sessions().find(token)
    }
    expect(found !== null).toBe(lives)
  })
  it('看得见自己的登录，结束得了自己的，结束不了别人的', async () => {
    const mine = await sessions().open(account, county, '办公室电脑')
    const other = await sessions().open(uuid(), county, '别人的')
    expect((await sessions().list(account)).map(({ agent }) => agent)).toEqual(['办公室电脑'])
    await expect(sessions().end(account, other.id)).rejects.toMatchObject({ code: 'auth.sessionNotFound' })
    await sessions().end(account, mine.id)
    expect(await sessions().find(mine.token)).toBeNull()
    expect(await sessions().find(other.token)).not.toBeNull()
  })
  it('换了密码，别处的登录都结束，这里的还在', async () => {
    const [here, there] = [await sessions().open(account, county, ''), await sessions().open(account, county, '')]
    await sessions().endAll(account, { exceptId: here.id })
    expect([await sessions().find(here.token), await sessions().find(there.token)].map(Boolean)).toEqual([true, false])
  })
  it('过期的每晚清掉', async () => {
    await sessions().open(account, county, '')
    pass(121)
    await sessions().open(account, county, '')
    expect(await sessions().clear()).toBe(1)
  })
})

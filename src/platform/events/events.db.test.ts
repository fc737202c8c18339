import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { inScope, type DbLog, type TenantId } from '#platform/db/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { announce, deliverEvents, settleConsumers, type Consumer } from './index.ts'

const database = testDatabase()
const county = 1 as TenantId
const scope = { tenants: [county], places: 'all' as const }

const heard: string[] = []
const logged: string[] = []
const log: DbLog = (event, fields) => logged.push(`${event} ${JSON.stringify(fields)}`)
const consumer = (react: Consumer['react'] = async () => undefined): Consumer => ({
  name: 'trial.listen',
  hears: ['trial.moved'],
  react: async (tx, event) => {
    heard.push(`${event.about}:${event.version}`)
    await react(tx, event)
  },
})
const tell = (about: string, version: number, kind = 'trial.moved'): Promise<void> =>
  inScope(database.db, scope, (tx) => announce(tx, { tenant: county, kind, about, version, codes: { to: 'x' } }))
const deliver = (...consumers: Consumer[]): Promise<number> =>
  deliverEvents({ db: database.db, log }, county, consumers.length > 0 ? consumers : [consumer()])

beforeEach(async () => {
  await sql`TRUNCATE platform.event, platform.event_delivery, platform.event_consumed`.execute(database.owner)
  heard.length = 0
  logged.length = 0
  await settleConsumers(database.db, [consumer()])
})

describe('事件', () => {
  it('一件事的各个版本按次序听到，每个一次', async () => {
    for (const version of [1, 2, 3]) for (const about of ['a', 'b']) await tell(about, version)
    expect(await deliver()).toBe(6)
    expect(await deliver()).toBe(0)
    expect(heard.filter((line) => line.startsWith('a'))).toEqual(['a:1', 'a:2', 'a:3'])
  })
  it('没做成的事，不说出去', async () => {
    const failing = inScope(database.db, scope, async (tx) => {
      await announce(tx, { tenant: county, kind: 'trial.moved', about: 'a', version: 1 })
      throw new Error('later')
    })
    await expect(failing).rejects.toThrow('later')
    expect(await deliver()).toBe(0)
  })
  it('同一个版本不能说两次', async () => {
    await tell('a', 1)
    await expect(tell('a', 1)).rejects.toThrow('event_version_is_told_once')
  })
  it('没人听的事不排队', async () => {
    await tell('a', 1, 'trial.other')
    expect(await deliver()).toBe(0)
  })
  it('晚提交的也不会漏', async () => {
    let commit = (): void => undefined
    const held = new Promise<void>((resolve) => (commit = resolve))
    const late = inScope(database.db, scope, async (tx) => {
      await announce(tx, { tenant: county, kind: 'trial.moved', about: 'late', version: 1 })
      await held
    })
    await tell('early', 1)
    await deliver()
    commit()
    await late
    await deliver()
    expect(heard).toEqual(['early:1', 'late:1'])
  })
  it('反应失败就整个撤回，后面的版本等着，别的事照常', async () => {
    await tell('a', 1)
    await tell('a', 2)
    await tell('b', 1)
    const failing = consumer(async (tx, { about }) => {
      await sql`CREATE TEMPORARY TABLE trace (id int)`.execute(tx)
      if (about === 'a') throw new Error('身份证号 990001…')
      await sql`DROP TABLE trace`.execute(tx)
    })
    expect(await deliver(failing)).toBe(1)
    expect(heard).toEqual(['a:1', 'b:1'])
    expect(logged.join()).toContain('events.reaction-failed')
    expect(logged.join()).not.toContain('身份证号')
    await sql`UPDATE platform.event_delivery SET not_before = now()`.execute(database.owner)
    expect(await deliver()).toBe(2)
    expect(heard.slice(2)).toEqual(['a:1', 'a:2'])
  })
  it('几个进程同时送，每个只反应一次', async () => {
    for (let about = 0; about < 20; about++) await tell(String(about), 1)
    const delivered = await Promise.all([deliver(), deliver(), deliver()])
    expect(delivered.reduce((sum, count) => sum + count, 0)).toBe(20)
    const { rows } = await sql`SELECT FROM platform.event_consumed`.execute(database.owner)
    expect(rows).toHaveLength(20)
  })
  it('不再听的，登记里去掉', async () => {
    await settleConsumers(database.db, [])
    await tell('a', 1)
    expect(await deliver()).toBe(0)
  })
})

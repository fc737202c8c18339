import { describe, expect, it } from 'vitest'
import { readSettings, refuseMovedClock, refuseOpenDemonstration } from './settings.ts'

describe('环境里的设置', () => {
  it('没有设置时只在本机 8080 打开，用自带的数据库', () => {
    const settings = readSettings({ ZHULIAN_DATA: '/srv/zhulian' })
    expect(settings).toMatchObject({ port: 8080, host: '127.0.0.1', databaseUrl: null, dataDir: '/srv/zhulian' })
  })
  it('主密钥不放在数据目录里', () => {
    const { keysFile, dataDir } = readSettings({ ZHULIAN_DATA: '/srv/zhulian' })
    expect(keysFile.startsWith(`${dataDir}/`)).toBe(false)
  })
  it('代理只认地址和网段，不认名字', () => {
    expect(readSettings({}).proxies).toBeNull()
    expect(readSettings({ ZHULIAN_PROXY: '10.0.0.5, 10.1.0.0/16' }).proxies).toBe('10.0.0.5,10.1.0.0/16')
    expect(() => readSettings({ ZHULIAN_PROXY: 'gateway.local' })).toThrow('ZHULIAN_PROXY')
  })
  it('演示的时间按北京时间读', () => {
    expect(readSettings({ ZHULIAN_CLOCK: '2026-03-02T09:00' }).clock?.toISOString()).toBe('2026-03-02T01:00:00.000Z')
    expect(readSettings({ ZHULIAN_CLOCK: '2026-09-01' }).clock?.toISOString()).toBe('2026-09-01T01:00:00.000Z')
  })
  it.each([
    [{ PORT: '80a' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ ZHULIAN_CLOCK: '明天' }, 'ZHULIAN_CLOCK'],
    [{ ZHULIAN_CLOCK: '2026-13-40' }, 'ZHULIAN_CLOCK'],
    [{ ZHULIAN_LOG: '大声' }, 'ZHULIAN_LOG'],
  ])('%o 说得出哪里不对', (env, name) => expect(() => readSettings(env)).toThrow(name))
  it('有人看着屏幕时只打印警告，写进文件时记全', () => {
    expect(readSettings({}, true).logLevel).toBe('warn')
    expect(readSettings({}, false).logLevel).toBe('info')
    expect(readSettings({ ZHULIAN_LOG: 'debug' }, true).logLevel).toBe('debug')
  })
  it.each(['127.0.0.1', '127.0.1.1', 'localhost', '::1'])('演示可以在 %s 打开', (host) => {
    expect(() => refuseOpenDemonstration({ host })).not.toThrow()
  })
  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.org', '127.evil.example', '1127.0.0.1'])(
    '演示不在 %s 打开',
    (host) => expect(() => refuseOpenDemonstration({ host })).toThrow('只在本机'),
  )
  it('正式系统的时钟不能拨', () => {
    expect(() => refuseMovedClock(readSettings({ ZHULIAN_CLOCK: '2026-09-01' }))).toThrow('ZHULIAN_CLOCK')
    expect(() => refuseMovedClock(readSettings({}))).not.toThrow()
  })
})

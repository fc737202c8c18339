import { describe, expect, it } from 'vitest'
import { readSettings } from './settings.ts'

describe('环境里的设置', () => {
  it('没有设置时只在本机 8080 打开，用自带的数据库', () => {
    const settings = readSettings({ ZHULIAN_DATA: '/srv/zhulian' })
    expect(settings).toMatchObject({ port: 8080, host: '127.0.0.1', databaseUrl: null, dataDir: '/srv/zhulian' })
  })
  it('主密钥不放在数据目录里', () => {
    const { keysFile, dataDir } = readSettings({ ZHULIAN_DATA: '/srv/zhulian' })
    expect(keysFile.startsWith(`${dataDir}/`)).toBe(false)
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
  ])('%o 说得出哪里不对', (env, name) => expect(() => readSettings(env)).toThrow(name))
})

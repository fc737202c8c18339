import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { askAdministrators, readAdministrators } from './administrators.ts'
import { runInit } from './init.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhulian-admins-'))
afterAll(() => rmSync(folder, { recursive: true }))

const three = {
  'system-admin': { name: '居民甲0001', login: 'system', password: 'seven green rivers' },
  'security-admin': { name: '居民甲0002', login: 'security', password: 'nine quiet villages' },
  'audit-admin': { name: '居民甲0003', login: 'audit', password: 'five early mornings' },
}
const fileWith = (content: unknown, mode = 0o600): string => {
  const file = join(folder, `${Math.random()}.json`)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), { mode })
  return file
}

describe('三位管理员的文件', () => {
  it('只有自己能读的文件才读', () => {
    expect(readAdministrators(fileWith(three))).toEqual(three)
    expect(() => readAdministrators(fileWith(three, 0o640))).toThrow('chmod 600')
    expect(() => readAdministrators(fileWith(three, 0o604))).toThrow('chmod 600')
  })
  it.each([
    ['不是 JSON', '{', 'JSON'],
    ['少一位', { ...three, 'audit-admin': undefined }, 'audit-admin'],
    ['多一位', { ...three, boss: three['audit-admin'] }, 'system-admin'],
    ['没有名字', { ...three, 'audit-admin': { ...three['audit-admin'], name: ' ' } }, 'audit-admin.name'],
    ['同一个账号', { ...three, 'audit-admin': { ...three['audit-admin'], login: ' SYSTEM' } }, '三个人'],
    ['同一个人', { ...three, 'audit-admin': { ...three['audit-admin'], name: '居民甲0001' } }, '三个人'],
    ['密码太短', { ...three, 'audit-admin': { ...three['audit-admin'], password: 'short' } }, '10'],
  ])('%s：拒绝', (_, content, sentence) => {
    expect(() => readAdministrators(fileWith(content))).toThrow(sentence)
  })
  it('拒绝的话里没有密码', () => {
    const content = { ...three, boss: { password: 'do not print me' } }
    expect(() => readAdministrators(fileWith(content))).not.toThrow('do not print me')
  })
  it('没有这个文件；没有终端可问', async () => {
    expect(() => readAdministrators(join(folder, 'nothing'))).toThrow('读不到')
    if (!process.stdin.isTTY) await expect(askAdministrators()).rejects.toThrow('--admins')
  })
})

describe('init 在碰数据库之前就拒绝', () => {
  const whole = ['--real', '--single-machine', '--bureau', '测试局', '--region']
  it.each([
    [['--bureau', '测试局'], '--real'],
    [['--real', '--bureau', '测试局', '--region', '330482'], '--single-machine'],
    [['--real', '--single-machine', '--region', '330482'], '--bureau'],
    [['--real', '--single-machine', '--bureau', '测试局'], '--region'],
    [[...whole, '123456'], '123456'],
    [[...whole, '999901'], '虚构'],
    [[...whole, '330000'], '330000 不是'],
    [[...whole, '330482', '--admins', '/nothing'], '读不到'],
    [[...whole, '330482', '--demo'], '写法不对'],
  ])('%j', async (args, sentence) => {
    await expect((async () => runInit(args))()).rejects.toThrow(sentence)
  })
})

import { describe, expect, it } from 'vitest'
import { sayIn } from '#design/console/language.tsx'
import { passwordLengthLeast } from '#platform/auth/index.ts'
import { foundOfficers, lastHand, roleInWords, type Officer, type OfficerRole } from './find.ts'
import { passwordRules } from './words.ts'

const role = (name: string, zh: string, placeLabel: string | null = null): OfficerRole => ({
  id: `${name}-1`,
  role: name,
  zh,
  en: name,
  place: placeLabel === null ? null : 11,
  placeLabel,
})
const person = (id: string, roles: readonly OfficerRole[], until: string | null = null): Officer => ({
  ...{ id, name: `测试${id}`, post: '科员', since: '2026-01-01', until, roles },
})
const clerk = person('甲', [role('town-clerk', '乡镇（街道）经办人', '青禾县禾西镇')])
const system = person('乙', [role('system-admin', '系统管理员')])
const gone = person('丙', [role('system-admin', '系统管理员')], '2026-02-01')
const all = [clerk, system, gone]
const ids = (filter: Record<string, string>): string[] => foundOfficers(all, filter).map(({ id }) => id)

describe('找人', () => {
  it.each([
    ['没有筛选，只列在岗的', {}, ['甲', '乙']],
    ['停用的', { state: 'left' }, ['丙']],
    ['都要', { state: 'all' }, ['甲', '乙', '丙']],
    ['按岗位，停用的不在里面', { role: 'system-admin' }, ['乙']],
    ['按地方', { text: '禾西' }, ['甲']],
    ['每个词都要有', { text: '禾西 管理员' }, []],
    ['全角、大小写不论', { text: 'ＴＯＷＮ－clerk' }, ['甲']],
    ['没有的人', { text: '没有这个人' }, []],
  ])('%s', (_, filter, found) => {
    expect(ids(filter)).toEqual(found)
  })
})

describe('岗位写成话', () => {
  const zh = sayIn('zh')
  it('落到地方的带地名，全单位的不带', () => {
    expect(clerk.roles.map((one) => roleInWords(one, zh))).toEqual(['乡镇（街道）经办人（青禾县禾西镇）'])
    expect(system.roles.map((one) => roleInWords(one, zh))).toEqual(['系统管理员'])
  })
  it('地名查不到就写查不到，不当作全单位', () => {
    expect(roleInWords({ ...role('town-clerk', '经办人'), place: 99 }, zh)).toContain('地名查不到')
  })
})

describe('三员里最后一个', () => {
  it('停用的同岗不算人', () => {
    expect(lastHand(all, '乙')?.role).toBe('system-admin')
  })
  it('还有一位同岗，就不是最后一个', () => {
    expect(lastHand([...all, person('丁', system.roles)], '乙')).toBeNull()
  })
  it('不是三员的不问', () => {
    expect(lastHand(all, '甲')).toBeNull()
    expect(lastHand(all, '没有')).toBeNull()
  })
})

it('密码的规矩写的就是服务器要的长度', () => {
  const least = `至少 ${passwordLengthLeast} 个字符`
  expect(passwordRules.some(({ zh, en }) => zh.includes(least) && en.includes(String(passwordLengthLeast)))).toBe(true)
})

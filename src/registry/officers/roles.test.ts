import { describe, expect, it } from 'vitest'
import { officerPermissions } from './access.ts'
import { clashingRole, isRole, roleNames, roleOf } from './roles.ts'

describe('岗位', () => {
  it('每个岗位都有中英文名', () => {
    for (const role of roleNames) expect([roleOf(role).zh, roleOf(role).en].every(Boolean), role).toBe(true)
  })
  it('权限只给真有的岗位', () => {
    expect(officerPermissions.flatMap(({ heldBy }) => heldBy).filter((role) => !isRole(role))).toEqual([])
  })
  it.each([
    ['三员不能是一个人', ['system-admin'], 'audit-admin', 'system-admin'],
    ['管理员不经办业务', ['town-clerk'], 'system-admin', 'town-clerk'],
    ['经办人不兼管理员', ['security-admin'], 'county-head', 'security-admin'],
    ['业务岗位可以兼', ['town-clerk'], 'grid-worker', null],
    ['同一个岗位不和自己冲突', ['system-admin'], 'system-admin', null],
  ] as const)('%s', (_, held, wanted, clash) => expect(clashingRole(held, wanted)).toBe(clash))
  it.each(['constructor', '__proto__', 'toString', ''])('“%s”不是岗位', (name) => expect(isRole(name)).toBe(false))
})

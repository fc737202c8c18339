import { describe, expect, it } from 'vitest'
import { CallTrouble } from '#platform/http/client.ts'
import { troubleAt, troubleOver } from './trouble-at.ts'

const refused = (at: string | null, problems: { at: string; zh: string; en: string }[] = []): CallTrouble =>
  new CallTrouble(422, { code: 'x.y', zh: '不行', en: 'no', at, problems })

describe('拒绝写在该写的那一格', () => {
  it('说到哪一格就写在哪一格，别处不重复', () => {
    const error = refused('login')
    expect(troubleAt(error, 'login')?.zh).toBe('不行')
    expect(troubleAt(error, 'password')).toBeNull()
    expect(troubleOver(error, ['login', 'password'])).toBeNull()
  })
  it('没说哪一格，或者表上没有那一格，写在表的上头', () => {
    expect(troubleOver(refused(null), ['login'])?.zh).toBe('不行')
    expect(troubleOver(refused('place'), ['login'])?.zh).toBe('不行')
  })
  it('几格都不对，一次全写出来', () => {
    const error = refused('name', [
      { at: 'name', zh: '姓名必须填写', en: '' },
      { at: 'post', zh: '职务必须填写', en: '' },
    ])
    expect([troubleAt(error, 'name')?.zh, troubleAt(error, 'post')?.zh]).toEqual(['姓名必须填写', '职务必须填写'])
    expect(troubleOver(error, ['name', 'post'])).toBeNull()
  })
  it('没出事就没有话', () => {
    expect([troubleAt(null, 'name'), troubleOver(null, [])]).toEqual([null, null])
  })
})

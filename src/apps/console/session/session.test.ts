import { describe, expect, it } from 'vitest'
import { addressOf, createClient } from '#platform/http/client.ts'
import { entriesFor } from '../shell/areas.ts'
import { pathAfter } from './sign-in-page.tsx'

const answer = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const signInFirst = { code: 'access.signInFirst', zh: '请先登录', en: 'Sign in first', at: null }

describe('登录过期', () => {
  it('重新登录后，刚才那一次原样再做一遍', async () => {
    const answers = [answer(401, signInFirst), answer(200, { id: 'r1' })]
    const keys: (string | null)[] = []
    const client = createClient({
      csrf: () => 'token',
      language: () => 'zh',
      signInAgain: async () => true,
      fetch: async (_, init) => {
        keys.push(new Headers(init?.headers).get('idempotency-key'))
        return answers.shift() ?? answer(500, {})
      },
    })
    expect(await client.json({ verb: 'POST', path: '/api/roster/runs', key: 'k1', body: {} })).toEqual({ id: 'r1' })
    expect(keys).toEqual(['k1', 'k1'])
  })
  it('不肯登录就照实说，不再试', async () => {
    let calls = 0
    const client = createClient({
      csrf: () => '',
      language: () => 'zh',
      signInAgain: async () => false,
      fetch: async () => {
        calls += 1
        return answer(401, signInFirst)
      },
    })
    await expect(client.json({ verb: 'GET', path: '/api/me' })).rejects.toThrow('请先登录')
    expect(calls).toBe(1)
  })
  it('网络断了是“没有应答”，不是“没有”', async () => {
    const client = createClient({
      csrf: () => '',
      language: () => 'zh',
      signInAgain: async () => false,
      fetch: async () => Promise.reject(new TypeError('failed')),
    })
    await expect(client.json({ verb: 'GET', path: '/api/me' })).rejects.toMatchObject({ status: 0 })
  })
})

describe('登录之后去哪里', () => {
  it.each([
    ['/households?text=%E7%94%B2', '/households?text=%E7%94%B2'],
    ['//elsewhere.example', '/'],
    ['https://elsewhere.example', '/'],
    ['/\\elsewhere', '/'],
    ['/sign-in?next=/', '/'],
    [undefined, '/'],
  ])('%s', (next, path) => {
    expect(pathAfter(next)).toBe(path)
  })
})

describe('左边的菜单', () => {
  it('没有岗位权限的，不出现；谁都有的，一直在', () => {
    const shown = (permissions: readonly string[]) =>
      entriesFor((permission) => permissions.includes(permission)).flatMap(({ entries }) =>
        entries.map(({ path }) => path),
      )
    expect(shown([])).toEqual(['/', '/policies', '/security'])
    expect(shown(['households.read'])).toContain('/households')
    expect(shown(['households.read'])).not.toContain('/roster')
  })
})

describe('地址', () => {
  it('空的条件不带，中文编码', () => {
    expect(
      addressOf({ path: '/api/households/:id', params: { id: 'h/1' }, query: { on: undefined, text: '甲' } }),
    ).toBe('/api/households/h%2F1?text=%E7%94%B2')
  })
})

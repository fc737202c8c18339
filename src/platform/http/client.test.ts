import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CallTrouble, addressOf, createClient } from './client.ts'
import { endpoint } from './endpoint.ts'

const read = endpoint({
  verb: 'GET',
  path: '/api/files/:id',
  params: z.object({ id: z.string() }),
  query: z.object({ q: z.string().optional() }),
  answers: z.object({ amount: z.string() }),
})
const write = endpoint({
  verb: 'POST',
  path: '/api/files',
  key: 'once',
  body: z.object({ name: z.string() }),
  answers: z.null(),
})

/** The network, played: answers in turn, and remembers what it was asked. */
function network(...answers: readonly (Response | Error)[]) {
  const asked: { url: string; headers: Headers; body: unknown }[] = []
  const queue = [...answers]
  const play: typeof fetch = async (url, init) => {
    asked.push({ url: String(url), headers: new Headers(init?.headers), body: init?.body })
    const next = queue.shift()
    if (next === undefined || next instanceof Error) throw next ?? new Error('nobody asked for this')
    return next
  }
  let signIns = 0
  const client = createClient({
    csrf: () => 'token',
    language: () => 'zh',
    signInAgain: async () => {
      signIns += 1
      return true
    },
    fetch: play,
  })
  return { client, asked, signIns: () => signIns }
}
const refused = (status: number, code: string): Response =>
  Response.json({ code, zh: '不行', en: 'no', at: 'name', message: '不行' }, { status })

describe('前端的调用', () => {
  it('路径、查询照着路由填，中文用途编码后放进头里', async () => {
    const { client, asked } = network(Response.json({ amount: '1' }))
    const answer = await client.call(read, { params: { id: 'a/b' }, query: { q: '朱家庄' }, purpose: '复核' })
    expect(answer.amount).toBe('1')
    expect(asked[0]?.url).toBe('/api/files/a%2Fb?q=%E6%9C%B1%E5%AE%B6%E5%BA%84')
    expect(decodeURIComponent(asked[0]?.headers.get('x-purpose') ?? '')).toBe('复核')
    expect(asked[0]?.headers.has('x-csrf-token')).toBe(false)
  })
  it('没填的查询不进网址', () => expect(addressOf({ path: '/a', query: { q: '', n: null, k: 0 } })).toBe('/a?k=0'))
  it('只办一次的命令自带键；登录过期重来，还是同一个键', async () => {
    const { client, asked, signIns } = network(refused(401, 'access.signInFirst'), Response.json(null))
    await client.call(write, { body: { name: '甲' } })
    const keys = asked.map(({ headers }) => headers.get('idempotency-key'))
    expect(keys[0]).toMatch(/^[\w-]{36}$/)
    expect(keys[1]).toBe(keys[0])
    expect([signIns(), asked[1]?.headers.get('x-csrf-token')]).toEqual([1, 'token'])
  })
  it('页面给了键就用页面的', async () => {
    const { client, asked } = network(Response.json(null))
    await client.call(write, { body: { name: '甲' }, key: 'press-0001' })
    expect(asked[0]?.headers.get('idempotency-key')).toBe('press-0001')
  })
  it('再登录也不行，就说不行，不会没完没了', async () => {
    const { client, signIns } = network(refused(401, 'access.signInFirst'), refused(401, 'access.signInFirst'))
    await expect(client.call(write, { body: { name: '甲' } })).rejects.toMatchObject({ status: 401 })
    expect(signIns()).toBe(1)
  })
  it.each([
    ['答复', refused(409, 'files.taken'), 'files.taken'],
    ['读不懂的应答', new Response('<html>', { status: 502 }), 'http.noAnswer'],
    ['没有网络', new TypeError('fetch failed'), 'http.noAnswer'],
  ])('%s变成一句话', async (_, answer, code) => {
    const { client } = network(answer)
    const trouble = await client.call(write, { body: { name: '甲' } }).catch((error: unknown) => error)
    expect(trouble).toBeInstanceOf(CallTrouble)
    expect(trouble).toMatchObject({ code, zh: expect.stringMatching(/./) })
  })
  it('断了网：交上去的说填的都还在，只是看的不提', async () => {
    const gone = () => network(new TypeError('fetch failed')).client
    await expect(gone().call(write, { body: { name: '甲' } })).rejects.toThrow('您填的都还在')
    const unread = await gone()
      .json({ verb: 'GET', path: '/api/things' })
      .catch((error: unknown) => error)
    expect(unread).toMatchObject({ status: 0, zh: expect.not.stringContaining('填的') })
  })
})

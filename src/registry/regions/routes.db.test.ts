import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '#platform/http/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { Regions } from './contract.ts'
import { directoryOf } from './directory.ts'
import { readShippedList } from './region-list.ts'
import { regionRoutes } from './routes.ts'
import { syntheticRegions } from './synthetic-county.ts'

const database = testDatabase()
const directory = directoryOf([...syntheticRegions, ...readShippedList()])
const regions: Pick<Regions, 'directory'> = { directory: () => directory }
let server: TestServer

beforeAll(async () => {
  server = await testServer({ db: database.db, routes: regionRoutes({ regions }) })
})
afterAll(() => server.close())

describe('找地方', () => {
  const ask = async (query: string): Promise<{ code: string; label: string }[]> =>
    (await server.as('town-clerk').get(`/api/places?${query}`)).json()

  it('AC-002：同名的两个村都给，各带镇名，存的是代码', async () => {
    const offers = await ask(`text=${encodeURIComponent('朱家庄')}&within=370323`)
    expect(offers.map(({ code }) => code)).toEqual(expect.arrayContaining(['370323002258', '370323104217']))
    expect(new Set(offers.map(({ label }) => label)).size).toBe(offers.length)
  })
  it('写代码也认，四位六位都行', async () => {
    expect((await ask('text=3304'))[0]).toMatchObject({ code: '330400' })
    expect((await ask('text=330199'))[0]).toMatchObject({ code: '330199', level: 'functional' })
  })
  it('没有这样的地方就一个也不给', async () =>
    expect(await ask('text=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E6%9D%91')).toEqual([]))
  it('没登录不给，空的不收', async () => {
    expect((await server.anonymous().get('/api/places?text=x')).statusCode).toBe(401)
    expect((await server.as('town-clerk').get('/api/places?text=')).statusCode).toBe(422)
  })
})

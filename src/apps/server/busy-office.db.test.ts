import { afterAll, beforeAll, expect, it } from 'vitest'
import { stoppedClock } from '#platform/clock/index.ts'
import { connect, type Db } from '#platform/db/index.ts'
import { createLogger } from '#platform/http/index.ts'
import { testServer, type TestServer, type Visitor } from '#platform/http/testing.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { given } from '#platform/errors/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import { testProduct, type TestProduct } from './testing.ts'

/** A busy morning: far more people at once than the house has connections. Nobody may be left standing. */
const connectionsMax = 2
const clerks = 16

const database = testDatabase()
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
let db: Db
let made: TestProduct
let server: TestServer

beforeAll(async () => {
  // What asks for a second connection is not stopped here: it is to show as what people would see.
  db = connect(database.connection, {
    ...{ connectionsMax, role: 'application', log: () => undefined },
    onSecond: () => undefined,
  })
  const { owner, connection, rolledBack, inTenant } = database
  made = await testProduct({ db, owner, connection, rolledBack, inTenant }, 3, clock)
  const { product, ground } = made
  server = await testServer({
    ...{ db, clock, routes: product.routes(), openTenant: ground.bureau.id, log: createLogger('silent') },
    pages: product.serverNeeds.pages,
  })
}, 120_000)
afterAll(async () => {
  await server.close()
  await made.product.loop.close()
  await db.destroy()
  made.remove()
})

it('十六个人同时报线索、接线索、开申请，连接只有两条：人人都办成', async () => {
  const { product, ground } = made
  const directory = product.regions.directory()
  const town = given(directory.children(syntheticCounty)[0], 'the first town').code
  const place = given(directory.children(town)[0], 'its first village').code
  const seat = { tenant: ground.bureau.id, places: product.regions.placesUnder(town) }
  const send = async <Answer>(who: Visitor, path: string, body: object): Promise<Answer> => {
    const answer = await who.send('POST', path, body)
    expect(answer.statusCode, `${path} ${answer.body}`).toBe(200)
    return answer.json<Answer>()
  }
  const family = async (number: number): Promise<string> => {
    const clerk = server.as('town-clerk', {
      ...seat,
      id: `0199aaaa-0000-7000-8000-${String(number).padStart(12, '0')}`,
    })
    const words = { hardship: 'illness', urgency: 'soon', sentence: '老两口药费重', name: `居民甲${number}` }
    const phone = `100${10_000_000 + number}`
    const { leadId } = await send<{ leadId: string }>(clerk, '/api/leads', { ...words, phone, place, channel: 'desk' })
    await send(clerk, `/api/leads/${leadId}/taking`, { version: 1 })
    const { id } = await send<{ id: string }>(clerk, '/api/application-drafts', { programme: 'dibao', leadId })
    return id
  }
  const drafts = await Promise.all(Array.from({ length: clerks }, (_, number) => family(number)))
  expect(new Set(drafts).size).toBe(clerks)
}, 60_000)

import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { stoppedClock } from '#platform/clock/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { memoryVault } from '#platform/crypto/testing.ts'
import type { Db, PlaceId, TenantId } from '#platform/db/contract.ts'
import { given } from '#platform/errors/index.ts'
import type { Person, Route } from './contract.ts'
import { newToken } from './cookies.ts'
import { createLogger } from './log.ts'
import { createServer } from './server.ts'
import type { ServerNeeds } from './server.ts'
import { visitor } from './visitor.ts'
import type { Visitor } from './visitor.ts'

export { accessMatrix, type MatrixNeeds, type MatrixResult, type MatrixSample, type Where } from './access-matrix.ts'
export { visitor, type Visitor } from './visitor.ts'

export interface TestServer {
  readonly app: FastifyInstance
  readonly anonymous: () => Visitor
  /** A visitor with these roles. `places: 'all'` unless said. */
  readonly as: (roles: string | readonly string[], where?: TestPlace) => Visitor
  /** Ends every session, as time would. */
  readonly expireAll: () => void
  readonly close: () => Promise<void>
}
export interface TestPlace {
  readonly tenant?: number
  readonly places?: readonly number[] | 'all'
  readonly id?: string
}

/**
 * A server over the test database, with people made up on the spot: `server.as('town-clerk', { places: [12] })`. Their
 * sessions live in memory; how real ones are kept is the business of platform/auth and tested there.
 */
export async function testServer(
  needs: { readonly db: Db; readonly routes: readonly Route[]; readonly clock?: Clock } & Partial<ServerNeeds>,
): Promise<TestServer> {
  const people = new Map<string, Person>()
  const tokens = new Map<string, string>()
  const app = await createServer({
    clock: stoppedClock('2026-03-02T09:00:00+08:00'),
    openTenant: 1 as TenantId,
    sessions: {
      find: async (token) => {
        const account = tokens.get(token)
        if (account === undefined) return null
        return { id: account, account, tenant: given(people.get(account), 'the test person').tenant }
      },
    },
    findPerson: async (account) => people.get(account) ?? null,
    installation: 'demo',
    version: 'test',
    vault: memoryVault(),
    log: createLogger('silent'),
    ...needs,
  })
  return {
    app,
    anonymous: () => visitor(app),
    as: (roles, { tenant = 1, places = 'all', id = randomUUID() } = {}) => {
      const held = typeof roles === 'string' ? [roles] : roles
      const assignments = held.map((role) => ({ role, places: places as readonly PlaceId[] | 'all' }))
      people.set(id, { id, name: '测试人员', tenant: tenant as TenantId, assignments })
      const token = newToken()
      tokens.set(token, id)
      return visitor(app, token)
    },
    expireAll: () => tokens.clear(),
    close: () => app.close(),
  }
}

import { inScope, type Tx } from '#platform/db/index.ts'
import { given, Refusal } from '#platform/errors/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import type { RoleName } from '#registry/officers/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { TestProduct } from './testing.ts'

/** People of the office on the real routes of the house, without a session: for tests of the whole loop. */
export interface TestDesk {
  /** Somebody with one role: of the county in all of it, else of its first town. */
  readonly seat: (role: RoleName, id?: string) => Caller
  /** Asks a row as the server would; a refusal is thrown as the module made it. */
  readonly ask: <Answer>(who: Caller, row: string, wish?: Wish) => Promise<Answer>
  /** The code of the refusal, or `done`. */
  readonly refusal: (work: Promise<unknown>) => Promise<string>
  readonly within: <Result>(who: Caller, work: (tx: Tx) => Promise<Result>) => Promise<Result>
}

interface Wish {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: object
  readonly body?: object
}

export function testDesk({ product, ground }: TestProduct): TestDesk {
  const tenant = ground.bureau.id
  const { regions } = product
  const town = given(regions.directory().children(syntheticCounty)[0], 'the first town').code
  const rows = new Map(product.routes().map((row) => [`${row.verb} ${row.path}`, row]))
  return {
    seat: (role, id = role) => {
      const isCountywide = role.startsWith('county') || role.startsWith('finance')
      const places = isCountywide ? 'all' : regions.placesUnder(town)
      return {
        ...systemCaller(id, tenant),
        ...{ id, name: `演示人员 ${id}`, roles: [role], places, purpose: '测试' },
        may: (permission) => permission.heldBy.includes(role),
        transaction: (on, work) => inScope(on, { tenants: [tenant], places }, work),
      }
    },
    ask: async <Answer>(who: Caller, row: string, { params = {}, query = {}, body = {} }: Wish = {}) => {
      const found = given(rows.get(row), row)
      const asked = found.query === null ? {} : found.query.parse(query)
      const told = found.body === null ? {} : found.body.parse(body)
      const arrived = { params, query: asked, body: told, files: [] }
      const ready = await found.prepare?.(arrived as never)
      return (await found.run({ who, ...arrived, ready, visit: null } as never)) as Answer
    },
    refusal: async (work) => {
      try {
        await work
        return 'done'
      } catch (error) {
        if (error instanceof Refusal) return error.code
        throw error
      }
    },
    within: (who, work) => who.transaction(product.db, work),
  }
}

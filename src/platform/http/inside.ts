import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { apart, type Db, type TenantId } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { admit, buildCaller, type HeldTransaction } from './caller.ts'
import type { Arrived, Ask, Person, Route, UploadedFile } from './contract.ts'
import { parseInput, parseParams } from './input.ts'
import { createTurns, hashOf, once } from './once.ts'

export interface InsideWish {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: object
  readonly body?: object
  readonly files?: readonly UploadedFile[]
}

/** Asks a row for a person: `POST /api/cases/:id/moves`. @throws what the server would refuse */
export type AskInside = <Answer>(person: Person, row: string, wish?: InsideWish) => Promise<Answer>

export interface Inside {
  readonly ask: AskInside
  /**
   * Several asks as one: all of them or none, and once for its name. Asked again it answers what it answered.
   *
   * @param name 8–100 letters, digits, `-`, `_`, `.`, `:`; the work behind a name never changes.
   */
  readonly once: <Result>(name: string, work: (ask: AskInside) => Promise<Result>) => Promise<Result>
}

export interface InsideNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
  readonly tenant: TenantId
  readonly rows: readonly Route[]
  /** Whose keys these are: `system:demonstration`. */
  readonly actor: string
}

/**
 * The server's own way without a network: permission, shapes, scope of the person, and then the row. For what people of
 * a demonstration are to have done; nothing can be done here that the same person could not do at their desk.
 */
export function createInside({ db, clock, vault, tenant, rows, actor }: InsideNeeds): Inside {
  const byName = new Map(rows.map((row) => [`${row.verb} ${row.path}`, row]))
  const inTurn = createTurns()
  const askIn =
    (held: HeldTransaction): AskInside =>
    async <Answer>(person: Person, name: string, { params = {}, query, body, files = [] }: InsideWish = {}) => {
      const row = given(byName.get(name), name)
      const places = admit(row, person)
      const arrived = {
        params: parseParams(row.params, params),
        query: parseInput(row.query, query),
        body: parseInput(row.body, body),
        files,
      }
      // A server prepares before the transaction opens. Here it may be open, but nobody else works at the same time.
      const ready: unknown = await apart(() => row.prepare?.(arrived as Arrived<never, never, never>))
      const said = { places, language: 'zh', key: null, purpose: actor } as const
      const who = buildCaller({ openTenant: tenant }, person, said, held)
      return (await row.run({ who, ...arrived, ready, visit: null } as unknown as Ask<
        never,
        never,
        never,
        never
      >)) as Answer
    }
  return {
    ask: askIn({ tx: null }),
    once: async <Result>(name: string, work: (ask: AskInside) => Promise<Result>) => {
      const { answer } = await once(
        { db, clock, vault, inTurn },
        { tenant, actor, key: name },
        'all',
        hashOf(name),
        async (tx) => ({
          kind: 'json',
          status: 200,
          text: JSON.stringify((await work(askIn({ tx }))) ?? null),
        }),
      )
      return JSON.parse(answer.text) as Result
    },
  }
}

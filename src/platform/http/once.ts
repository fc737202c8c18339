import { createHash } from 'node:crypto'
import { given } from '#platform/errors/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/contract.ts'
import { inScope } from '#platform/db/index.ts'
import type { Db, PlaceId, Tx } from '#platform/db/index.ts'
import { findAnswer, keepAnswer, takeKey } from './command-key-store.ts'
import type { CommandKey, KeptAnswer } from './command-key-store.ts'
import { httpRefusals } from './refusals.ts'

/** Text in which equal requests are equal: object keys sorted, nothing else changed. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${entries
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
    .join(',')}}`
}

export const hashOf = (request: unknown): string => createHash('sha256').update(canonical(request)).digest('hex')

/** @throws keyNeeded when there is none or it is not 8–100 letters, digits, `-`, `_`, `.`, `:`. */
export function commandKey(said: unknown): string {
  if (typeof said !== 'string' || !/^[\w.:-]{8,100}$/.test(said)) throw httpRefusals.keyNeeded()
  return said
}

/**
 * Runs pieces of work of one name one after the other in this process, so that twenty equal requests at once hold one
 * connection and not twenty. Between processes the unique index does the same.
 */
export function createTurns(): <Result>(name: string, work: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>()
  return async (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work, work)
    last.set(name, turn)
    try {
      return await turn
    } finally {
      if (last.get(name) === turn) last.delete(name)
    }
  }
}

export interface OnceNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Pick<Vault, 'boxOf'>
  readonly inTurn: ReturnType<typeof createTurns>
}

/**
 * One effect and one answer per key. The command, its key and its answer are one transaction: only success is kept, a
 * refusal rolls back and may be tried again under the same key.
 *
 * @throws keyReused when the key was used for another request; whatever the command throws
 */
export const once = (
  { db, clock, vault, inTurn }: OnceNeeds,
  key: CommandKey,
  places: readonly PlaceId[] | 'all',
  requestHash: string,
  command: (tx: Tx) => Promise<KeptAnswer>,
): Promise<{ answer: KeptAnswer; repeated: boolean }> =>
  inTurn(`${key.tenant} ${key.actor} ${key.key}`, async () => {
    const box = await vault.boxOf(key.tenant)
    return inScope(db, { tenants: [key.tenant], places }, async (tx) => {
      if (await takeKey(tx, key, requestHash, clock.now())) {
        const answer = await command(tx)
        await keepAnswer(tx, key, answer, box)
        return { answer, repeated: false }
      }
      const kept = given(await findAnswer(tx, key, box), 'the row of a key that is taken')
      if (kept.requestHash !== requestHash) throw httpRefusals.keyReused()
      return { answer: given(kept.answer, 'the answer of a committed command'), repeated: true }
    })
  })

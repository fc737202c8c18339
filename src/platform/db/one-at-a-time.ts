import { sql } from 'kysely'
import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from './contract.ts'

const pauseMilliseconds = 300

/**
 * Does a work that only one process at a time may do; the others wait for their turn. The turn ends with its connection,
 * so a killed process holds nobody up.
 *
 * @returns false when `isStopping` came before the turn.
 */
export async function oneAtATime(
  owner: Db,
  name: string,
  { work, isStopping = () => false }: { work: () => Promise<void>; isStopping?: () => boolean },
): Promise<boolean> {
  return owner.connection().execute(async (session) => {
    const isMine = async (): Promise<boolean> => {
      const { rows } = await sql<{ mine: boolean }>`
        SELECT pg_try_advisory_lock(hashtextextended(${name}, 0)) AS mine`.execute(session)
      return rows[0]?.mine ?? false
    }
    while (!(await isMine())) {
      if (isStopping()) return false
      await pause(pauseMilliseconds)
    }
    try {
      await work()
      return true
    } finally {
      await sql`SELECT pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(session)
    }
  })
}

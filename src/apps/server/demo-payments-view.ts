import { sql } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { Db, PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'

/** The first list of a month, when there is one. `isOpen`: nobody has approved it yet. */
export const listOf = (
  db: Db,
  who: Caller,
  { programme, month }: { programme: string; month: Month },
): Promise<{ readonly id: string; readonly isOpen: boolean } | null> =>
  who.transaction(db, async (tx) => {
    const { rows } = await sql<{
      id: string
      isOpen: boolean
    }>`SELECT id, state IN ('draft', 'frozen') AS "isOpen" FROM payouts.run WHERE tenant_id = ${who.tenant}
      AND programme = ${programme} AND month = ${`${month}-01`} AND sequence = 1`.execute(tx)
    return rows[0] ?? null
  })

/** Whose payment of a list came back. */
export async function returnedOf(
  tx: Tx,
  who: Caller,
  runId: string,
): Promise<{ readonly householdId: string; readonly placeId: PlaceId }[]> {
  const { rows } = await sql<{ householdId: string; placeId: PlaceId }>`SELECT household_id AS "householdId",
      place_id AS "placeId" FROM payouts.line
    WHERE tenant_id = ${who.tenant} AND run_id = ${runId} AND state = 'returned' ORDER BY id`.execute(tx)
  return rows
}

import { sql } from 'kysely'
import type { Month } from '#platform/clock/index.ts'
import type { Db, PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'

/** The first list of a month, when there is one. */
export const listOf = (
  db: Db,
  who: Caller,
  { programme, month }: { programme: string; month: Month },
): Promise<string | null> =>
  who.transaction(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.run WHERE tenant_id = ${who.tenant}
      AND programme = ${programme} AND month = ${`${month}-01`} AND sequence = 1`.execute(tx)
    return rows[0]?.id ?? null
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

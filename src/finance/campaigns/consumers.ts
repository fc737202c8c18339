import { sql } from 'kysely'
import type { Consumer } from '#platform/events/index.ts'

/**
 * A family that was handed over is seen where it is now. The list it stands on stays that of the old town: approval finds
 * the move and asks for another drawing.
 */
export const campaignConsumers: readonly Consumer[] = [
  {
    name: 'campaigns.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      await sql`UPDATE campaigns.person SET place_id = ${place}
        WHERE tenant_id = ${tenant} AND household_id = ${about} AND place_id <> ${place}`.execute(tx)
    },
  },
]

import { sql } from 'kysely'
import type { Consumer } from '#platform/events/index.ts'

const tables = ['entitlement', 'hold', 'account', 'line', 'refund', 'refund_proposal'] as const

/** A household that was handed over takes its money along. `codes.place` is the opaque number of the new place. */
export const payoutConsumers: readonly Consumer[] = [
  {
    name: 'payouts.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      for (const table of tables)
        await sql`UPDATE payouts.${sql.raw(table)} SET place_id = ${place}
          WHERE tenant_id = ${tenant} AND household_id = ${about} AND place_id <> ${place}`.execute(tx)
    },
  },
]

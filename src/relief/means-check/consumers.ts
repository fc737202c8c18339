import type { PlaceId } from '#platform/db/contract.ts'
import type { Consumer } from '#platform/events/index.ts'
import { moveReports } from './check/report-store.ts'

/** A household that was handed over takes its reports along. */
export const meansCheckConsumers: readonly Consumer[] = [
  {
    name: 'means-check.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place === 'number') await moveReports(tx, tenant, { householdId: about, placeId: place as PlaceId })
    },
  },
]

import type { PlaceId } from '#platform/db/contract.ts'
import type { Consumer } from '#platform/events/index.ts'
import { moveResults } from './run/result-store.ts'

/** A household that was handed over takes its results along: the old town sees its amounts no more. */
export const rosterConsumers: readonly Consumer[] = [
  {
    name: 'roster.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      await moveResults(tx, tenant, { householdId: about, placeId: place as PlaceId })
    },
  },
]

import type { PlaceId } from '#platform/db/index.ts'
import type { Consumer } from '#platform/events/index.ts'
import { moveCases } from './case-store.ts'

/** A household that was handed over takes its cases along. `codes.place` is the opaque number of the new place. */
export const caseConsumers: readonly Consumer[] = [
  {
    name: 'casework.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      await moveCases(tx, tenant, { householdId: about, placeId: place as PlaceId })
    },
  },
]

import type { PlaceId } from '#platform/db/contract.ts'
import type { Consumer } from '#platform/events/index.ts'
import { moveCandidates } from './store.ts'

/** Who sees a case in a sample follows the household. */
export const samplingConsumers: readonly Consumer[] = [
  {
    name: 'sampling.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place === 'number') await moveCandidates(tx, tenant, { householdId: about, placeId: place as PlaceId })
    },
  },
]

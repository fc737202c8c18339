import type { PlaceId } from '#platform/db/contract.ts'
import type { Consumer } from '#platform/events/index.ts'
import { movePapers } from './letter/letter-store.ts'

/** A household that was handed over takes its letters and papers along. */
export const paperConsumers: readonly Consumer[] = [
  {
    name: 'papers.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      await movePapers(tx, tenant, about, place as PlaceId)
    },
  },
]

import type { PlaceId } from '#platform/db/contract.ts'
import type { Consumer } from '#platform/events/index.ts'
import { moveReviews } from './review-store.ts'

/** A household that was handed over takes its reviews along. */
export const monitoringConsumers: readonly Consumer[] = [
  {
    name: 'monitoring.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place === 'number') await moveReviews(tx, tenant, about, place as PlaceId)
    },
  },
]

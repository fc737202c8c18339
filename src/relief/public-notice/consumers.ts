import type { PlaceId } from '#platform/db/contract.ts'
import type { Consumer } from '#platform/events/index.ts'
import { moveNotices } from './notice-store.ts'

/** A household that was handed over takes its notices along. `codes.place` is the opaque number of the new place. */
export const publicNoticeConsumers: readonly Consumer[] = [
  {
    name: 'public-notice.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      await moveNotices(tx, tenant, { householdId: about, placeId: place as PlaceId })
    },
  },
]

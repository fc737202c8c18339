import type { PlaceId } from '#platform/db/contract.ts'
import type { Consumer } from '#platform/events/index.ts'
import { moveAssessments } from './assessment-store.ts'

/** A household that was handed over takes its assessments along. `codes.place` is the opaque number of the new place. */
export const eligibilityConsumers: readonly Consumer[] = [
  {
    name: 'eligibility.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      await moveAssessments(tx, tenant, { householdId: about, placeId: place as PlaceId })
    },
  },
]

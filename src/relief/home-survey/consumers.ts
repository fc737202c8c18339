import type { PlaceId } from '#platform/db/contract.ts'
import type { Consumer } from '#platform/events/index.ts'
import { moveSurveys } from './survey-store.ts'

/** A household that was handed over takes its surveys along. `codes.place` is the opaque number of the new place. */
export const homeSurveyConsumers: readonly Consumer[] = [
  {
    name: 'home-survey.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      await moveSurveys(tx, tenant, { householdId: about, placeId: place as PlaceId })
    },
  },
]

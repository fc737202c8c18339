import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** A place as a picker offers it: always with its town and county, because names repeat. The value is the code. */
export const PlaceOffer = z.object({
  code: z.string(),
  /** `青禾县禾西镇石泾村` */
  label: z.string(),
  level: z.enum(['nation', 'province', 'city', 'county', 'town', 'village', 'functional']),
})
export type PlaceOffer = z.output<typeof PlaceOffer>

export const placeOffersMax = 12

export const findPlaces = endpoint({
  verb: 'GET',
  path: '/api/places',
  query: z.object({
    /** Name, pinyin, initials or code, as typed so far. */
    text: z.string().trim().min(1).max(50),
    /** Only below this region. */
    within: z.string().max(12).optional(),
  }),
  answers: z.array(PlaceOffer),
})

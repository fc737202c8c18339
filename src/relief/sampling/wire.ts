import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

const ById = z.object({ id: z.uuid() })

/** The sample a case is in. Numbers of cases, no names. */
export const CaseSample = z.object({
  /** Null: no rule asks for a sample. */
  rule: z.object({ shareMin: z.number(), source: z.string(), isGrouped: z.boolean() }).nullable(),
  /** Drawn, not drawn, or null before the draw. */
  isDrawn: z.boolean().nullable(),
  visitedAt: z.string().nullable(),
  draw: z
    .object({
      ...{ id: z.string(), town: z.string(), month: z.string(), seed: z.string(), drawnAt: z.string(), by: z.string() },
      cases: z.array(z.object({ number: z.string(), isDrawn: z.boolean() })),
      /** Drawn once more from the seed: whether the same came out. */
      isSame: z.boolean(),
    })
    .nullable(),
  may: z.object({ draw: z.boolean() }),
})
export type CaseSample = z.output<typeof CaseSample>

export const readCaseSample = endpoint({
  verb: 'GET',
  path: '/api/cases/:id/sample',
  params: ById,
  answers: CaseSample,
})
/** Draws among all cases that wait in the group of this one. */
export const drawSample = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/sample',
  params: ById,
  body: z.object({}),
  answers: CaseSample,
  key: 'once',
})

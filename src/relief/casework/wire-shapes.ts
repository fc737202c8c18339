import { z } from 'zod'

/** Shapes that both what is read and what is asked of a case are made of. */
export const Words = z.object({ zh: z.string(), en: z.string() })
export const ById = z.object({ id: z.uuid() })
export const Codes = z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()]))

import { z } from 'zod'
import { DayText, RegionCode } from './schema.ts'

/** Short form of a trial value: one value, from a day on. Safe in a browser. */
export const OverlayValue = z.object({
  key: z.string().max(100),
  value: z.string().max(100),
  from: DayText.optional(),
  to: DayText.optional(),
  region: RegionCode.optional(),
  for: z.enum(['urban', 'rural']).optional(),
})
export type OverlayValue = z.output<typeof OverlayValue>

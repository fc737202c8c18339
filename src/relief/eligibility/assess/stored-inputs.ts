import { z } from 'zod'
import type { AssessmentRequest } from '../assessment.ts'
import type { ParameterRow } from '../packs/parameters.ts'
import { DayText } from '../packs/schema.ts'
import type { AssessOptions } from './eligibility.ts'
import { RequestWire, toWire } from './wire.ts'

const StoredRow = z.object({
  key: z.string(),
  tier: z.enum(['urban', 'rural']).nullable(),
  region: z.string(),
  value: z.string(),
  validFrom: DayText,
  validTo: DayText.nullable(),
  knownUntil: DayText.nullable(),
  document: z.string(),
  article: z.string().nullable(),
  status: z.enum(['in-force', 'draft', 'synthetic']),
  series: z.string(),
  isOverlay: z.boolean(),
})

const StoredInputs = z.object({
  request: RequestWire,
  simulate: z.boolean().default(false),
  overlay: z.array(StoredRow).default([]),
})

/** Everything an answer was computed from, besides the law: as JSON to keep. */
export const inputsToStore = (request: AssessmentRequest, { simulate = false, overlay = [] }: AssessOptions): object =>
  toWire({ request, simulate, overlay }) as object

export function storedRequest(stored: unknown): {
  readonly request: AssessmentRequest
  readonly options: { readonly simulate: boolean; readonly overlay: readonly ParameterRow[] }
} {
  const { request, simulate, overlay } = StoredInputs.parse(stored)
  return { request, options: { simulate, overlay } }
}

import { createHash } from 'node:crypto'
import type { Assessment, AssessmentRequest } from '../assessment.ts'
import { packFromFiles, type Pack, type ReadModel } from '../packs/pack.ts'
import type { PlacesAbove } from '../packs/library.ts'
import { createEligibility, type Eligibility } from './eligibility.ts'
import { storedRequest } from './stored-inputs.ts'
import { assessmentFromWire, toWire } from './wire.ts'

/**
 * The part of an assessment that a replay must reproduce: class, amount, reasons, parameters, inputs. The tree is a
 * drawing of it and may change its layout; the stored one is kept as it was.
 */
export const canonicalAnswer = (request: AssessmentRequest, answer: Assessment): string =>
  canonicalJson({
    request,
    outcome: answer.outcome,
    class: answer.class,
    amount: answer.amount,
    reasons: answer.reasons.map(({ code, article }) => ({ code, article })),
    missing: answer.missing.map(({ path }) => path),
    possible: answer.possible.map(({ amount }) => amount),
    parameters: answer.parameters,
    simulated: answer.simulated,
  })

/** JSON with sorted names, so that equal things have equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(toWire(value)))

export const fingerprint = (canonical: string): string => createHash('sha256').update(canonical).digest('hex')

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  )
}

/** An answer computed again with the law that was kept with it. */
export interface Replayed {
  readonly isSame: boolean
  readonly stored: Assessment
  readonly again: Assessment
}

/** A law as it was kept: folder → file → text. */
export interface KeptLaw {
  readonly parts: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly readModel: ReadModel
  readonly placesAbove: PlacesAbove
}

/** @throws modelUnreadable when the kept law can no longer be read: then the stored answer stands, unproved. */
export async function eligibilityOfLaw({ parts, readModel, placesAbove }: KeptLaw): Promise<Eligibility> {
  const packs: Pack[] = []
  const asKept: ReadModel = (file, xml) => readModel(file, xml)
  for (const [folder, files] of Object.entries(parts)) packs.push(await packFromFiles(folder, files, asKept))
  return createEligibility({ packs, placesAbove })
}

export function replay(
  stored: { readonly inputs: unknown; readonly result: unknown; readonly fingerprint: string },
  law: Pick<Eligibility, 'assess'>,
): Replayed {
  const { request, options } = storedRequest(stored.inputs)
  const again = law.assess(request, options)
  return {
    isSame: fingerprint(canonicalAnswer(request, again)) === stored.fingerprint,
    stored: assessmentFromWire(stored.result),
    again,
  }
}

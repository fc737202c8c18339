import type { PackLibrary, PlacesAbove } from './library.ts'
import { answerOf } from './pack.ts'

/**
 * Whether what a programme gives here is a status (认定): it opens other aid and nothing is ever paid for it. Asked of the
 * nearest pack with a model, on whatever day: what a programme is does not wait for its rule to be in force.
 */
export function isStatusProgramme(
  { library, placesAbove }: { readonly library: PackLibrary; readonly placesAbove: PlacesAbove },
  { region, programme }: { readonly region: string; readonly programme: string },
): boolean {
  for (const place of placesAbove(region)) {
    const pack = library.packs.find(
      (one) => one.region === place && one.programme === programme && one.models.length > 0,
    )
    if (pack !== undefined) return answerOf(pack).per === 'status'
  }
  return false
}

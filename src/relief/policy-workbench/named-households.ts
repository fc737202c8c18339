import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'

export interface NameNeeds {
  readonly households: Pick<Households, 'list'>
  readonly directory: () => RegionDirectory
}

interface Named {
  readonly householdId: string
  readonly placeId: PlaceId
}
export interface HouseholdName {
  readonly householdId: string
  readonly number: string
  /** Masked. */
  readonly head: string
  readonly placeLabel: string
}

/** As many as the register lists on one page. */
const namedAtOnce = 200

/** Number, masked head and place of each household, as the register shows them to this reader. */
export async function householdNames(
  tx: Tx,
  who: Caller,
  rows: readonly Named[],
  { households, directory }: NameNeeds,
): Promise<(row: Named) => HouseholdName> {
  const ids = [...new Set(rows.map(({ householdId }) => householdId))]
  const byId = new Map<string, { readonly number: string; readonly head: string }>()
  for (let from = 0; from < ids.length; from += namedAtOnce) {
    const some = ids.slice(from, from + namedAtOnce)
    const found = await households.list(tx, who, { ids: some, page: 1, size: namedAtOnce })
    for (const row of found.rows) byId.set(row.id, row)
  }
  return ({ householdId, placeId }) => {
    const region = directory().ofPlace(placeId)
    return {
      ...{ householdId, number: byId.get(householdId)?.number ?? '', head: byId.get(householdId)?.head ?? '' },
      placeLabel: region === undefined ? '' : directory().label(region.code, 'town'),
    }
  }
}

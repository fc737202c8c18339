import type { Db } from '#platform/db/index.ts'
import type { Region, RegionDirectory, Regions } from './contract.ts'
import { directoryOf } from './directory.ts'
import { readShippedList } from './region-list.ts'
import { addRegions, readRegions } from './region-store.ts'
import { syntheticRegions } from './synthetic-county.ts'

/** Reads the table once; ask `refresh` after another process has loaded more. */
export async function createRegions({ db }: { db: Db }): Promise<Regions> {
  let directory: RegionDirectory = directoryOf(await readRegions(db))
  const refresh = async (): Promise<RegionDirectory> => {
    directory = directoryOf(await readRegions(db))
    return directory
  }
  const load = async (regions: readonly Region[]): Promise<number> => {
    const added = await addRegions(db, regions)
    if (added > 0) await refresh()
    return added
  }
  return {
    directory: () => directory,
    refresh,
    loadSynthetic: () => load(syntheticRegions),
    loadShipped: () =>
      directory.size > syntheticRegions.length + 40_000 ? Promise.resolve(0) : load(readShippedList()),
    placesUnder: (code) => directory.under(code).map(({ placeId }) => placeId),
  }
}

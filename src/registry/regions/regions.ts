import type { Db } from '#platform/db/index.ts'
import type { Region, RegionDirectory, Regions } from './contract.ts'
import { directoryOf } from './directory.ts'
import { readShippedList } from './region-list.ts'
import { readRegionList } from './loaded-list.ts'
import { addRegions, addRegionsIn, changeRegions, readRegions } from './region-store.ts'
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
    loadList: async (text) => {
      const list = readRegionList(text, await refresh())
      const counts = await db.transaction().execute(async (tx) => {
        const changed = await changeRegions(tx, list)
        return { changed, added: await addRegionsIn(tx, list) }
      })
      await refresh()
      return counts
    },
    placesUnder: (code) => directory.under(code).map(({ placeId }) => placeId),
  }
}

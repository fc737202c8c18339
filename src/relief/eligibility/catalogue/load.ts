import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlacesAbove } from '../packs/library.ts'
import { readYaml } from '../packs/pack.ts'
import { CatalogueFile, type Catalogue } from './shape.ts'

/** Every `catalogue.yaml` below a folder, by region. @throws packUnreadable */
export async function loadCatalogues(directory: string): Promise<readonly Catalogue[]> {
  const catalogues: Catalogue[] = []
  for (const region of (await readdir(directory)).toSorted()) {
    const file = join(directory, region, 'catalogue.yaml')
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text !== null) catalogues.push(readYaml(`${region}/catalogue.yaml`, text, CatalogueFile))
  }
  return catalogues
}

/** The list of the nearest place that has one. */
export const catalogueFor = (
  catalogues: readonly Catalogue[],
  region: string,
  placesAbove: PlacesAbove,
): Catalogue | null => {
  for (const place of placesAbove(region)) {
    const found = catalogues.find((one) => one.region === place)
    if (found) return found
  }
  return null
}

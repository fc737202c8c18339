import type { RegionDirectory } from '#registry/regions/contract.ts'
import type { PlacesAbove } from './library.ts'

/** The nation, above every province. */
export const nation = '000000'

/**
 * Places above by the region tree, which knows what codes do not tell: functional areas, merged and renamed counties. A
 * code nobody listed is cut. Ask for the directory each time: towns are loaded after the first page is served.
 */
export function placesAboveFrom(directory: () => Pick<RegionDirectory, 'find' | 'ancestors'>): PlacesAbove {
  // A tree never changes, it is replaced; so what was read off one tree is remembered as long as that tree lives.
  const remembered = new WeakMap<object, Map<string, readonly string[]>>()
  return (region) => {
    const tree = directory()
    const known = remembered.get(tree) ?? new Map<string, readonly string[]>()
    if (known.size === 0) remembered.set(tree, known)
    const places = known.get(region) ?? readPlaces(tree, region)
    known.set(region, places)
    return places
  }
}

const readPlaces = (tree: Pick<RegionDirectory, 'find' | 'ancestors'>, region: string): readonly string[] =>
  tree.find(region) ? tree.ancestors(region).map(({ code }) => code) : placesAboveByCode(region)

/** Cuts the code: village → town → county → city → province → nation. */
export function placesAboveByCode(region: string): readonly string[] {
  const places = new Set<string>([region])
  if (region.length > 9) places.add(region.slice(0, 9))
  if (region.length > 6) places.add(region.slice(0, 6))
  places.add(`${region.slice(0, 4)}00`)
  places.add(`${region.slice(0, 2)}0000`)
  places.add(nation)
  return [...places]
}

import type { PlaceId } from '#platform/db/contract.ts'
import { canonicalCode } from './code.ts'
import type { Region, RegionDirectory, RegionLevel } from './contract.ts'
import { readShippedList } from './region-list.ts'
import { nearestIn, searchIn, type Tree } from './region-search.ts'
import { isNamedBy, plainText } from './region-names.ts'
import { regionRefusals } from './refusals.ts'
import { syntheticRegions } from './synthetic-county.ts'

const order: readonly RegionLevel[] = ['nation', 'province', 'city', 'functional', 'county', 'town', 'village']
/** Names that hold no place, only a shelf in the code: 市辖区 of 北京 and the like. */
const shelves = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/

/** Puts a list of regions into a tree that answers at once. */
export function directoryOf(regions: Iterable<Region>): RegionDirectory {
  const tree = treeOf(regions)
  const find = (code: string): Region | undefined => {
    const canonical = canonicalCode(code)
    return canonical === undefined ? undefined : tree.byCode.get(canonical)
  }
  const get = (code: string): Region => {
    const region = find(code)
    if (region === undefined) throw regionRefusals.unknownRegion({ code })
    return region
  }
  const upwards = (region: Region): Region[] => {
    const line = [region]
    for (let above = tree.parentOf(region); above !== undefined; above = tree.parentOf(above)) line.push(above)
    return line
  }
  const under = (code: string): readonly Region[] => {
    const found = [get(code)]
    for (const region of found) found.push(...(tree.below.get(region.code) ?? []))
    return found
  }
  const isWithin = (code: string, area: string): boolean => {
    const canonical = canonicalCode(area)
    const region = find(code)
    return region !== undefined && upwards(region).some((above) => above.code === canonical)
  }
  const label = (code: string, from: RegionLevel = 'county'): string =>
    upwards(get(code))
      .filter((region, index) => index === 0 || order.indexOf(region.level) >= order.indexOf(from))
      .filter(({ name }, index) => index === 0 || !shelves.test(name))
      .toReversed()
      .map(({ name }) => name)
      .join('')
  const scope = (within: string | undefined): readonly Region[] =>
    within === undefined ? [...tree.byCode.values()] : find(within) === undefined ? [] : under(within)

  return {
    size: tree.byCode.size,
    get,
    find,
    ofPlace: (place) => tree.byPlace.get(place),
    ancestors: (code) => upwards(get(code)),
    isWithin,
    children: (code) => tree.below.get(get(code).code) ?? [],
    under,
    label,
    read: (text, within) => {
      const plain = plainText(text)
      const byCode = find(plain)
      const fitting = byCode === undefined ? namedBy(tree, plain) : [byCode]
      return fitting.filter(({ code }) => within === undefined || isWithin(code, within))
    },
    nearest: (text, within) => nearestIn(scope(within), plainText(text), label),
    search: (text, { within, countMax = 20 } = {}) =>
      searchIn(tree, scope(within), plainText(text).toLowerCase(), { countMax, isWhole: within === undefined }),
  }
}

/** Every region whose name ends the text and whose places above account for the rest of it. */
function namedBy(tree: Tree, text: string): Region[] {
  const endings = Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index))
  return endings.flatMap((ending) =>
    (tree.byName.get(ending) ?? []).filter((region) => isNamedBy(region, text, tree.parentOf)),
  )
}

function treeOf(regions: Iterable<Region>): Tree {
  const byCode = new Map<string, Region>()
  const byPlace = new Map<PlaceId, Region>()
  const byName = new Map<string, Region[]>()
  const below = new Map<string, Region[]>()
  const add = (to: Map<string, Region[]>, key: string, region: Region): void => {
    const list = to.get(key)
    if (list === undefined) to.set(key, [region])
    else list.push(region)
  }
  for (const region of regions) {
    if (byCode.has(region.code)) continue
    byCode.set(region.code, region)
    if (region.placeId > 0) byPlace.set(region.placeId, region)
    add(byName, region.name, region)
    if (region.parent !== null) add(below, region.parent, region)
  }
  const parentOf = ({ parent }: Region): Region | undefined => (parent === null ? undefined : byCode.get(parent))
  return { byCode, byPlace, byName, below, parentOf, sounds: new Map() }
}

/** The directory of the shipped list and the invented county, for work without a database. */
export const shippedDirectory = (): RegionDirectory => directoryOf([...syntheticRegions, ...readShippedList()])

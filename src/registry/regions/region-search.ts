import type { PlaceId } from '#platform/db/contract.ts'
import type { Region } from './contract.ts'
import { editsBetween, soundsOf, type Sounds } from './region-names.ts'

export interface Tree {
  readonly byCode: ReadonlyMap<string, Region>
  readonly byPlace: ReadonlyMap<PlaceId, Region>
  readonly byName: ReadonlyMap<string, readonly Region[]>
  readonly below: ReadonlyMap<string, readonly Region[]>
  readonly parentOf: (of: Region) => Region | undefined
  /** Pinyin is worked out when first asked for: most of the nation never is. */
  readonly sounds: Map<string, Sounds>
}

/** Rank of a match, best first; undefined when the region does not match at all. */
function rank({ sounds }: Tree, region: Region, text: string, isSpelt: boolean): number | undefined {
  if (region.name === text) return 0
  if (region.name.startsWith(text)) return 1
  if (region.name.includes(text)) return 2
  if (!isSpelt) return undefined
  const known = sounds.get(region.name) ?? soundsOf(region.name)
  sounds.set(region.name, known)
  if (known.whole.startsWith(text)) return 3
  return known.initials.startsWith(text) ? 4 : undefined
}

interface SearchWish {
  readonly countMax: number
  /** The whole nation: pinyin then looks at counties and above only. */
  readonly isWhole: boolean
}

export function searchIn(tree: Tree, scope: readonly Region[], text: string, wish: SearchWish): Region[] {
  if (text === '') return []
  const isSpelt = /^[a-z]+$/.test(text)
  const candidates = isSpelt && wish.isWhole ? scope.filter(({ code }) => code.length === 6) : scope
  return candidates
    .flatMap((region) => {
      const found = rank(tree, region, text, isSpelt)
      return found === undefined ? [] : [{ region, found }]
    })
    .toSorted((one, other) => one.found - other.found || (one.region.code < other.region.code ? -1 : 1))
    .slice(0, wish.countMax)
    .map(({ region }) => region)
}

/** One wrong character in four is still the same place; more is a guess. */
const editsMax = (text: string): number => Math.max(1, Math.floor(text.length / 4))

export function nearestIn(scope: readonly Region[], text: string, label: (code: string) => string): Region | undefined {
  let best: { region: Region; edits: number } | undefined
  for (const region of scope) {
    for (const form of [region.name, label(region.code)]) {
      if (Math.abs(form.length - text.length) > editsMax(text)) continue
      const edits = editsBetween(form, text)
      if (edits <= editsMax(text) && edits < (best?.edits ?? Infinity)) best = { region, edits }
    }
  }
  return best?.region
}

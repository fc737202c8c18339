import type { Region, RegionDirectory } from './contract.ts'

/** One line of a roll-up: a division with its own count and the functional areas that are counted in it. */
export interface RollUpLine {
  readonly region: Region
  readonly count: number
  readonly includes: readonly { readonly region: Region; readonly count: number }[]
}

export interface RollUp {
  readonly total: number
  readonly lines: readonly RollUpLine[]
  /** Counted directly at the area itself, below none of its divisions. */
  readonly direct: number
}

/**
 * Counts people of an area by its administrative divisions. A functional area is no line of its own: its people count in
 * the division that `countedIn` names, and the line says so. Each is counted exactly once.
 *
 * @param counts number of people by the code of their place of registration, at whatever level.
 */
export function rollUp(directory: RegionDirectory, area: string, counts: ReadonlyMap<string, number>): RollUp {
  const divisions = directory.children(area).filter(({ level }) => level !== 'functional')
  const own = new Map<string, number>()
  const included = new Map<string, Map<string, number>>()
  let direct = 0
  for (const [code, count] of counts) {
    if (!directory.isWithin(code, area)) continue
    const functional = directory.ancestors(code).find(({ level }) => level === 'functional')
    const at = functional?.countedIn ?? code
    const division = divisions.find((one) => directory.isWithin(at, one.code))
    if (division === undefined) direct += count
    else own.set(division.code, (own.get(division.code) ?? 0) + count)
    if (division !== undefined && functional !== undefined) {
      const parts = included.get(division.code) ?? new Map<string, number>()
      parts.set(functional.code, (parts.get(functional.code) ?? 0) + count)
      included.set(division.code, parts)
    }
  }
  const lines = divisions.map((region) => ({
    region,
    count: own.get(region.code) ?? 0,
    includes: [...(included.get(region.code) ?? [])].map(([code, count]) => ({ region: directory.get(code), count })),
  }))
  return { total: lines.reduce((sum, { count }) => sum + count, direct), lines, direct }
}

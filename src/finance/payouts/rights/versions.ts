import { addMonths, type Month } from '#platform/clock/index.ts'
import { must } from '#platform/errors/index.ts'
import { fen, subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { PayRate } from '../contract.ts'
import { amountIn } from '../spread.ts'
import type { VersionRow } from './rights-store.ts'

/** Versions that still count: neither undone nor an undoing. Oldest first. */
export function standing(versions: readonly VersionRow[]): VersionRow[] {
  const undone = new Set(versions.flatMap(({ undoes }) => (undoes === null ? [] : [undoes])))
  return versions.filter(({ version, kind }) => kind !== 'undo' && !undone.has(version))
}

/**
 * The latest version that speaks about a month: what was said later counts for all months from its own on. What was said
 * last about the end stands beside it: a new amount moves no end.
 */
export function versionIn(versions: readonly VersionRow[], month: Month): VersionRow | undefined {
  const ends = endOf(versions)
  if (ends && ends.from <= month) return ends
  return standing(versions).findLast(({ kind, from }) => kind !== 'end' && from <= month)
}

const endOf = (versions: readonly VersionRow[]): VersionRow | undefined =>
  standing(versions).findLast(({ kind }) => kind === 'end')

export const rateOf = ({ per, fen }: VersionRow): PayRate | null =>
  per === null || fen === null ? null : { per, amount: fen }

/** What a right pays in a month; nothing before it begins and after it has ended. */
export function payIn(versions: readonly VersionRow[], month: Month): Fen {
  const version = versionIn(versions, month)
  const rate = version ? rateOf(version) : null
  return version && rate ? amountIn(rate, version.from, month) : zeroFen
}

/** Arrears that a person ended with a reason, and the version of the right that had brought them. Fen as text. */
export interface EndedArrears {
  readonly version: number
  readonly fen: string
}

/**
 * How far a month is from its right: above zero is lacking, below zero too much. Arrears that a person ended stay ended:
 * they reach up to what the right gave then, and only what is lacking within that reach is not asked for again.
 */
export function differenceIn(
  versions: readonly VersionRow[],
  { month, had, ended }: { readonly month: Month; readonly had: Fen; readonly ended: readonly EndedArrears[] },
): Fen {
  const due = payIn(versions, month)
  const lacking = subtractFen(due, had)
  if (lacking <= 0n) return lacking
  const forgone = ended.reduce((sum, one) => {
    const until = payIn(
      versions.filter(({ version }) => version <= one.version),
      month,
    )
    const within = (due < until ? due : until) - (had > until - BigInt(one.fen) ? had : until - BigInt(one.fen))
    return within > 0n ? sum + within : sum
  }, 0n)
  return forgone < lacking ? fen(lacking - forgone) : zeroFen
}

/** The first month that is not paid any more, or null. */
export function stopsIn(versions: readonly VersionRow[]): Month | null {
  const last = standing(versions).at(-1)
  must(last, 'a right has a version that stands')
  const ends = endOf(versions)
  if (ends) return ends.from
  return last.per === 'once' ? addMonths(last.from, 1) : null
}

/** The rate a right has now: of the latest version that pays. */
export function rateNow(versions: readonly VersionRow[]): PayRate {
  const last = standing(versions).findLast(({ kind }) => kind !== 'end')
  const rate = last ? rateOf(last) : null
  must(rate, 'a right has a version that pays')
  return rate
}

/** The version that could be undone: the newest that stands, unless it is the grant itself. */
export function undoable(versions: readonly VersionRow[]): number | null {
  const last = standing(versions).at(-1)
  return !last || last.kind === 'grant' ? null : last.version
}

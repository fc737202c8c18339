import type { Words } from '#design/console/language.tsx'
import type { HouseholdFile } from './file-call.ts'
import { programmeName } from './words.ts'

type Stated = HouseholdFile['stated'][number]
type Standing = HouseholdFile['standing'][number]

/** A stated amount that is not that of the right: `more` fen than it, or null where no right of the programme stands. */
export interface Differing extends Stated {
  readonly amount: string
  readonly more: bigint | null
}

export interface Receives {
  /** What it has: rights and statuses; where none stands, what was stated. */
  readonly names: readonly Words[]
  /** `right`: what stands · `stated`: what somebody stated, while no right stands or may be seen · `unknown`. */
  readonly by: 'right' | 'stated' | 'unknown'
  /** Fen a month, all together; null when no amount is known. */
  readonly amount: bigint | null
  /** The first month or day, where all of it began on one. */
  readonly since: string | null
  readonly differing: readonly Differing[]
  /** Decided beside what has begun, and in no sum yet: fen a month, and from which month. */
  readonly upcoming: readonly (Pick<Standing, 'programme' | 'words' | 'since'> & { readonly amount: bigint })[]
}

/** What has begun by the day of the file; where nothing has, what will. */
const nowIn = <One extends Pick<Standing, 'since'>>(all: readonly One[], factsOn: string): readonly One[] => {
  const begun = all.filter(({ since }) => since <= factsOn.slice(0, 7))
  return begun.length > 0 ? begun : all
}

/** The amount of the right comes first; what a list stated stands beside it only where it is another. */
export function receives({
  standing,
  stated,
  factsOn,
}: Pick<HouseholdFile, 'standing' | 'stated' | 'factsOn'>): Receives {
  const rights = standing.flatMap((aid) => (aid.amount === null ? [] : [{ ...aid, amount: BigInt(aid.amount) }]))
  const due = new Map(rights.map(({ programme, amount }) => [programme, amount]))
  const said = stated.flatMap((one) => (one.amount === null ? [] : [{ ...one, amount: one.amount }]))
  const differing = said.flatMap((one): Differing[] => {
    const right = due.get(one.programme)
    if (right === BigInt(one.amount)) return []
    return [{ ...one, more: right === undefined ? null : BigInt(one.amount) - right }]
  })
  const names =
    standing.length > 0
      ? nowIn(standing, factsOn).map(({ words }) => words)
      : stated.map(({ programme }) => programmeName(programme))
  const now = nowIn(rights, factsOn)
  const beside = { names, differing, upcoming: rights.filter((one) => !now.includes(one)) }
  if (now.length > 0) return { ...beside, by: 'right', amount: sum(now), since: oneOf(now.map(({ since }) => since)) }
  if (said.length === 0) return { ...beside, by: 'unknown', amount: null, since: null }
  return { ...beside, by: 'stated', amount: sum(said), since: oneOf(said.map(({ since }) => since)) }
}

const sum = (amounts: readonly { readonly amount: bigint | string }[]): bigint =>
  amounts.reduce((total, { amount }) => total + BigInt(amount), 0n)

const oneOf = (all: readonly (string | null)[]): string | null => (new Set(all).size === 1 ? (all[0] ?? null) : null)

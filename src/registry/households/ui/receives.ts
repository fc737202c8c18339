import type { Words } from '#design/console/language.tsx'
import type { HouseholdFile } from './file-call.ts'
import { programmeName } from './words.ts'

type Stated = HouseholdFile['stated'][number]

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
}

/** The amount of the right comes first; what a list stated stands beside it only where it is another. */
export function receives({ standing, stated }: Pick<HouseholdFile, 'standing' | 'stated'>): Receives {
  const rights = standing.flatMap((aid) => (aid.amount === null ? [] : [{ ...aid, amount: BigInt(aid.amount) }]))
  const due = new Map(rights.map(({ programme, amount }) => [programme, amount]))
  const said = stated.flatMap((one) => (one.amount === null ? [] : [{ ...one, amount: one.amount }]))
  const differing = said.flatMap((one): Differing[] => {
    const right = due.get(one.programme)
    if (right === BigInt(one.amount)) return []
    return [{ ...one, more: right === undefined ? null : BigInt(one.amount) - right }]
  })
  const names =
    standing.length > 0 ? standing.map(({ words }) => words) : stated.map(({ programme }) => programmeName(programme))
  if (rights.length > 0)
    return { names, differing, by: 'right', amount: sum(rights), since: oneOf(rights.map(({ since }) => since)) }
  if (said.length === 0) return { names, differing, by: 'unknown', amount: null, since: null }
  return { names, differing, by: 'stated', amount: sum(said), since: oneOf(said.map(({ since }) => since)) }
}

const sum = (amounts: readonly { readonly amount: bigint | string }[]): bigint =>
  amounts.reduce((total, { amount }) => total + BigInt(amount), 0n)

const oneOf = (all: readonly (string | null)[]): string | null => (new Set(all).size === 1 ? (all[0] ?? null) : null)

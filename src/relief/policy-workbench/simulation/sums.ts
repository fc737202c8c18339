import { must } from '#platform/errors/index.ts'
import type { Month } from '#platform/clock/index.ts'
import type { PlaceId } from '#platform/db/index.ts'
import type { Situation } from '#registry/households/contract.ts'
import { barsOf, changeKinds, changeOf, type ChangeKind, type Said } from './change.ts'
import type { SimulatedRow, SimulationSummary } from './simulation-store.ts'

/** What both laws say of some households, month by month. */
export interface BothSay {
  readonly before: readonly (readonly Said[])[]
  readonly after: readonly (readonly Said[])[]
  readonly placeOf: ReadonlyMap<string, PlaceId>
}

/** Adds up a simulation while it runs. */
export interface Sums {
  readonly add: (some: readonly Situation[], said: BothSay) => void
  readonly close: () => {
    readonly summary: SimulationSummary
    readonly rows: readonly SimulatedRow[]
    readonly households: number
  }
}

interface Place extends Record<ChangeKind, number> {
  before: bigint
  after: bigint
}

export function createSums(months: readonly Month[], feltIn: Month): Sums {
  const felt = months.indexOf(feltIn)
  must(felt >= 0, 'the month in which a draft is first felt is simulated')
  const byMonth = months.map((month) => ({ month, before: 0n, after: 0n, householdsBefore: 0, householdsAfter: 0 }))
  const byPlace = new Map<PlaceId, Place>()
  const rows: SimulatedRow[] = []
  let households = 0
  let uncertain = 0
  const addMonths = (index: number, { before, after }: BothSay): void => {
    for (const [at, sum] of byMonth.entries()) {
      const [was, is] = [before[at]?.[index]?.amount ?? 0n, after[at]?.[index]?.amount ?? 0n]
      sum.before += was
      sum.after += is
      if (was > 0n) sum.householdsBefore += 1
      if (is > 0n) sum.householdsAfter += 1
    }
  }
  const addHousehold = ({ householdId }: Situation, index: number, said: BothSay): void => {
    const [was, is] = [said.before[felt]?.[index], said.after[felt]?.[index]]
    const placeId = said.placeOf.get(householdId)
    must(was && is && placeId !== undefined, 'both laws answer for every household, and each has its place')
    const place = byPlace.get(placeId) ?? { before: 0n, after: 0n, enters: 0, leaves: 0, gains: 0, loses: 0, open: 0 }
    byPlace.set(placeId, place)
    place.before += was.amount ?? 0n
    place.after += is.amount ?? 0n
    const kind = changeOf(was, is)
    if (was.amount === null && is.amount === null) uncertain += 1
    if (kind === null) return
    place[kind] += 1
    rows.push({ householdId, placeId, kind, before: was.amount, after: is.amount })
  }
  return {
    add: (some, said) => {
      for (const [index, situation] of some.entries()) {
        addMonths(index, said)
        addHousehold(situation, index, said)
      }
      households += some.length
    },
    close: () => ({
      ...{ rows, households },
      summary: {
        ...{ feltIn, uncertain, unchanged: households - rows.length },
        months: byMonth.map(({ before, after, ...month }) => ({ ...month, before: `${before}`, after: `${after}` })),
        places: [...byPlace].map(([place, { before, after, ...kinds }]) => ({
          ...{ place, ...kinds },
          ...{ before: `${before}`, after: `${after}` },
        })),
        kinds: changeKinds.map((kind) => ofKind(rows, kind)),
        bars: barsOf(rows.filter(({ kind }) => kind !== 'open').map(differenceOf)).map(
          ({ from, to, difference, ...bar }) => ({
            ...bar,
            ...{ from: from?.toString() ?? null, to: to?.toString() ?? null, difference: `${difference}` },
          }),
        ),
      },
    }),
  }
}

const differenceOf = ({ before, after }: SimulatedRow): bigint => (after ?? 0n) - (before ?? 0n)

function ofKind(rows: readonly SimulatedRow[], kind: ChangeKind): SimulationSummary['kinds'][number] {
  const of = rows.filter((row) => row.kind === kind)
  return { kind, households: of.length, difference: `${of.reduce((sum, row) => sum + differenceOf(row), 0n)}` }
}

import type { Day } from '#platform/clock/index.ts'
import { addFen, zeroFen, type Fen } from '#platform/money/index.ts'
import { lightOf, type Light } from './due.ts'

/** How far one list is, person by person. */
export interface Tally {
  readonly listed: number
  readonly listedFen: Fen
  readonly excluded: number
  readonly cancelled: number
  readonly paid: number
  readonly paidFen: Fen
  /** Of the paid: booked on the day the document names, or after it. */
  readonly paidLate: number
  readonly returned: number
  readonly held: number
  /** Ended without payment, with a reason. */
  readonly stopped: number
  /** Lists nobody has drawn yet. */
  readonly undrawn: number
}

const nothing: Tally = {
  ...{ listed: 0, listedFen: zeroFen, excluded: 0, cancelled: 0, paid: 0, paidFen: zeroFen, paidLate: 0 },
  ...{ returned: 0, held: 0, stopped: 0, undrawn: 0 },
}

export const sumTallies = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, one) => ({
      listed: sum.listed + one.listed,
      listedFen: addFen(sum.listedFen, one.listedFen),
      excluded: sum.excluded + one.excluded,
      cancelled: sum.cancelled + one.cancelled,
      paid: sum.paid + one.paid,
      paidFen: addFen(sum.paidFen, one.paidFen),
      paidLate: sum.paidLate + one.paidLate,
      returned: sum.returned + one.returned,
      held: sum.held + one.held,
      stopped: sum.stopped + one.stopped,
      undrawn: sum.undrawn + one.undrawn,
    }),
    nothing,
  )

/** Still to be paid. */
export const openOf = ({ listed, paid, stopped }: Tally): number => listed - paid - stopped

export const lightOfTally = (tally: Tally, when: { dueBefore: Day; today: Day }): Light =>
  lightOf({ isOpen: tally.undrawn > 0 || openOf(tally) > 0, paidLate: tally.paidLate }, when)

/** City by city, in the order of their codes: a bureau of a city or a province has several. */
export function progressByCity(
  parts: readonly { readonly city: { readonly code: string; readonly name: string }; readonly tally: Tally }[],
  when: { dueBefore: Day; today: Day },
): { readonly code: string; readonly name: string; readonly tally: Tally; readonly light: Light }[] {
  return [...Map.groupBy(parts, ({ city }) => city.code).values()]
    .map((rows) => {
      const tally = sumTallies(rows.map((row) => row.tally))
      const { code, name } = rows[0]?.city ?? { code: '', name: '' }
      return { code, name, tally, light: lightOfTally(tally, when) }
    })
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
}

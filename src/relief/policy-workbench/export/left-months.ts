import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import { readLeft, type LeftLine } from '../adjustment/left-store.ts'
import { monthsOf } from '../left-months.ts'

/** One month of one household that a list leaves alone, with the decision it lies before. */
export interface LeftMonth extends Pick<LeftLine, 'householdId' | 'placeId' | 'fromMonth'> {
  readonly month: string
  readonly fen: Fen
  readonly why: string
  readonly byName: string
  readonly on: string
}

/** Households read in one question. */
const readAtOnce = 1_000

/** All of them, in the order of the page. */
export async function allLeftMonths(tx: Tx, who: Caller, id: string): Promise<readonly LeftMonth[]> {
  const left: LeftMonth[] = []
  for (let page = 1; ; page += 1) {
    const question = { id, kind: null, month: null, places: null, page, size: readAtOnce }
    const { rows } = await readLeft(tx, who.tenant, question)
    const of = await monthsOf(tx, who, rows)
    for (const row of rows) {
      const { months, ...decision } = of(row)
      const { householdId, placeId, fromMonth } = row
      for (const { month, fen } of months)
        left.push({ householdId, placeId, fromMonth, ...decision, month, fen: BigInt(fen) as Fen })
    }
    if (rows.length < readAtOnce) return left
  }
}

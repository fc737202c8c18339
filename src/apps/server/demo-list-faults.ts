import { given } from '#platform/errors/index.ts'
import { checkCharacter } from '#registry/households/index.ts'
import type { ColumnName } from '#relief/roster/index.ts'

/** One row of the list as text, by column. */
export type ListRow = Readonly<Partial<Record<ColumnName, string>>>

/** What somebody typed wrong: into whose row, and which cells come out of it. */
interface Fault {
  readonly into: 'head' | 'second'
  readonly cells: (row: ListRow, all: readonly ListRow[]) => ListRow
}

const head = (cells: Fault['cells']): Fault => ({ into: 'head', cells })
const second = (cells: Fault['cells']): Fault => ({ into: 'second', cells })
const withBirth = (number: string, birth: string): string => {
  const body = number.slice(0, 6) + birth + number.slice(14, 17)
  return body + checkCharacter(body)
}
const nextDigit = (digit: string): string => (digit === '0' ? '1' : '0')

/** Twenty mistakes that offices really make, each in a household of its own, which is therefore held. */
const faults: readonly Fault[] = [
  head(({ idNumber = '' }) => ({ idNumber: idNumber.slice(0, 17) + nextDigit(idNumber.slice(17)) })),
  second(() => ({ relation: '户主' })),
  head(() => ({ wages: '-500' })),
  head(() => ({ wages: '—' })),
  head(() => ({ place: '青禾县禾西镇石径湾村' })),
  head(() => ({ bornOn: '2019年8月' })),
  head(({ idNumber = '' }) => ({ idNumber: withBirth(idNumber, '19720230') })),
  head(({ idNumber = '' }) => ({ idNumber: idNumber.slice(0, 17) })),
  second(() => ({ relation: '室友' })),
  head(() => ({ relation: '配偶' })),
  head(() => ({ business: '约五百' })),
  second((_, all) => ({ idNumber: all.find(({ idNumber }) => idNumber !== '')?.idNumber ?? '' })),
  head(() => ({ disabilityKind: '肢体', disabilityGrade: '五级' })),
  head(() => ({ urbanRural: '郊区' })),
  head(() => ({ paidSince: '2019年13月' })),
  head(() => ({ homes: '两间半' })),
  head(() => ({ paidNow: '六百九' })),
  head(({ idNumber = '' }) => ({ idNumber: withBirth(idNumber, '20991231') })),
  second(() => ({ name: '' })),
  head(() => ({ labourCapacity: '看情况' })),
]

/** Odd but understood: counted as mended, not held. */
const oddities: readonly Fault[] = [
  head(() => ({ deposits: '1,234.50' })),
  head(() => ({ deposits: '１２３４' })),
  head(() => ({ paidSince: '2019年8月' })),
]

/** Every 97th household from the 31st on, or the next one that has a second person with a number where one is needed. */
const firstAt = 30
const stepWidth = 97

/** Spreads the mistakes over the list, always in the same places. Rows are only changed, never added or taken away. */
export function addFaults(rows: readonly ListRow[]): ListRow[] {
  const changed = [...rows]
  const households = byNumber(rows)
  const taken = new Set<number>()
  for (const [turn, fault] of [...faults, ...oddities].entries()) {
    let at = (firstAt + turn * stepWidth) % households.length
    for (let tries = 0; taken.has(at) || !suits(households[at]!, rows); tries++) {
      if (tries > households.length) return changed
      at = (at + 1) % households.length
    }
    taken.add(at)
    const household = given(households[at], 'a household of the list')
    const index = given(household[fault.into === 'head' ? 0 : 1], 'a person of the household')
    const row = given(rows[index], 'a row of the list')
    changed[index] = { ...row, ...fault.cells(row, rows) }
  }
  return changed
}

const suits = (household: readonly number[], rows: readonly ListRow[]): boolean =>
  household.length > 1 && household.slice(0, 2).every((index) => rows[index]?.idNumber !== '')

/** Indices of rows by household, in the order of the list. */
function byNumber(rows: readonly ListRow[]): number[][] {
  const found = new Map<string | undefined, number[]>()
  for (const [index, { number }] of rows.entries()) {
    const household = found.get(number)
    if (household) household.push(index)
    else found.set(number, [index])
  }
  return [...found.values()]
}

import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { fen, type Fen } from '#platform/money/index.ts'
import { agrees, agreesAt, causeOf, stages, type ThreeBooks } from './three-books.ts'

const side = (change: Partial<Record<(typeof stages)[number], number>> = {}): ThreeBooks['list'] => ({
  payable: fen(change.payable ?? 0),
  inBank: fen(change.inBank ?? 0),
  paid: fen(change.paid ?? 0),
  returned: fen(change.returned ?? 0),
})
const books = (list: ThreeBooks['list'], ledger: ThreeBooks['list'], bank: ThreeBooks['list']): ThreeBooks => ({
  list,
  ledger,
  bank,
})

describe('三处一样', () => {
  it('名单、台账、银行一分不差就没有原因可说', () => {
    const same = side({ paid: 50_000, inBank: 300 })
    expect(causeOf(books(same, same, same))).toBeNull()
  })
  it('还没交给银行的，银行那边没有不算差', () => {
    const waiting = side({ payable: 50_000 })
    expect(agrees(books(waiting, waiting, side()))).toBe(true)
  })
  it('差一分也是差', () => {
    const same = side({ paid: 50_000 })
    const off = books(same, same, side({ paid: 50_001 }))
    expect(agreesAt(off, 'paid')).toBe(false)
    expect(causeOf(off)).not.toBeNull()
  })
})

describe('差在哪', () => {
  const paid = side({ paid: 50_000 })
  const inBank = side({ inBank: 50_000 })
  it.each([
    ['银行付了两次', books(paid, paid, side({ paid: 100_000 })), 'paid-twice'],
    ['银行回了，没入账', books(inBank, inBank, paid), 'bank-not-booked'],
    ['写着发到，银行没回', books(paid, paid, inBank), 'booked-without-bank'],
    ['名单写成退回，台账和银行都是发到', books(side({ returned: 50_000 }), paid, paid), 'list-elsewhere'],
    ['名单多一分，台账和银行一样', books(side({ paid: 50_001 }), paid, paid), 'list-amount'],
    ['台账漏记', books(paid, inBank, paid), 'ledger-behind'],
    ['台账多记', books(inBank, paid, inBank), 'ledger-ahead'],
    ['台账上没有名单的钱', books(side(), inBank, side()), 'ledger-ahead'],
    ['交给银行的少了', books(inBank, inBank, side()), 'bank-holds-other'],
    ['退回的不一样', books(side({ returned: 5 }), side({ returned: 5 }), side({ returned: 4 })), 'returned-differs'],
  ] as const)('%s', (_, seen, cause) => {
    expect(causeOf(seen)).toBe(cause)
  })

  it('凡是不一样的都有一个原因，一样的都没有', () => {
    const amount = fc.integer({ min: 0, max: 3 }).map((value): Fen => fen(value))
    const anySide = fc.record({ payable: amount, inBank: amount, paid: amount, returned: amount })
    fc.assert(
      fc.property(anySide, anySide, anySide, (list, ledger, bank) => {
        expect(causeOf(books(list, ledger, bank)) === null).toBe(agrees(books(list, ledger, bank)))
      }),
    )
  })
})

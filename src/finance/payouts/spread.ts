import type { Month } from '#platform/clock/index.ts'
import { fen, shareUp, subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { PayRate } from './contract.ts'
import { payoutRefusals } from './refusals.ts'

/** How a yearly amount becomes months; its name is stored with every list, so that an old one can be explained. */
export const spreadRule = {
  name: 'eleven-up-december-rest',
  zh: '全年数除以十二，前十一个月进到分，十二月发剩下的，全年正好相等',
  en: 'A twelfth rounded up to the fen for eleven months; December gets the rest, so that the year is exact',
}

/** @throws rateTooSmall, when the last month would get less than nothing (a year of under 1.32 yuan). */
export function checkRate(rate: PayRate): void {
  if (rate.amount <= 0n || (rate.per === 'year' && monthOfYear(rate.amount, 12) < 0n))
    throw payoutRefusals.rateTooSmall()
}

const monthOfYear = (amount: Fen, number: number): Fen => {
  const usual = shareUp(amount, 12)
  return number === 12 ? subtractFen(amount, fen(usual * 11n)) : usual
}

/** What a rate that holds from `from` on pays in a month. The same sum stands in the database: `payouts.month_fen`. */
export function amountIn(rate: PayRate, from: Month, month: Month): Fen {
  if (rate.per === 'month') return rate.amount
  if (rate.per === 'once') return month === from ? rate.amount : zeroFen
  return monthOfYear(rate.amount, Number(month.slice(5)))
}

import { Link } from '@tanstack/react-router'
import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Ledger } from './ledger.tsx'
import type { Kind } from './kinds.ts'
import type { Result } from './model.ts'

/** The five amounts of the sum, fen. What is not certain keeps what is paid. */
export function sumsOf({ kinds }: Pick<Result, 'kinds'>) {
  const change = (kind: Kind): bigint => BigInt(kinds[kind].computed) - BigInt(kinds[kind].paid)
  const paid = Object.values(kinds).reduce((sum, one) => sum + BigInt(one.paid), 0n)
  const less = change('less')
  const more = -change('more')
  const no = -change('no')
  return { paid, less, more, no, computed: paid + less - more - no }
}

/** From paid to computed, in the account-book grid: the counts open their lists, the digits close. */
export function ResultLedger({ result }: { result: Result }) {
  const say = useSay()
  const sums = sumsOf(result)
  const households = (kind: Kind) => (
    <Link to="." search={{ kind } as never} hash="list">
      {say(`${count(result.kinds[kind].households)} 户`, many(result.kinds[kind].households, 'household'))}
    </Link>
  )
  return (
    <section className="panel ro-ledger" aria-labelledby="ledger-title">
      <h2 id="ledger-title">
        {say('每月的钱，前后差多少', 'A month’s money, before and after')}
        <span className="asof">{say('元/月', 'yuan a month')}</span>
      </h2>
      <Ledger
        lines={[
          {
            name: say('现在每月在发', 'Paid now'),
            small: say(
              `${count(result.households)} 户，照您表里的数加总`,
              `${many(result.households, 'household')}, as in your sheet`,
            ),
            operator: '',
            fen: sums.paid.toString(),
          },
          {
            name: say('发少了，补上', 'Too little, made good'),
            small: households('less'),
            operator: '＋',
            fen: sums.less.toString(),
          },
          { name: say('发多了', 'Too much'), small: households('more'), operator: '－', fen: sums.more.toString() },
          {
            name: say('测算不再符合', 'No longer meets the rules'),
            small: households('no'),
            operator: '－',
            fen: sums.no.toString(),
          },
          {
            name: say('还说不准，照现在的数放着', 'Not certain, left as it is'),
            small: households('unknown'),
            operator: '',
            fen: '0',
          },
          {
            name: say('照测算每月', 'Computed a month'),
            small: say('不是决定，今天一分不变', 'No decision; nothing changes today'),
            operator: '＝',
            fen: sums.computed.toString(),
            isAnswer: true,
          },
        ]}
      />
    </section>
  )
}

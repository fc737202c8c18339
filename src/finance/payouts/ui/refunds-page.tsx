import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { OwedList } from './owed-list.tsx'
import { readRefunds, refundsPerPage } from './refund-calls.ts'
import { RefundRow } from './refund-row.tsx'

/** Money of households that goes back to them: how much, since when, why, and where it stands. */
export function RefundsPage() {
  const say = useSay()
  const client = useClient()
  return (
    <OwedList
      name="refunds"
      title={say('退还', 'Refunds')}
      says={say(
        '家里还过钱，后来不用还那么多了，或者还多了：多出来的是他家的，列在这里。一个人提怎么退，另一个人确认：随发放名单退到账户，或者当面付、登记凭证。',
        'A family repaid, and then owed less, or paid too much: the excess is its own and stands here. One person says how it goes back, another confirms: to the account with a pay list, or by hand with a voucher.',
      )}
      fetching={say('正在取应退还的', 'Fetching refunds')}
      none={say('眼下没有要退还给家庭的。', 'Nothing is to be refunded now.')}
      shown={{ open: say('还没退到的', 'Not refunded yet'), done: say('退到了的', 'Refunded') }}
      one="refund"
      perPage={refundsPerPage}
      read={async (asked) => {
        const { amount, ...found } = await readRefunds(client, asked)
        return { ...found, sum: say(`合计 ${yuan(amount)} 元`, `${yuan(amount)} yuan in all`) }
      }}
      row={(refund) => <RefundRow key={refund.key} refund={refund} />}
    />
  )
}

import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { claimsPerPage, readClaims } from './asked-calls.ts'
import { ClaimRow } from './claim-row.tsx'
import { OwedList } from './owed-list.tsx'

/** What households were paid too much: what is left to recover, and how it comes back. */
export function ClaimsPage() {
  const say = useSay()
  const client = useClient()
  return (
    <OwedList
      name="claims"
      title={say('追回', 'Recovery')}
      says={say(
        '待遇往前改小、停发，已经到账的多出来的钱列在这里。家里还了，凭回单登记；当地有规定、家里书面同意的，也可以从以后的发放里扣。都由另一个人确认才算。',
        'When a right is lowered or ended for months already paid, the excess stands here. Repayments are recorded by their receipts; where the place allows it and the family signed, it is kept back of later payments. Somebody else confirms either.',
      )}
      fetching={say('正在取要追回的', 'Fetching claims')}
      none={say('眼下没有多发要追回的。', 'Nothing is to be recovered now.')}
      shown={{
        open: say('还没了结的', 'Open'),
        closed: say('追完的、不用追的', 'Recovered or dropped'),
        all: say('全部', 'All'),
      }}
      one="claim"
      perPage={claimsPerPage}
      read={async (asked) => {
        const { left, ...found } = await readClaims(client, asked)
        return { ...found, sum: say(`合计还差 ${yuan(left)} 元`, `${yuan(left)} yuan left in all`) }
      }}
      row={(claim) => <ClaimRow key={claim.id} claim={claim} />}
    />
  )
}

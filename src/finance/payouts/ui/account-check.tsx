import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FactList } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import type { AccountToCheck, PayeeAccount } from './model.ts'
import { approveAccount, checkAccount, refuseAccount } from './pay-calls.ts'

/** What the second person does about a proposed account; who entered it reads that somebody else has to. */
export function AccountDecision({ account }: { account: PayeeAccount }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const after = async (work: Promise<unknown>): Promise<void> => {
    await work
    await queries.invalidateQueries({ queryKey: ['pay'] })
  }
  if (account.state !== 'proposed') return null
  if (!account.mayApprove)
    return (
      <p className="small">
        {say(
          `要由 ${account.proposedBy.name} 以外的人审。`,
          `Somebody other than ${account.proposedBy.name} has to approve it.`,
        )}
      </p>
    )
  return (
    <div className="row noprint">
      <AccountCheck account={account} after={after} />
      <ConfirmWithReason
        label={say('不通过', 'Refuse')}
        says={say(
          '退给登记的人：写明哪里不对，请他照材料重新登记。现在用着的账户不变。',
          'It goes back: say what is wrong, so that it is entered anew from the paper. The account in use stays.',
        )}
        askReason={say('为什么不通过', 'Why not')}
        act={(reason, key) => after(refuseAccount(client, account.id, { reason, key }))}
      />
    </div>
  )
}

/** The second person sees the holder in full, once the purpose is written down, and types the number off the paper. */
function AccountCheck({ account, after }: { account: PayeeAccount; after: (work: Promise<unknown>) => Promise<void> }) {
  const say = useSay()
  const client = useClient()
  const [seen, setSeen] = useState<AccountToCheck | null>(null)
  const [number, setNumber] = useState('')
  if (seen === null)
    return (
      <ConfirmWithReason
        label={say('核对', 'Check')}
        says={say(
          '户名会完整显示，为什么看会记下来。请拿着存折或卡的复印件核对。',
          'The holder is shown in full and the purpose is written down. Have the copy of the card or passbook at hand.',
        )}
        askReason={say('目的或受理号', 'Purpose or case number')}
        act={async (purpose) => setSeen(await checkAccount(client, account.id, purpose))}
      />
    )
  return (
    <div className="pay-check">
      <FactList
        facts={[
          { name: 'holder', zh: '户名', en: 'Holder', value: seen.holder },
          {
            name: 'member',
            zh: '是不是家庭成员',
            en: 'One of the household',
            value: seen.isMember ? (
              <State tone="ok">{say('是，姓名一样', 'yes, the same name')}</State>
            ) : (
              <State tone="late">{say('不是，请看有没有代领手续', 'no; is there a paper for it?')}</State>
            ),
          },
          { name: 'bank', zh: '开户银行', en: 'Bank', value: seen.bank },
          { name: 'last', zh: '账号尾号', en: 'Number ends in', value: <span className="n">{seen.lastFour}</span> },
        ]}
      />
      <ConfirmWithReason
        label={say('审过，启用', 'Approve')}
        tone="main"
        says={say(
          '户名、银行都和材料一样，再照材料把账号输一遍：和登记的一字不差才启用。钱从此发到这个账户，退回的可以再发。',
          'Type the number off the paper: it is approved only when it is the recorded one. Money goes here from now on; what was returned may go out again.',
        )}
        act={(_reason, key) => after(approveAccount(client, account.id, { number, key }))}
      >
        <TextField
          label={say('照材料输入账号', 'Account number on the paper')}
          value={number}
          lengthMax={30}
          isRequired
          onChange={setNumber}
        />
      </ConfirmWithReason>
    </div>
  )
}

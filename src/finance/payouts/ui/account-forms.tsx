import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FactList } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import type { AccountToCheck, PayeeAccount } from './model.ts'
import { approveAccount, checkAccount, proposeAccount, refuseAccount, reissueLine } from './pay-calls.ts'
import { accountFaces } from './words.ts'

const nothing = { holder: '', bank: '', number: '' }

/** Another account for a household. A second person looks at it before any money goes there. */
export function AccountForm({ householdId, label }: { householdId: string; label: string }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(nothing)
  return (
    <ConfirmWithReason
      label={label}
      says={say(
        '记下来以后，要由另一个人审过才用；审过以后退回的钱可以再发一次。',
        'It is used once a second person has approved it; then what was returned may go out again.',
      )}
      askReason={say('为什么改，依据什么', 'Why, and on what evidence')}
      act={async (why, key) => {
        await proposeAccount(client, householdId, { wish: { ...typed, why }, key })
        setTyped(nothing)
        await queries.invalidateQueries({ queryKey: ['pay'] })
      }}
    >
      <TextField
        label={say('户名', 'Account holder')}
        value={typed.holder}
        lengthMax={40}
        onChange={(holder) => setTyped({ ...typed, holder })}
      />
      <TextField
        label={say('开户银行', 'Bank')}
        value={typed.bank}
        lengthMax={60}
        onChange={(bank) => setTyped({ ...typed, bank })}
      />
      <TextField
        label={say('账号', 'Account number')}
        hint={say('8 到 30 位数字', '8 to 30 digits')}
        value={typed.number}
        lengthMax={30}
        onChange={(number) => setTyped({ ...typed, number })}
      />
    </ConfirmWithReason>
  )
}

/** The bank's own mistake: the same account once more. */
export function ReissueForm({ lineId }: { lineId: string }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  return (
    <ConfirmWithReason
      label={say('账户没错，再发一次', 'The account is right, send again')}
      says={say(
        '这一笔回到“可以发”，随下一个补发文件出去。已经发到的不会再发。',
        'The line becomes payable and goes out with the next supplementary file. What was paid is never sent again.',
      )}
      askReason={say('银行怎么说的', 'What the bank says')}
      act={async (reason, key) => {
        await reissueLine(client, lineId, { reason, key })
        await queries.invalidateQueries({ queryKey: ['pay'] })
      }}
    />
  )
}

/** Accounts of a household, newest first, with the second person's two answers. */
export function AccountList({ accounts }: { accounts: readonly PayeeAccount[] }) {
  const say = useSay()
  if (accounts.length === 0)
    return (
      <p className="mute">
        {say('还没有收款账户，没有账户发不出钱。', 'No account yet; without one nothing can be paid.')}
      </p>
    )
  return (
    <ul className="pay-list">
      {accounts.map((account) => (
        <AccountRow key={account.id} account={account} />
      ))}
    </ul>
  )
}

function AccountRow({ account }: { account: PayeeAccount }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const face = accountFaces[account.state]
  const after = async (work: Promise<unknown>): Promise<void> => {
    await work
    await queries.invalidateQueries({ queryKey: ['pay'] })
  }
  return (
    <li>
      <div className="pay-row-head">
        <State tone={face.tone} shape={face.shape}>
          {say(face)}
        </State>
        <span>
          {account.holder} · {account.bank} · {say('尾号', 'ending')} <span className="n">{account.lastFour}</span>
        </span>
      </div>
      <p className="small mute">
        {account.why} · {account.proposedBy.name}
        {account.approvedBy === null
          ? null
          : say(`，${account.approvedBy.name} 审过`, `, approved by ${account.approvedBy.name}`)}
      </p>
      {account.state === 'proposed' && !account.mayApprove ? (
        <p className="small">
          {say(
            `要由 ${account.proposedBy.name} 以外的人审。`,
            `Somebody other than ${account.proposedBy.name} has to approve it.`,
          )}
        </p>
      ) : null}
      {account.mayApprove ? (
        <div className="row noprint">
          <AccountCheck account={account} after={after} />
          <ConfirmWithReason
            label={say('不通过', 'Refuse')}
            askReason={say('为什么不通过', 'Why not')}
            act={(reason, key) => after(refuseAccount(client, account.id, { reason, key }))}
          />
        </div>
      ) : null}
    </li>
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

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { AccountDecision } from './account-check.tsx'
import type { PayeeAccount } from './model.ts'
import { proposeAccount, reissueLine } from './pay-calls.ts'
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
      label={say('账户没错，再发', 'Account is right, send again')}
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
  const face = accountFaces[account.state]
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
        {account.decidedBy === null || account.state === 'refused'
          ? null
          : say(`，${account.decidedBy.name} 审过`, `, approved by ${account.decidedBy.name}`)}
      </p>
      {account.refusedWhy === null ? null : (
        <p className="small">
          {say(
            `${account.decidedBy?.name ?? ''} 没有通过：${account.refusedWhy}`,
            `Refused by ${account.decidedBy?.name ?? ''}: ${account.refusedWhy}`,
          )}
        </p>
      )}
      <AccountDecision account={account} />
    </li>
  )
}

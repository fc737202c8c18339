import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { fenTyped } from '#design/console/fen-text.ts'
import { DayField, MoneyField, TextField } from '#design/console/fields.tsx'
import { count, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { askRepayment, readClaims, type Claim } from './asked-calls.ts'
import { AskedRow } from './asked-row.tsx'
import { useMay } from './use-may.ts'
import { monthZh } from './words.ts'

/** What households were paid too much: what is left to recover, and what came back with its receipt. */
export function ClaimsPage() {
  const say = useSay()
  const client = useClient()
  const found = useQuery({ queryKey: ['pay', 'claims'], queryFn: () => readClaims(client) })
  const left = (found.data ?? []).reduce((sum, claim) => sum + BigInt(claim.left), 0n)
  const open = (found.data ?? []).filter((claim) => claim.left !== '0').length
  return (
    <div className="p-pay">
      <PageHead
        title={say('追回', 'Recovery')}
        says={say(
          '待遇往前改小、停发，已经到账的多出来的钱列在这里。家里还了，凭回单登记，由另一个人确认才记账。',
          'When a right is lowered or ended for months already paid, the excess stands here. What a household pays back is recorded by its receipt and booked once somebody else confirms.',
        )}
      />
      {found.isError ? <Trouble error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Waiting what={say('正在取要追回的', 'Fetching claims')} /> : null}
      {found.data?.length === 0 ? (
        <p className="tell">{say('眼下没有多发要追回的。', 'Nothing is to be recovered now.')}</p>
      ) : null}
      {found.data === undefined || found.data.length === 0 ? null : (
        <Panel
          title={say(`${count(open)} 笔还没追完`, `${count(open)} not recovered in full`)}
          asOf={say(`还差 ${yuan(left)} 元`, `${yuan(left)} yuan left`)}
        >
          <ul className="pay-list">
            {found.data.map((claim) => (
              <ClaimRow key={claim.id} claim={claim} />
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}

function Standing({ claim: { isDropped, dropped, left, repayments } }: { claim: Claim }) {
  const say = useSay()
  if (isDropped && repayments.some(({ state }) => state === 'asked'))
    return (
      <State tone="soon" shape="half">
        {say('不用追了，登记过的还款等答复', 'Dropped; a recorded repayment waits for an answer')}
      </State>
    )
  if (isDropped)
    return (
      <State tone="ok" shape="done">
        {say(
          `剩下的 ${yuan(dropped)} 元不用追了，还过的随下一份名单补给他家`,
          `the other ${yuan(dropped)} yuan are not claimed any more; what was paid back returns with the next list`,
        )}
      </State>
    )
  const isDone = left === '0'
  return (
    <State tone={isDone ? 'ok' : 'soon'} shape={isDone ? 'done' : 'half'}>
      {isDone ? say('追完了', 'recovered') : say(`还差 ${yuan(left)} 元`, `${yuan(left)} yuan left`)}
    </State>
  )
}

function ClaimRow({ claim }: { claim: Claim }) {
  const say = useSay()
  const may = useMay()
  const isDone = claim.left === '0'
  return (
    <li>
      <div className="pay-row-head">
        <Standing claim={claim} />
        <Link to="/households/$id" params={{ id: claim.householdId }}>
          {claim.head} <span className="n">{claim.number}</span>
        </Link>
        <span className="mute">{claim.place}</span>
      </div>
      <p>
        {say(claim.programmeZh, claim.programmeEn)} · {say(monthZh(claim.month), claim.month)} ·{' '}
        {say(
          `多发 ${yuan(claim.amount)} 元，已还 ${yuan(claim.repaid)} 元`,
          `${yuan(claim.amount)} yuan too much, ${yuan(claim.repaid)} paid back`,
        )}
      </p>
      <p className="small mute">{claim.why}</p>
      {claim.repayments.map((asked) => (
        <AskedRow
          key={asked.id}
          asked={asked}
          what={say('还款', 'paid back')}
          says={say(
            '看过回单再确认：应追回减少，这笔钱回到它那一年的额度里。',
            'Look at the receipt first: the claim shrinks and the money is free again in its own year.',
          )}
        />
      ))}
      {!isDone && may('payouts.ask-entry') ? <RepaymentForm claim={claim} /> : null}
    </li>
  )
}

const nothing = { amount: '', receipt: '', receivedOn: '' }

function RepaymentForm({ claim }: { claim: Claim }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(nothing)
  const amount = fenTyped(typed.amount)
  const set = (change: Partial<typeof nothing>): void => setTyped({ ...typed, ...change })
  return (
    <div className="row noprint">
      <ConfirmWithReason
        label={say('登记还款', 'Record a repayment')}
        says={say(
          `照银行回单填写，最多 ${yuan(claim.left)} 元。由另一个人确认才记账。`,
          `As on the bank receipt, at most ${yuan(claim.left)} yuan. Booked once somebody else confirms.`,
        )}
        act={async (_reason, key) => {
          await askRepayment(client, claim.id, {
            ...{ receipt: typed.receipt, receivedOn: typed.receivedOn, key },
            amount: amount.is === 'amount' ? amount.fen : '',
          })
          setTyped(nothing)
          await queries.invalidateQueries({ queryKey: ['pay'] })
        }}
      >
        <MoneyField
          label={say('还了多少', 'Amount')}
          value={typed.amount}
          isRequired
          onChange={(text) => set({ amount: text })}
        />
        <TextField
          label={say('银行回单号', 'Bank receipt number')}
          value={typed.receipt}
          isRequired
          onChange={(receipt) => set({ receipt })}
        />
        <DayField
          label={say('哪天到账', 'Day it came in')}
          value={typed.receivedOn}
          isRequired
          onChange={(receivedOn) => set({ receivedOn })}
        />
      </ConfirmWithReason>
    </div>
  )
}

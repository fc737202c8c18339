import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { fenTyped } from '#design/console/fen-text.ts'
import { DayField, MoneyField, TextField } from '#design/console/fields.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { askRepayment, type Claim } from './asked-calls.ts'

const nothing = { amount: '', receipt: '', receivedOn: '' }

/** What a household paid back, by its receipt. */
export function RepaymentForm({ claim }: { claim: Claim }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(nothing)
  const amount = fenTyped(typed.amount)
  const set = (change: Partial<typeof nothing>): void => setTyped({ ...typed, ...change })
  return (
    <ConfirmWithReason
      label={say('登记还款', 'Record a repayment')}
      says={say(
        `照银行回单填写，还差 ${yuan(claim.left)} 元；到账的比这多，照实填，多的列入退还。由另一个人确认才记账。`,
        `As on the bank receipt; ${yuan(claim.left)} yuan are left. If more came in, write what came in: the excess is to be refunded. Booked once somebody else confirms.`,
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
  )
}

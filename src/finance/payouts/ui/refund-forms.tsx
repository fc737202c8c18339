import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { DayField, TextField } from '#design/console/fields.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { proposeByBank, proposeByHand, type Refund } from './refund-calls.ts'

/** To the account on file; without one there is no such button. */
export function RefundByBank({ refund: { householdId, programme, openAmount, account } }: { refund: Refund }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  if (account === null) return null
  return (
    <ConfirmWithReason
      label={say('从银行退', 'Refund by the bank')}
      says={say(
        `${yuan(openAmount)} 元退到 ${account.bank}、尾号 ${account.lastFour} 的账户。由另一个人确认以后，随下一份发放名单走。`,
        `${yuan(openAmount)} yuan to the account at ${account.bank} ending ${account.lastFour}. Goes with the next pay list once somebody else has confirmed.`,
      )}
      act={async (_reason, key) => {
        await proposeByBank(client, householdId, { programme, amount: openAmount, key })
        await queries.invalidateQueries({ queryKey: ['pay'] })
      }}
    />
  )
}

const nothing = { voucher: '', paidOn: '' }

/** Was paid by hand: the voucher the household signed. */
export function RefundByHand({ refund: { householdId, programme, openAmount } }: { refund: Refund }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(nothing)
  return (
    <ConfirmWithReason
      label={say('登记当面退还', 'Record a refund by hand')}
      says={say(
        `已经把 ${yuan(openAmount)} 元当面付给这一户的，照签字的凭证登记。由另一个人确认才记账。`,
        `For ${yuan(openAmount)} yuan already paid to the household by hand: as on the signed voucher. Booked once somebody else confirms.`,
      )}
      askReason={say('为什么当面付', 'Why by hand')}
      act={async (why, key) => {
        await proposeByHand(client, householdId, { programme, amount: openAmount, ...typed, why, key })
        setTyped(nothing)
        await queries.invalidateQueries({ queryKey: ['pay'] })
      }}
    >
      <TextField
        label={say('付款凭证号', 'Voucher number')}
        value={typed.voucher}
        isRequired
        onChange={(voucher) => setTyped({ ...typed, voucher })}
      />
      <DayField
        label={say('哪天付的', 'Day it was paid')}
        value={typed.paidOn}
        isRequired
        onChange={(paidOn) => setTyped({ ...typed, paidOn })}
      />
    </ConfirmWithReason>
  )
}

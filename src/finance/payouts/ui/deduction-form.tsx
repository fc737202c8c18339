import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { fenTyped } from '#design/console/fen-text.ts'
import { DayField, MoneyField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { askDeduction, endDeduction, type Claim } from './asked-calls.ts'

const nothing = { monthly: '', consent: '', signedOn: '' }

/** What the family signed: so much a month is kept back of later payments. Only where the place says how much. */
export function DeductionForm({ claim }: { claim: Claim }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(nothing)
  const monthly = fenTyped(typed.monthly)
  const set = (change: Partial<typeof nothing>): void => setTyped({ ...typed, ...change })
  const { deduction: rule } = claim
  if (claim.agreements.some(({ state, ended }) => state !== 'refused' && ended === null)) return null
  if (rule === null)
    return (
      <p className="small mute">
        {say(
          '这里没有录入可以从以后的发放里扣多少，只能由家里自己还。',
          'Not configured for this area: nothing may be kept back of later payments; the household pays back itself.',
        )}
      </p>
    )
  return (
    <ConfirmWithReason
      label={say('约定从以后的发放里扣', 'Keep it back from later payments')}
      says={say(
        `${rule.consent}。每月最多扣当月应发的 ${rule.sharePercentMax}%（${rule.source}）。由另一个人确认以后，从下一份名单起扣。`,
        `Consent: ${rule.consent}. At most ${rule.sharePercentMax}% of what is due for the month (${rule.source}). Begins with the next list once somebody else has confirmed.`,
      )}
      act={async (_reason, key) => {
        await askDeduction(client, claim.id, {
          ...{ consent: typed.consent, signedOn: typed.signedOn, key },
          monthly: monthly.is === 'amount' ? monthly.fen : '',
        })
        setTyped(nothing)
        await queries.invalidateQueries({ queryKey: ['pay'] })
      }}
    >
      <MoneyField
        label={say('每月扣多少', 'How much a month')}
        value={typed.monthly}
        isRequired
        onChange={(text) => set({ monthly: text })}
      />
      <TextField
        label={say('同意书编号、谁签的', 'Number of the paper, who signed')}
        value={typed.consent}
        isRequired
        onChange={(consent) => set({ consent })}
      />
      <DayField
        label={say('哪天签的', 'Day of signing')}
        value={typed.signedOn}
        isRequired
        onChange={(signedOn) => set({ signedOn })}
      />
    </ConfirmWithReason>
  )
}

export function EndDeduction({ id }: { id: string }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  return (
    <ConfirmWithReason
      label={say('不再扣', 'Stop keeping back')}
      says={say(
        '家里收回同意，或者单位决定不再扣：以后的名单不扣，已经扣的不变。',
        'The family took its consent back, or the office stops: later lists keep nothing back; what was kept back stays.',
      )}
      askReason={say('为什么不再扣', 'Why')}
      act={async (reason, key) => {
        await endDeduction(client, id, { reason, key })
        await queries.invalidateQueries({ queryKey: ['pay'] })
      }}
    />
  )
}

import { useState, type ReactNode, type SyntheticEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Refused } from '#design/console/case-panel.tsx'
import { fenTyped } from '#design/console/fen-text.ts'
import { MoneyField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { recordAllotment, type AllotmentWish } from './pay-calls.ts'

const nothing = { amount: '', document: '' }

export interface AllotmentEntryProps {
  /** Whose purse and which year; null while it is not chosen yet. */
  readonly purse: Omit<AllotmentWish, 'amount' | 'document'> | null
  /** The fields that choose the purse, where it is not given. */
  readonly children?: ReactNode
  /** First part of the keys of what shows money that came in. */
  readonly shownBy: string
  readonly onDone?: () => void
}

/** Money that came in, with the document that says so. It is never changed: a mistake is taken back by another entry. */
export function AllotmentEntry({ purse, children, shownBy, onDone }: AllotmentEntryProps) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(nothing)
  const press = usePress(async (wish: AllotmentWish, key) => {
    await recordAllotment(client, { wish, key })
    setTyped(nothing)
    onDone?.()
    await queries.invalidateQueries({ queryKey: [shownBy] })
  })
  const amount = fenTyped(typed.amount)
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (amount.is !== 'amount' || purse === null) return
    void press.send({ ...purse, amount: amount.fen, document: typed.document })
  }
  return (
    <form className="fields pay-allot" onSubmit={send}>
      {children}
      <MoneyField
        label={say('金额', 'Amount')}
        value={typed.amount}
        isRequired
        onChange={(text) => setTyped({ ...typed, amount: text })}
      />
      <TextField
        label={say('文件名和文号', 'Document and its number')}
        value={typed.document}
        isRequired
        onChange={(document) => setTyped({ ...typed, document })}
      />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy || amount.is !== 'amount'}>
          {press.isBusy ? say('正在登记…', 'Recording…') : say('登记', 'Record')}
        </button>
      </div>
    </form>
  )
}

import { useId, useState, type ReactNode, type SyntheticEvent } from 'react'
import { isReason, ReasonField } from './fields.tsx'
import { useSay } from './language.tsx'
import { Refused } from './case-panel.tsx'
import { usePress } from './press.ts'

export interface ConfirmProps {
  /** The button that opens the question, and the one that answers it. */
  readonly label: string
  /** What will happen, and what will not, before it is confirmed. */
  readonly says?: ReactNode
  /** Label of the reason; without it none is asked for. */
  readonly askReason?: string
  readonly reasonHint?: ReactNode
  readonly tone?: 'main' | 'line' | 'danger'
  readonly isOff?: boolean
  /** More fields of the question. */
  readonly children?: ReactNode
  /** Receives the reason (empty when none was asked for) and the key of this press. */
  readonly act: (reason: string, key: string) => Promise<unknown>
}

const classOf = { main: 'btn', line: 'btn line', danger: 'btn danger' } as const

/**
 * A button that asks first, in place: what follows from it, why, then once more the same verb. Nothing floats over the
 * page, so the facts stay in sight while the reason is written.
 */
export function ConfirmWithReason(props: ConfirmProps) {
  const { label, says, askReason, tone = 'line' } = props
  const say = useSay()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const press = usePress((wish: { readonly reason: string }, key) => props.act(wish.reason, key))
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (askReason !== undefined && !isReason(reason)) return
    if (!(await press.send({ reason: reason.trim() }))) return
    setOpen(false)
    setReason('')
  }
  return (
    <div className={isOpen ? 'confirm is-open' : 'confirm'}>
      <button
        type="button"
        className={isOpen ? 'btn line' : classOf[tone]}
        aria-expanded={isOpen}
        aria-controls={id}
        disabled={props.isOff ?? false}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      <form id={id} hidden={!isOpen} className="fields confirm-form" onSubmit={(event) => void send(event)}>
        {says === undefined ? null : <div className="confirm-says">{says}</div>}
        {props.children}
        {askReason === undefined ? null : (
          <ReasonField label={askReason} hint={props.reasonHint} value={reason} onChange={setReason} />
        )}
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className={tone === 'danger' ? 'btn danger' : 'btn'} disabled={press.isBusy}>
            {press.isBusy ? say('正在办…', 'Working…') : say(`确定：${label}`, `Confirm: ${label}`)}
          </button>
          <button type="button" className="btn line" onClick={() => setOpen(false)}>
            {say('先不', 'Not now')}
          </button>
        </div>
      </form>
    </div>
  )
}

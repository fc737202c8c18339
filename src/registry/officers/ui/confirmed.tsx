import { Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { useSay } from '#design/console/language.tsx'
import { useDeed } from './calls.ts'
import { Refused } from './fields.tsx'
import { troubleOver } from './trouble-at.ts'

interface ConfirmedProps {
  /** Words of the button, and of the one that does it. */
  readonly press: string
  readonly title: string
  /** What it does, in sentences. */
  readonly children: ReactNode
  readonly officer: string
  readonly work: () => Promise<unknown>
  readonly onDone?: () => void
  readonly isDanger?: boolean
}

/** A deed that cannot be taken back by pressing again: it says first what it will do. */
export function Confirmed({ press, title, children, officer, work, onDone, isDanger = false }: ConfirmedProps) {
  const say = useSay()
  const deed = useDeed(officer)
  const [isOpen, setOpen] = useState(false)
  const act = async (): Promise<void> => {
    if (!(await deed.run(work))) return
    setOpen(false)
    onDone?.()
  }
  return (
    <>
      <button
        type="button"
        className={isDanger ? 'btn danger' : 'btn line'}
        onClick={() => {
          deed.forget()
          setOpen(true)
        }}
      >
        {press}
      </button>
      <Modal open={isOpen} title={title} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <div className="fields">
          {children}
          <Refused words={troubleOver(deed.error, [])} />
          <div className="row">
            <button
              type="button"
              className={isDanger ? 'btn danger' : 'btn'}
              disabled={deed.isBusy}
              onClick={() => void act()}
            >
              {press}
            </button>
            <button type="button" className="btn line" onClick={() => setOpen(false)}>
              {say('先不办', 'Not now')}
            </button>
          </div>
        </div>
      </Modal>
    </>
  )
}

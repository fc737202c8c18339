import { Modal } from 'antd'
import { useId, useState, type SyntheticEvent } from 'react'
import { useSay } from '#design/console/language.tsx'
import { troubleOf } from '#design/console/table-states.tsx'

/** Hidden again after this many seconds: a screen left alone shows nothing. */
const shownSeconds = 60
const purposeMin = 4

/** A masked number and the way to ask for it: the purpose is written down before anything is shown. */
export function Reveal({ masked, ask }: { masked: string; ask: (purpose: string) => Promise<string> }) {
  const say = useSay()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const purpose = String(new FormData(event.currentTarget).get('purpose') ?? '').trim()
    setError(null)
    try {
      setShown(await ask(purpose))
      setOpen(false)
      setTimeout(() => setShown(null), shownSeconds * 1000)
    } catch (trouble) {
      setError(trouble)
    }
  }
  return (
    <span className="n">
      {shown ?? masked}{' '}
      {shown === null ? (
        <button type="button" className="inline-press" onClick={() => setOpen(true)}>
          {say('看全', 'Show')}
          <span className="vh">{say('，要写明目的', ', a purpose is asked for')}</span>
        </button>
      ) : (
        <button type="button" className="inline-press" onClick={() => setShown(null)}>
          {say('遮上', 'Hide')}
        </button>
      )}
      <Modal
        open={isOpen}
        title={say('为什么要看完整号码', 'Why the whole number is needed')}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <form className="fields" onSubmit={(event) => void send(event)}>
          <p className="mute">
            {say(
              '写受理号，或者一句话。会记进查阅记录，本人问起时能说清楚。',
              'A case number or a sentence. It goes into the audit trail, to answer the person who asks.',
            )}
          </p>
          {error === null ? null : (
            <p className="err" role="alert">
              {say(troubleOf(error))}
            </p>
          )}
          <div className="field">
            <label htmlFor={id}>{say('目的', 'Purpose')}</label>
            <input
              className="in"
              id={id}
              name="purpose"
              minLength={purposeMin}
              maxLength={200}
              required
              autoComplete="off"
            />
          </div>
          <div className="row">
            <button className="btn">{say('看一分钟', 'Show for a minute')}</button>
            <button type="button" className="btn line" onClick={() => setOpen(false)}>
              {say('不看了', 'Never mind')}
            </button>
          </div>
        </form>
      </Modal>
    </span>
  )
}

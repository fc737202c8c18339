import { useId, useState, type SyntheticEvent } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { troubleOf } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { changePassword } from '#registry/officers/contract.ts'

export function PasswordChange() {
  const say = useSay()
  const client = useClient()
  const id = useId()
  const [error, setError] = useState<unknown>(null)
  const [isDone, setDone] = useState(false)
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const text = (name: string): string => String(new FormData(form).get(name) ?? '')
    setError(null)
    setDone(false)
    try {
      await client.call(changePassword, { body: { old: text('old'), fresh: text('fresh') } })
      form.reset()
      setDone(true)
    } catch (trouble) {
      setError(trouble)
    }
  }
  return (
    <Panel title={say('换密码', 'Change the password')}>
      <form className="fields" onSubmit={(event) => void send(event)}>
        {error === null ? null : (
          <p className="err" role="alert">
            {say(troubleOf(error))}
          </p>
        )}
        {isDone ? <State tone="ok">{say('换好了', 'Changed')}</State> : null}
        <div className="field">
          <label htmlFor={`${id}-old`}>{say('原密码', 'Old password')}</label>
          <input className="in" id={`${id}-old`} name="old" type="password" autoComplete="current-password" required />
        </div>
        <div className="field">
          <label htmlFor={`${id}-fresh`}>{say('新密码', 'New password')}</label>
          <input className="in" id={`${id}-fresh`} name="fresh" type="password" autoComplete="new-password" required />
        </div>
        <div className="row">
          <button className="btn">{say('换', 'Change')}</button>
        </div>
      </form>
    </Panel>
  )
}

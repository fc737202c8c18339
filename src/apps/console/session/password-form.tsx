import { useId, useState, type SyntheticEvent } from 'react'
import { useSay } from '#design/console/language.tsx'
import { troubleOf } from '#design/console/table-states.tsx'
import { useSignIn } from './calls.ts'

interface PasswordFormProps {
  readonly onDone: () => void
  readonly submit: string
}

export function PasswordForm({ onDone, submit }: PasswordFormProps) {
  const say = useSay()
  const signIn = useSignIn()
  const id = useId()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string): string => String(form.get(name) ?? '').trim()
    setBusy(true)
    setError(null)
    try {
      await signIn({
        account: text('account'),
        password: String(form.get('password') ?? ''),
        code: text('code') === '' ? null : text('code'),
      })
      onDone()
    } catch (trouble) {
      setError(trouble)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="fields" onSubmit={(event) => void send(event)}>
      {error === null ? null : (
        <p className="err" role="alert">
          {say(troubleOf(error))}
        </p>
      )}
      <div className="field">
        <label htmlFor={`${id}-account`}>{say('账号', 'Account')}</label>
        <input className="in" id={`${id}-account`} name="account" autoComplete="username" required />
      </div>
      <div className="field">
        <label htmlFor={`${id}-password`}>{say('密码', 'Password')}</label>
        <input
          className="in"
          id={`${id}-password`}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-code`}>
          {say('动态口令', 'One-time code')}
          <span className="hint">{say('　开了两步验证才要填', ' only with two-step sign-in')}</span>
        </label>
        <input className="in" id={`${id}-code`} name="code" inputMode="numeric" autoComplete="one-time-code" />
      </div>
      <div className="row">
        <button className="btn" disabled={isBusy}>
          {submit}
        </button>
      </div>
    </form>
  )
}

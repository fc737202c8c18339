import { useQueryClient } from '@tanstack/react-query'
import { useId, useState, type SyntheticEvent } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { troubleOf } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { proveSecondFactor, startSecondFactor } from '#registry/officers/contract.ts'
import { meKey } from './calls.ts'
import { useMe } from './me.ts'

/** The second step: a secret for an authenticator app, in force only after one code from it was right. */
export function SecondFactor() {
  const say = useSay()
  const me = useMe()
  const client = useClient()
  const queries = useQueryClient()
  const id = useId()
  const [secret, setSecret] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const tried = async (work: () => Promise<void>): Promise<void> => {
    setError(null)
    try {
      await work()
    } catch (trouble) {
      setError(trouble)
    }
  }
  const start = (): Promise<void> => tried(async () => setSecret((await client.call(startSecondFactor)).secret))
  const prove = (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code') ?? '').trim()
    return tried(async () => {
      await client.call(proveSecondFactor, { body: { code } })
      setSecret(null)
      await queries.invalidateQueries({ queryKey: meKey })
    })
  }
  return (
    <Panel title={say('两步验证', 'Two-step sign-in')}>
      {me.hasSecondFactor ? (
        <State tone="ok">{say('开着', 'on')}</State>
      ) : (
        <State tone="soon">{say('没有开', 'off')}</State>
      )}
      <p className="mute gap">
        {say(
          '登录时除了密码，还要手机上的六位动态口令。密码被人看见了，也进不来。',
          'Besides the password, six digits from your phone. A password that was seen is then not enough.',
        )}
      </p>
      {error === null ? null : (
        <p className="err" role="alert">
          {say(troubleOf(error))}
        </p>
      )}
      {secret === null ? (
        <button type="button" className="btn line" onClick={() => void start()}>
          {me.hasSecondFactor ? say('换一部手机', 'Move to another phone') : say('现在开通', 'Turn it on')}
        </button>
      ) : (
        <form className="fields" onSubmit={(event) => void prove(event)}>
          <p>
            {say('在验证器里选“手动输入密钥”：', 'In the authenticator choose “enter a key”: ')}
            <code className="secret">{secret.replace(/(.{4})/g, '$1 ').trim()}</code>
          </p>
          <div className="field">
            <label htmlFor={id}>{say('验证器现在显示的六位数', 'The six digits it shows now')}</label>
            <input className="in" id={id} name="code" inputMode="numeric" autoComplete="one-time-code" required />
          </div>
          <div className="row">
            <button className="btn">{say('核对并开通', 'Check and turn on')}</button>
          </div>
        </form>
      )}
    </Panel>
  )
}

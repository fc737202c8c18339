import { useState, type SyntheticEvent } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { removeSecondFactor, resetPassword } from '../contract.ts'
import { useAccount, useDeed } from './calls.ts'
import { Confirmed } from './confirmed.tsx'
import { FirstPassword, Refused, TextField } from './fields.tsx'
import type { Officer } from './find.ts'
import { troubleAt, troubleOver } from './trouble-at.ts'

/** How the person gets in, for the system administrator: account name, a new password, a lost phone. */
export function AccountPanel({ officer }: { officer: Officer }) {
  const say = useSay()
  const account = useAccount(officer.id)
  return (
    <Panel title={say('账号', 'Account')}>
      {account.isError ? <Trouble error={account.error} onRetry={() => void account.refetch()} /> : null}
      {account.isPending ? <Waiting what={say('正在取', 'Fetching')} /> : null}
      {account.data === undefined ? null : (
        <div className="stack">
          <p>
            {account.data.login === null ? (
              <State tone="soon">{say('还没有账号和密码', 'No account name and password yet')}</State>
            ) : (
              <>
                {say('账号名 ', 'Account name ')}
                <b>{account.data.login}</b>
              </>
            )}
          </p>
          <SecondStep officer={officer} isOn={account.data.hasSecondFactor} />
          <NewPassword key={account.data.login} officer={officer} login={account.data.login ?? ''} />
        </div>
      )}
    </Panel>
  )
}

function SecondStep({ officer, isOn }: { officer: Officer; isOn: boolean }) {
  const say = useSay()
  const client = useClient()
  if (!isOn) return <p className="mute">{say('两步验证没有开。', 'Two-step sign-in is off.')}</p>
  return (
    <div className="row">
      <State tone="ok">{say('两步验证开着', 'Two-step sign-in is on')}</State>
      <Confirmed
        press={say('手机丢了，移除动态口令', 'Phone lost: remove the second step')}
        title={say(`移除${officer.name}的动态口令`, `Remove the second step of ${officer.name}`)}
        officer={officer.id}
        work={() => client.call(removeSecondFactor, { params: { id: officer.id } })}
      >
        <p>
          {say(
            '先确认是本人在要求，最好当面。移除以后凭密码就能登录；现在开着的登录全部断开，要重新登录。请本人用新手机再开通一次。',
            'First make sure that the person asks, best face to face. Afterwards the password alone is enough; everything signed in now is ended. Ask them to turn it on again with the new phone.',
          )}
        </p>
        <p className="mute">{say('会记下是谁、什么时候移除的。', 'Who removed it and when is written down.')}</p>
      </Confirmed>
    </div>
  )
}

function NewPassword({ officer, login }: { officer: Officer; login: string }) {
  const say = useSay()
  const client = useClient()
  const deed = useDeed(officer.id)
  const [isOpen, setOpen] = useState(false)
  const [isDone, setDone] = useState(false)
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const body = { login: String(form.get('login') ?? ''), password: String(form.get('password') ?? '') }
    if (!(await deed.run(() => client.call(resetPassword, { params: { id: officer.id }, body })))) return
    setDone(true)
    setOpen(false)
  }
  if (!isOpen)
    return (
      <div className="row">
        <button
          type="button"
          className="btn line"
          onClick={() => {
            setOpen(true)
            setDone(false)
          }}
        >
          {say('给一个新密码', 'Give a new password')}
        </button>
        <span aria-live="polite">
          {isDone ? <State tone="ok">{say('换好了，旧的登录已断开', 'Changed; old sessions are ended')}</State> : null}
        </span>
      </div>
    )
  return (
    <form className="fields" aria-label={say('新密码', 'New password')} onSubmit={(event) => void send(event)}>
      <Refused words={troubleOver(deed.error, ['login', 'password'])} />
      <TextField
        name="login"
        label={say('账号名', 'Account name')}
        value={login}
        lengthMax={60}
        refused={troubleAt(deed.error, 'login')}
      />
      <FirstPassword label={say('新密码', 'New password')} refused={troubleAt(deed.error, 'password')} />
      <p className="mute">
        {say('换了以后，这个账号现在开着的登录全部断开。', 'Everything this account is signed in with now is ended.')}
      </p>
      <div className="row">
        <button className="btn" disabled={deed.isBusy}>
          {say('换成这个密码', 'Set this password')}
        </button>
        <button type="button" className="btn line" onClick={() => setOpen(false)}>
          {say('先不办', 'Not now')}
        </button>
      </div>
    </form>
  )
}

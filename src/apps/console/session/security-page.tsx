import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting, troubleOf } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { endSession, listSessions } from '#registry/officers/contract.ts'
import { PasswordChange } from './password-change.tsx'
import { SecondFactor } from './second-factor.tsx'

/** A person's own keys: where they are signed in, the second step, the password. */
export function SecurityPage() {
  const say = useSay()
  return (
    <>
      <PageHead
        title={say('登录与安全', 'Sign-in and security')}
        says={say('只有您自己看得到这一页。', 'Only you see this page.')}
      />
      <div className="stack">
        <OpenSessions />
        <SecondFactor />
        <PasswordChange />
      </div>
    </>
  )
}

function OpenSessions() {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>(null)
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => client.call(listSessions) })
  const end = async (id: string): Promise<void> => {
    setError(null)
    try {
      await client.call(endSession, { params: { id } })
      await queries.invalidateQueries({ queryKey: ['sessions'] })
    } catch (trouble) {
      setError(trouble)
    }
  }
  return (
    <Panel title={say('在哪些地方登着', 'Where you are signed in')}>
      {sessions.isError ? <Trouble error={sessions.error} onRetry={() => void sessions.refetch()} /> : null}
      {sessions.isPending ? <Waiting what={say('正在取', 'Fetching')} /> : null}
      {error === null ? null : (
        <p className="err" role="alert">
          {say(troubleOf(error))}
        </p>
      )}
      <table className="tb cards">
        <thead>
          <tr>
            <th scope="col">{say('浏览器', 'Browser')}</th>
            <th scope="col">{say('登录于', 'Signed in')}</th>
            <th scope="col">{say('最近用过', 'Last used')}</th>
            <th scope="col">
              <span className="vh">{say('做什么', 'Action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(sessions.data ?? []).map((session) => (
            <tr key={session.id}>
              <th scope="row">{agentInWords(session.agent)}</th>
              <td data-label={say('登录于', 'Signed in')}>{moment(session.openedAt)}</td>
              <td data-label={say('最近用过', 'Last used')}>{moment(session.seenAt)}</td>
              <td>
                {session.isThis ? (
                  <State tone="ok">{say('就是这里', 'this one')}</State>
                ) : (
                  <button type="button" className="btn line" onClick={() => void end(session.id)}>
                    {say('让它退出', 'End it')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

const browsers = [/Edg\/(\d+)/, /Chrome\/(\d+)/, /Firefox\/(\d+)/, /Version\/(\d+).*Safari/] as const
const browserNames = ['Edge', 'Chrome', 'Firefox', 'Safari'] as const

/** `Chrome 153`, as a person would say it; what is not known stays as it called itself. */
export function agentInWords(agent: string): string {
  const index = browsers.findIndex((pattern) => pattern.test(agent))
  const name = browserNames[index]
  return name === undefined ? agent.slice(0, 60) || '—' : `${name} ${browsers[index]?.exec(agent)?.[1] ?? ''}`
}

const moment = (at: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(
    new Date(at),
  )

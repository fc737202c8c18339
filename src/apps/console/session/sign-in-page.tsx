import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import type { DemoPerson } from '#registry/officers/contract.ts'
import { DemoBanner } from '../shell/demo-banner.tsx'
import { Mark } from '../shell/mark.tsx'
import { LookSwitches } from '../shell/top-bar.tsx'
import { useDemoPeople, useInstallation, useSignIn } from './calls.ts'
import { PasswordForm } from './password-form.tsx'

/** Only pages of the console: an address from elsewhere leads home. */
export const pathAfter = (next: unknown): string =>
  typeof next === 'string' && /^\/(?!\/|sign-in)/.test(next) && !next.includes('\\') ? next : '/'

export function SignInPage() {
  const say = useSay()
  const queries = useQueryClient()
  const installation = useInstallation()
  const isDemonstration = installation.data?.isDemo === true
  const people = useDemoPeople(isDemonstration)
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const router = useRouter()
  const goOn = (): void => {
    // Another person sits down: nothing the last one saw may stay.
    queries.clear()
    router.history.push(`/console${pathAfter(search['next'])}`)
  }
  return (
    <div className="sign-in">
      <header>
        {isDemonstration ? <DemoBanner today={installation.data?.today ?? null} /> : null}
        <div className="bar">
          <span className="brand">
            <Mark />
            <span>{say('助联', 'Zhulian')}</span>
          </span>
          <div className="who">
            <LookSwitches />
          </div>
        </div>
      </header>
      <main id="main" className="sign-in-main">
        <h1>{say('登录控制台', 'Sign in to the console')}</h1>
        {installation.isError ? (
          <Trouble error={installation.error} onRetry={() => void installation.refetch()} />
        ) : null}
        {people.isLoading ? <Waiting what={say('正在准备', 'Getting ready')} /> : null}
        {people.isError ? <Trouble error={people.error} onRetry={() => void people.refetch()} /> : null}
        {people.data === undefined ? null : <DemoPeople people={people.data} onDone={goOn} />}
        <section className="panel" aria-labelledby="by-password">
          <h2 id="by-password">{say('用账号和密码', 'With account and password')}</h2>
          <PasswordForm onDone={goOn} submit={say('登录', 'Sign in')} />
        </section>
      </main>
    </div>
  )
}

/** The demonstration hands out every post, so that each desk can be looked at from its own side. */
function DemoPeople({ people, onDone }: { people: readonly DemoPerson[]; onDone: () => void }) {
  const say = useSay()
  const signIn = useSignIn()
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const enter = async (person: string): Promise<void> => {
    setBusy(person)
    setError(null)
    try {
      await signIn({ person })
      onDone()
    } catch (trouble) {
      setError(trouble)
      setBusy(null)
    }
  }
  return (
    <section className="panel" aria-labelledby="as-demo">
      <h2 id="as-demo">
        {say('演示：挑一个岗位坐下', 'Demonstration: take a seat')}
        <span className="asof">{say('没有密码，都是合成的人', 'No password, all synthetic')}</span>
      </h2>
      {error === null ? null : <Trouble error={error} />}
      <ul className="seats">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" className="seat" disabled={busy !== null} onClick={() => void enter(person.id)}>
              <b>{person.roles.map((role) => say(role)).join('、')}</b>
              <span>
                {person.post} · {person.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

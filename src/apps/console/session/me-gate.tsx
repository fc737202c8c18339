import { Navigate, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Trouble, Waiting, troubleOf } from '#design/console/table-states.tsx'
import { useMeQuery } from './calls.ts'
import { MeContext } from './me.ts'

/** Nobody gets further without being known; where they wanted to go is kept. */
export function MeGate({ children }: { children: ReactNode }) {
  const say = useSay()
  const { href } = useLocation()
  const me = useMeQuery()
  if (me.isPending) return <Waiting what={say('正在认您是谁', 'Finding out who you are')} />
  if (me.isError) {
    if (troubleOf(me.error).status === 401) return <Navigate to="/sign-in" search={{ next: href } as never} replace />
    return (
      <main className="cmain" id="main">
        <Trouble error={me.error} onRetry={() => void me.refetch()} />
      </main>
    )
  }
  return <MeContext value={me.data}>{children}</MeContext>
}

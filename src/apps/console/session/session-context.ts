import { createContext, use } from 'react'
import { must } from '#platform/errors/index.ts'
import type { SessionWire } from './wire.ts'

export const SessionContext = createContext<SessionWire | null>(null)

export function useSession(): SessionWire {
  const session = use(SessionContext)
  must(session !== null, 'the page is inside the session')
  return session
}

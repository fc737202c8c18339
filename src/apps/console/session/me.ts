import { createContext, use } from 'react'
import { must } from '#platform/errors/index.ts'
import type { Me } from '#registry/officers/contract.ts'

/** The person at this desk, as the console draws with it. */
export const MeContext = createContext<Me | null>(null)

export function useMe(): Me {
  const me = use(MeContext)
  must(me !== null, 'the page is inside the gate of the signed-in')
  return me
}

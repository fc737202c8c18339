import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import {
  demoSignIn,
  listDemoPeople,
  readInstallation,
  readMe,
  signIn,
  type DemoPerson,
  type Me,
} from '#registry/officers/contract.ts'
import { useSession } from './session-context.ts'

export const meKey = ['me'] as const

export function useMeQuery(): UseQueryResult<Me> {
  const { client, setCsrf } = useSession()
  return useQuery({
    queryKey: meKey,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const me = await client.call(readMe)
      setCsrf(me.csrf)
      return me as Me
    },
  })
}

/** Whether this is a demonstration, and which day it plays on: known before anybody signs in. */
export function useInstallation(): UseQueryResult<AnswerOf<typeof readInstallation>> {
  const client = useClient()
  return useQuery({ queryKey: ['installation'], queryFn: () => client.call(readInstallation) })
}

export function useDemoPeople(isDemo: boolean): UseQueryResult<readonly DemoPerson[]> {
  const client = useClient()
  return useQuery({
    queryKey: ['demo-people'],
    enabled: isDemo,
    queryFn: async () => (await client.call(listDemoPeople)) as readonly DemoPerson[],
  })
}

export interface Credentials {
  readonly account: string
  readonly password: string
  readonly code: string | null
}

/** Signs in and takes over the new token. The pages' data stay: whoever changes the person clears them. */
export function useSignIn(): (how: Credentials | { readonly person: string }) => Promise<void> {
  const { client, setCsrf } = useSession()
  return async (how) => {
    const answer =
      'person' in how ? await client.call(demoSignIn, { body: how }) : await client.call(signIn, { body: how })
    setCsrf(answer.csrf)
  }
}

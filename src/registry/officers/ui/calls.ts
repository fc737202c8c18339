import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { listOfficers, listRoles, readMe, readOfficerAccount } from '../contract.ts'
import type { Officer } from './find.ts'

export const officersKey = ['officers'] as const
export const accountKey = (id: string) => ['officer-account', id] as const

export function useOfficers(): UseQueryResult<readonly Officer[]> {
  const client = useClient()
  return useQuery({ queryKey: officersKey, queryFn: ({ signal }) => client.call(listOfficers, { signal }) })
}

export type RoleOffer = AnswerOf<typeof listRoles>[number]

export function useRoles(): UseQueryResult<readonly RoleOffer[]> {
  const client = useClient()
  return useQuery({
    queryKey: ['roles'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => client.call(listRoles, { signal }),
  })
}

export function useAccount(id: string): UseQueryResult<AnswerOf<typeof readOfficerAccount>> {
  const client = useClient()
  return useQuery({
    queryKey: accountKey(id),
    queryFn: ({ signal }) => client.call(readOfficerAccount, { params: { id }, signal }),
  })
}

/** Which of the two hands is at this desk: the answer of the sign-in is there already. The server decides again. */
export function useHands(): {
  readonly me: string
  readonly manages: boolean
  readonly assigns: boolean
  readonly consents: boolean
} {
  const client = useClient()
  const me = useQuery({
    queryKey: ['me'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => client.call(readMe),
  })
  const holds = (permission: string): boolean => me.data?.permissions.includes(permission) ?? false
  return {
    me: me.data?.id ?? '',
    manages: holds('officers.manage'),
    assigns: holds('officers.assign'),
    consents: holds('officers.consent'),
  }
}

/** One press of a button: is it under way, was it refused, and the lists read again when it is done. */
export interface Deed {
  readonly isBusy: boolean
  readonly error: unknown
  readonly forget: () => void
  /** True when it was done. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>
}

export function useDeed(id = ''): Deed {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setError(null)
    try {
      await work()
      await queries.invalidateQueries({ queryKey: officersKey })
      if (id !== '') await queries.invalidateQueries({ queryKey: accountKey(id) })
      return true
    } catch (trouble) {
      setError(trouble)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, error, forget: () => setError(null), run }
}

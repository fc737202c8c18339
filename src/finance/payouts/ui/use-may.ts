import { useQuery } from '@tanstack/react-query'
import { useClient } from '#platform/http/client.ts'
import { readMe } from '#registry/officers/contract.ts'

/** Whether this reader holds a permission: to leave out a button, never to decide. The server asks again. */
export function useMay(): (permission: string) => boolean {
  const client = useClient()
  const me = useQuery({ queryKey: ['me'], queryFn: () => client.call(readMe), staleTime: 60_000 })
  return (permission) => me.data?.permissions.includes(permission) ?? false
}

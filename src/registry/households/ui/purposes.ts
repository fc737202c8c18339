import { useQuery, useQueryClient } from '@tanstack/react-query'

/** Why this household was opened, kept for the session in memory only: another sign-in asks again. */
export function usePurpose(householdId: string): readonly [string | undefined, (purpose: string) => void] {
  const queries = useQueryClient()
  const key = ['purpose', householdId]
  const { data } = useQuery({ queryKey: key, queryFn: () => '', enabled: false, gcTime: Number.POSITIVE_INFINITY })
  return [data === '' ? undefined : data, (purpose) => void queries.setQueryData(key, purpose)]
}

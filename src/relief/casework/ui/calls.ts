import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import type { countCases, listCases } from '../wire.ts'
import { countsQuery, type CaseCounts, type ListState } from './list-state.ts'

export type FoundCases = AnswerOf<typeof listCases>
export type FoundRow = FoundCases['rows'][number]

/** The list as the address says it; whatever the address holds is checked by the server. */
export function useCaseList(state: ListState, size: number): UseQueryResult<FoundCases> {
  const client = useClient()
  return useQuery({
    queryKey: ['cases', 'list', state, size],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.json<FoundCases>({ verb: 'GET', path: '/api/cases', query: { ...state, size }, signal }),
  })
}

/** The counts beside a list: the same filter, without what they are split by. */
export function useCaseCounts(state: ListState): UseQueryResult<CaseCounts> {
  const client = useClient()
  const query = countsQuery(state)
  return useQuery({
    queryKey: ['cases', 'counts', query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.json<AnswerOf<typeof countCases>>({ verb: 'GET', path: '/api/cases/counts', query, signal }),
  })
}

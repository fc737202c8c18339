import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { readCasePanel, readMoods, readReport } from '../wire.ts'

export type PanelAnswer = AnswerOf<typeof readCasePanel>
export type ReportAnswer = AnswerOf<typeof readReport>
export type LineAnswer = ReportAnswer['lines'][number]
export type SourceAnswer = ReportAnswer['sources'][number]
export type Shown = NonNullable<LineAnswer['found']>

/** While sources are being asked the page looks again, often enough to be felt as now. */
const lookAgainMs = 800

/** Below the key of the case, so that a move refreshes it with everything else on the page. */
const panelKey = (caseId: string): readonly string[] => ['case', caseId, 'means-check']

export function useCheckPanel(caseId: string): UseQueryResult<PanelAnswer> {
  const client = useClient()
  return useQuery({
    queryKey: panelKey(caseId),
    queryFn: ({ signal }) => client.call(readCasePanel, { params: { id: caseId }, signal }),
    refetchInterval: ({ state: { data } }) => (data?.reports[0]?.state === 'asking' ? lookAgainMs : false),
  })
}

/** After a settlement the sum may be another one: the whole page of the case is read again. */
export function useCheckChanged(caseId: string): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['case', caseId] })
}

export function useReport(id: string): UseQueryResult<ReportAnswer> {
  const client = useClient()
  const [purpose] = usePurpose(id)
  return useQuery({
    queryKey: ['means-check', id],
    queryFn: ({ signal }) =>
      client.call(readReport, { params: { id }, signal, ...(purpose === undefined ? {} : { purpose }) }),
  })
}

export function useMoods(isOpen: boolean) {
  const client = useClient()
  return useQuery({
    queryKey: ['means-check', 'moods'],
    enabled: isOpen,
    queryFn: ({ signal }) => client.call(readMoods, { signal }),
  })
}

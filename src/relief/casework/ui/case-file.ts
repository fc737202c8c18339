import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import type { CaseMove } from '../moves.ts'
import { readCase } from '../wire.ts'

export type CaseAnswer = AnswerOf<typeof readCase>
export type MoveOffer = CaseAnswer['moves'][number]

/**
 * Everything the page of one case asks the server for is kept below this key. Panels of other modules put theirs there
 * too (`[...caseKey(caseId), 'notice']`), so that one move refreshes the whole page.
 */
export const caseKey = (caseId: string): readonly [string, string] => ['case', caseId]

/** The case as the page shows it. Panels read the version and the open moves from here; it is fetched once. */
export function useCaseFile(caseId: string): UseQueryResult<CaseAnswer> {
  const client = useClient()
  const [purpose] = usePurpose(caseId)
  return useQuery({
    queryKey: [...caseKey(caseId), 'file', purpose ?? ''],
    queryFn: ({ signal }) =>
      client.call(readCase, { params: { id: caseId }, signal, ...(purpose === undefined ? {} : { purpose }) }),
  })
}

/** After a move: the page of the case, the lists and the counts are read again. */
export function useMoved(caseId: string): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: caseKey(caseId) }),
      queries.invalidateQueries({ queryKey: ['cases'] }),
    ])
  }
}

/** What the server says about one move: open, or grey with its sentences; undefined when it is not this person's. */
export const moveOf = (file: Pick<CaseAnswer, 'moves'> | undefined, move: CaseMove): MoveOffer | undefined =>
  file?.moves.find((offer) => offer.move === move)

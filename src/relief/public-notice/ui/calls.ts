import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { caseKey } from '#relief/casework/ui/case-file.ts'
import { listNotices, readCaseNotice } from '../wire.ts'

export type NoticeAnswer = AnswerOf<typeof readCaseNotice>
export type NoticeFace = NoticeAnswer['notices'][number]
export type ObjectionFace = NoticeAnswer['objections'][number]
export type PublicationFace = NonNullable<NoticeAnswer['publication']>
export type NoticeListAnswer = AnswerOf<typeof listNotices>

/** Below the key of the case: a move refreshes it with everything else on the page. */
export function useCaseNotice(caseId: string): UseQueryResult<NoticeAnswer> {
  const client = useClient()
  return useQuery({
    queryKey: [...caseKey(caseId), 'notice'],
    queryFn: ({ signal }) => client.call(readCaseNotice, { params: { id: caseId }, signal }),
  })
}

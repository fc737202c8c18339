import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { listAssessments, readAssessment, type StoredAssessment } from '#relief/eligibility/contract.ts'
import { assessCase } from '../wire.ts'
import { caseKey, useCaseFile, useMoved, type CaseAnswer } from './case-file.ts'

export type AssessmentRow = AnswerOf<typeof listAssessments>[number]

/** Assessments of this household for this programme, newest first. What rests on trial values can carry nothing. */
export function useAssessments(file: CaseAnswer): UseQueryResult<readonly AssessmentRow[]> {
  const client = useClient()
  const [purpose] = usePurpose(file.case.id)
  const { householdId, programme, id } = file.case
  return useQuery({
    queryKey: [...caseKey(id), 'assessments', purpose ?? ''],
    queryFn: async ({ signal }) => {
      const rows = await client.call(listAssessments, {
        params: { id: householdId },
        signal,
        purpose: purpose ?? file.case.number,
      })
      return rows.filter((row) => row.programme === programme && !row.simulated)
    },
  })
}

/** Opened for the case: its number is the purpose, unless another was said. Undefined until the case is here. */
export function useCasePurpose(caseId: string): string | undefined {
  const [said] = usePurpose(caseId)
  const { data } = useCaseFile(caseId)
  return said ?? data?.case.number
}

export function useAssessment(caseId: string, id: string): UseQueryResult<StoredAssessment> {
  const client = useClient()
  const purpose = useCasePurpose(caseId)
  return useQuery({
    queryKey: ['assessment', id, purpose ?? ''],
    enabled: purpose !== undefined,
    queryFn: async ({ signal }) =>
      (await client.call(readAssessment, {
        ...{ params: { id }, signal },
        ...(purpose === undefined ? {} : { purpose }),
      })) as unknown as StoredAssessment,
  })
}

/** Assesses on today's facts; answers with the id of the new sum. */
export function useAssess(caseId: string): (key: string) => Promise<string> {
  const client = useClient()
  const moved = useMoved(caseId)
  return async (key) => {
    const { id } = await client.call(assessCase, { params: { id: caseId }, body: {}, key })
    await moved()
    return id
  }
}

import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { listColleagues, listSurveys, readSurvey, saveAnswers } from '../wire.ts'
import { isSigned, slotsOf, wireOf } from './form-state.ts'
import { createSaver, type Saver, type SaveState } from './saver.ts'

export type CaseSurveysAnswer = AnswerOf<typeof listSurveys>
export type SurveyAnswer = AnswerOf<typeof readSurvey>

const surveyKey = (id: string): readonly string[] => ['home-survey', 'survey', id]
const saverKey = (id: string): readonly string[] => ['home-survey', 'saver', id]

/** Below the key of the case, so that a move refreshes it with everything else on the page. */
export function useCaseSurveys(caseId: string): UseQueryResult<CaseSurveysAnswer> {
  const client = useClient()
  return useQuery({
    queryKey: ['case', caseId, 'home-survey'],
    queryFn: ({ signal }) => client.call(listSurveys, { params: { id: caseId }, signal }),
  })
}

export function useSurvey(caseId: string, id: string): UseQueryResult<SurveyAnswer> {
  const client = useClient()
  const [purpose] = usePurpose(caseId)
  return useQuery({
    queryKey: surveyKey(id),
    queryFn: ({ signal }) =>
      client.call(readSurvey, { params: { id }, signal, ...(purpose === undefined ? {} : { purpose }) }),
  })
}

export function useColleagues(id: string) {
  const client = useClient()
  return useQuery({
    queryKey: ['home-survey', 'colleagues', id],
    queryFn: ({ signal }) => client.call(listColleagues, { params: { id }, signal }),
  })
}

/** After people, signatures, photos: the form and the panel of its case are read again. */
export function useSurveyChanged(survey: Pick<SurveyAnswer, 'id' | 'caseId'>): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: surveyKey(survey.id) }),
      queries.invalidateQueries({ queryKey: ['case', survey.caseId] }),
    ])
  }
}

/** Saves what is left and says which version the form has then; null while something is not saved. */
export function useVersion(survey: SurveyAnswer, saver: Saver): () => Promise<number | null> {
  const queries = useQueryClient()
  return async () => {
    if (!(await saver.flush())) return null
    return queries.getQueryData<SurveyAnswer>(surveyKey(survey.id))?.version ?? survey.version
  }
}

/**
 * The keeper of what is typed. It outlives the page, so that what could not be sent is still there when one comes back
 * to the form, and it ends with the session.
 */
export function useSaver(survey: SurveyAnswer): { readonly saver: Saver; readonly state: SaveState } {
  const client = useClient()
  const queries = useQueryClient()
  const [saver] = useState(() => {
    const key = saverKey(survey.id)
    const before = queries.getQueryData<Saver>(key)
    if (before !== undefined) return before
    const kinds = new Map(slotsOf(survey).map(({ key: slot, field }) => [slot, field.kind]))
    const made: Saver = createSaver({
      wireOf: (slot, typed) => wireOf(kinds.get(slot) ?? 'text', typed),
      isWanted: () => queries.getQueryData(key) === made,
      send: async (answers) => {
        const wish = { params: { id: survey.id }, body: { answers }, outlivesPage: true }
        const { version } = await client.call(saveAnswers, wish)
        const last = queries.getQueryData<SurveyAnswer>(surveyKey(survey.id))
        if (last === undefined) return
        queries.setQueryData<SurveyAnswer>(surveyKey(survey.id), {
          ...last,
          version,
          answers: Object.fromEntries(
            Object.entries({ ...last.answers, ...answers }).filter(([, text]) => text !== ''),
          ),
        })
        if (version !== last.version && isSigned(last))
          await queries.invalidateQueries({ queryKey: surveyKey(survey.id) })
      },
    })
    queries.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY })
    queries.setQueryData(key, made)
    return made
  })
  const state = useSyncExternalStore(saver.subscribe, saver.read)
  const hasMore = Object.keys(state.pending).length > 0
  useEffect(() => {
    const again = (): void => void saver.flush()
    // A phone is put away, a tab is closed: what is typed leaves at once.
    const hide = (): void => {
      if (document.visibilityState === 'hidden') again()
    }
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', hide)
    return () => {
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [saver])
  useEffect(() => {
    if (!hasMore) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [hasMore])
  return { saver, state }
}

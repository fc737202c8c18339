import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { Refused } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { startSurvey } from '../wire.ts'

/** Begins a survey and goes to its form; one that is open already is the one that is opened. */
export function StartSurvey({ caseId, isAnother }: { caseId: string; isAnother: boolean }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const press = usePress(async (_: null, key) => {
    await client.call(startSurvey, { params: { id: caseId }, key })
    await queries.invalidateQueries({ queryKey: ['case', caseId, 'home-survey'] })
    await navigate({ to: '/cases/$id/survey', params: { id: caseId } })
  })
  return (
    <div>
      <button
        type="button"
        className={isAnother ? 'btn line' : 'btn'}
        disabled={press.isBusy}
        onClick={() => void press.send(null)}
      >
        {isAnother ? say('再做一份入户调查', 'Another home survey') : say('开始入户调查', 'Begin the home survey')}
      </button>
      <Refused trouble={press.refusal} />
    </div>
  )
}

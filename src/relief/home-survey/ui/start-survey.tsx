import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { startSurvey } from '../wire.ts'

type Say = ReturnType<typeof useSay>
export const firstSurvey = (say: Say): string => say('开始入户调查', 'Begin the home survey')
export const anotherSurvey = (say: Say): string => say('再做一份入户调查', 'Another home survey')

interface StartProps {
  readonly caseId: string
  readonly label: string
  /** Not what is asked for now. */
  readonly isQuiet?: boolean
  /** Has to be done first, such as saving; where it fails nothing is begun. */
  readonly before?: () => Promise<boolean>
}

/** Begins a survey and goes to its form; one that is open already is the one that is opened. */
export function StartSurvey({ caseId, label, isQuiet = false, before }: StartProps) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isUnsaved, setUnsaved] = useState(false)
  const press = usePress(async (_: null, key) => {
    const isReady = before === undefined || (await before())
    setUnsaved(!isReady)
    if (!isReady) return
    await client.call(startSurvey, { params: { id: caseId }, key })
    await queries.invalidateQueries({ queryKey: ['case', caseId, 'home-survey'] })
    await navigate({ to: '/cases/$id/survey', params: { id: caseId } })
  })
  return (
    <div>
      <button
        type="button"
        className={isQuiet ? 'btn line' : 'btn'}
        disabled={press.isBusy}
        onClick={() => void press.send(null)}
      >
        {label}
      </button>
      {isUnsaved ? (
        <p className="note soon" role="alert">
          {say(
            '填的还没有全部存上，等有信号、存好了再按一次。',
            'Not everything is saved yet; press again once it is.',
          )}
        </p>
      ) : null}
      <Refused trouble={press.refusal} />
    </div>
  )
}

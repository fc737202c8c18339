import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { discardSurvey, finishSurvey } from '../wire.ts'
import { useSurveyChanged, useVersion, type SurveyAnswer } from './calls.ts'
import type { Lack } from './form-state.ts'
import type { Saver } from './saver.ts'

/** Goes to a place of the form and into its first control, so that one can type at once. */
export function jumpTo(anchor: string): void {
  const place = document.querySelector<HTMLElement>(`[id="${CSS.escape(anchor)}"]`)
  const control = place?.querySelector<HTMLElement>('input:not([disabled]), textarea, button')
  place?.scrollIntoView({ block: 'center' })
  const target = control ?? place
  target?.focus({ preventScroll: true })
}

interface FinishProps {
  readonly survey: SurveyAnswer
  readonly saver: Saver
  readonly lacks: readonly Lack[]
}

/** What is lacking, each sentence a way to it; then the end, for good. */
export function Finish({ survey, saver, lacks }: FinishProps) {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const changed = useSurveyChanged(survey)
  const versionNow = useVersion(survey, saver)
  const [isUnsaved, setUnsaved] = useState(false)
  const leave = async (): Promise<void> => {
    await navigate({ to: '/cases/$id', params: { id: survey.caseId }, hash: 'panel-home-survey' })
    await changed()
  }
  return (
    <section className="panel hs-section" id="hs-lacks" tabIndex={-1}>
      <h2>
        {lacks.length === 0
          ? say('都齐了', 'Nothing is lacking')
          : say(`还差 ${lacks.length} 处`, `${lacks.length} to go`)}
      </h2>
      <ul className="hs-lack-list">
        {lacks.map((lack) => (
          <li key={`${lack.anchor} ${lack.zh}`}>
            <button type="button" className="hs-lack" onClick={() => jumpTo(lack.anchor)}>
              <State tone="still">
                <span className="vh">{say('去填：', 'Go to: ')}</span>
              </State>
              <span>{say(lack)}</span>
            </button>
          </li>
        ))}
      </ul>
      {isUnsaved ? (
        <p className="note soon" role="alert">
          {say('填的还没有全部存上，存好了再完成。', 'Not everything is saved yet; finish once it is.')}
        </p>
      ) : null}
      <ConfirmWithReason
        label={say('完成调查', 'Finish the survey')}
        tone="main"
        isOff={lacks.length > 0}
        says={say(
          '完成以后不能再改。情况变了，另做一份，两份都留着。',
          'It cannot be changed afterwards. When things change another one is made; both are kept.',
        )}
        act={async (_, key) => {
          const version = await versionNow()
          setUnsaved(version === null)
          if (version === null) return
          try {
            await client.call(finishSurvey, { params: { id: survey.id }, body: { version }, key })
          } catch (trouble) {
            await changed()
            throw trouble
          }
          await leave()
        }}
      />
      <ConfirmWithReason
        label={say('作废这一份', 'Discard this one')}
        tone="danger"
        says={say('填的、拍的都不再用。作废有记录。', 'What was typed and photographed is not used. It is on record.')}
        act={async () => {
          await client.call(discardSurvey, { params: { id: survey.id } })
          await leave()
        }}
      />
    </section>
  )
}

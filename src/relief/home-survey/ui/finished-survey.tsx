import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { recordFindings } from '../wire.ts'
import { useSurvey, useSurveyChanged, type SurveyAnswer } from './calls.ts'
import { SurveySheet } from './survey-sheet.tsx'

/** A finished form, read-only, and what of it can become facts of the register. */
export function FinishedSurvey({ caseId, id, mayRecord }: { caseId: string; id: string; mayRecord: boolean }) {
  const say = useSay()
  const found = useSurvey(caseId, id)
  if (found.data === undefined && found.isError)
    return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取调查表', 'Fetching the form')} />
  return (
    <div className="hs-finished">
      <SurveySheet survey={found.data} />
      <Findings survey={found.data} mayRecord={mayRecord} />
    </div>
  )
}

/** Nothing is chosen beforehand: a found value becomes a fact when a person accepts it. */
function Findings({ survey, mayRecord }: { survey: SurveyAnswer; mayRecord: boolean }) {
  const say = useSay()
  const client = useClient()
  const changed = useSurveyChanged(survey)
  const [names, setNames] = useState<readonly string[]>([])
  const press = usePress(async (chosen: readonly string[], key) => {
    await client.call(recordFindings, { params: { id: survey.id }, body: { names: [...chosen] }, key })
    setNames([])
    await changed()
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void press.send(names)
  }
  const open = survey.findings.filter(({ recordedOn }) => recordedOn === null)
  const toggle = (name: string): void =>
    setNames((before) => (before.includes(name) ? before.filter((one) => one !== name) : [...before, name]))
  if (survey.findings.length === 0)
    return <p className="mute">{say('没有可以写入档案的。', 'Nothing of it can go on file.')}</p>
  return (
    <form className="fields hs-findings" onSubmit={send}>
      <fieldset className="field">
        <legend>{say('写入家庭档案', 'Put on file')}</legend>
        <p className="hint">
          {say(
            '写进去的来源是“入户调查”，之后的测算按它算。没有把握的不选。',
            'The source is “surveyed” and later assessments count with it. Leave out what is not certain.',
          )}
        </p>
        <ul className="hs-finding-list">
          {survey.findings.map((one) => (
            <li key={one.name}>
              {one.recordedOn === null && mayRecord ? (
                <label>
                  <input type="checkbox" checked={names.includes(one.name)} onChange={() => toggle(one.name)} />
                  <span>
                    {say(one)} <b>{one.value}</b>
                  </span>
                </label>
              ) : (
                <span>
                  {say(one)} <b>{one.value}</b>
                </span>
              )}
              {one.recordedOn === null ? null : (
                <State tone="ok">{say(`${one.recordedOn} 已写入`, `on file ${one.recordedOn}`)}</State>
              )}
            </li>
          ))}
        </ul>
      </fieldset>
      <Refused trouble={press.refusal} />
      {mayRecord && open.length > 0 ? (
        <div className="row">
          <button className="btn" disabled={press.isBusy || names.length === 0}>
            {names.length === 0
              ? say('先选要写入的', 'Choose first')
              : say(`写入选的 ${names.length} 项`, `Put ${names.length} on file`)}
          </button>
        </div>
      ) : null}
    </form>
  )
}

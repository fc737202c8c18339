import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { chooseInvestigators } from '../wire.ts'
import { useColleagues, useSurveyChanged, type SurveyAnswer } from './calls.ts'
import { peopleAnchors } from './form-state.ts'

/** So many are looked through at a glance; more are found by a part of the name or the post. */
const glance = 8

/** Who goes along: colleagues of the place, two at least. Those who may not take part again are said to be so. */
export function Investigators({ survey, barred }: { survey: SurveyAnswer; barred: ReadonlySet<string> }) {
  const say = useSay()
  const client = useClient()
  const changed = useSurveyChanged(survey)
  const colleagues = useColleagues(survey.id)
  const [part, setPart] = useState('')
  const chosen = survey.investigators.map(({ id }) => id)
  const press = usePress(async (ids: readonly string[]) => {
    await client.call(chooseInvestigators, { params: { id: survey.id }, body: { ids: [...ids] } })
    await changed()
  })
  const toggle = (id: string): void =>
    void press.send(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const all = colleagues.data ?? []
  const isLong = all.length > glance
  const shown = all
    .filter(({ id, name, post }) => chosen.includes(id) || !isLong || `${name} ${post}`.includes(part.trim()))
    .toSorted((one, other) => Number(chosen.includes(other.id)) - Number(chosen.includes(one.id)))
  return (
    <section className="panel hs-section" id={peopleAnchors['people:investigators']} tabIndex={-1}>
      <h2>
        {say('谁去调查', 'Who went')}
        <span className="asof">{say(`已选 ${chosen.length} 人`, `${chosen.length} chosen`)}</span>
      </h2>
      {colleagues.isError ? <Trouble error={colleagues.error} onRetry={() => void colleagues.refetch()} /> : null}
      {colleagues.isPending ? <Waiting what={say('正在取同事名单', 'Fetching colleagues')} /> : null}
      {isLong ? (
        <label className="field">
          <span className="lab">{say('按姓名、岗位找', 'Find by name or post')}</span>
          <input className="in" autoComplete="off" value={part} onChange={(event) => setPart(event.target.value)} />
        </label>
      ) : null}
      <fieldset className="field">
        <legend>{say('调查人', 'Investigators')}</legend>
        <div className="opts hs-opts hs-people">
          {shown.map((one) => (
            <label className="opt-row" key={one.id}>
              <input
                type="checkbox"
                checked={chosen.includes(one.id)}
                disabled={press.isBusy || (barred.has(one.id) && !chosen.includes(one.id))}
                onChange={() => toggle(one.id)}
              />
              <span>
                <b>{one.name}</b>
                <span className="hint">
                  {one.post}
                  {barred.has(one.id)
                    ? say(' · 上次是他调查的，这次要换人', ' · surveyed last time; others go now')
                    : null}
                </span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Refused trouble={press.refusal} />
    </section>
  )
}

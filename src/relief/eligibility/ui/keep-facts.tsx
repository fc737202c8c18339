import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { DayField, LabelledField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { keepStatedFacts } from '../contract.ts'
import { statedSources } from '../labels.ts'

interface Props {
  readonly household: string
  readonly answers: Readonly<Record<string, string>>
  readonly purpose: string | undefined
  readonly onKept: () => void
}
type Source = keyof typeof statedSources

/** What was filled in becomes facts of the file: since when, and who says so; the next assessment finds them. */
export function KeepFacts({ household, answers, purpose, onKept }: Props) {
  const say = useSay()
  const client = useClient()
  const [from, setFrom] = useState('')
  const [source, setSource] = useState<Source>('declared')
  const [says, setSays] = useState('')
  const given = Object.entries(answers)
  const press = usePress(async (wish: { from: string; source: Source; says: string }, key) => {
    await client.call(keepStatedFacts, {
      ...{ params: { id: household }, key, ...(purpose === undefined ? {} : { purpose }) },
      body: { ...wish, answers: given.map(([path, value]) => ({ path, value })) },
    })
    onKept()
  })
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    void press.send({ from, source, says: says.trim() })
  }
  return (
    <form className="panel gap-top fields" onSubmit={send} noValidate>
      <h2>{say(`把填的 ${given.length} 样存进档案`, `Keep the ${given.length} answered in the file`)}</h2>
      <p className="small mute">
        {say(
          '存下来以后，下一次测算就用它。改了情况再填一次，原来的留着。谁存的、为什么，都记下来。',
          'The next assessment uses them. When they change, fill them in again; the old ones stay readable. Who kept them and why is written down.',
        )}
      </p>
      <LabelledField label={say('谁说的', 'Who says so')}>
        {(control) => (
          <select
            {...control}
            className="in"
            value={source}
            onChange={(event) => setSource(event.target.value as Source)}
          >
            {Object.entries(statedSources).map(([name, words]) => (
              <option key={name} value={name}>
                {say(words)}
              </option>
            ))}
          </select>
        )}
      </LabelledField>
      <TextField
        label={say('什么材料、谁看到的', 'Which paper, who saw it')}
        hint={say('例：残疾人证复印件；三月二日入户', 'e.g. copy of the certificate; visit of 2 March')}
        value={says}
        onChange={setSays}
        lengthMax={200}
      />
      <DayField label={say('从哪天起是这样', 'Since when')} value={from} onChange={setFrom} />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy || from === '' || says.trim().length < 2}>
          {say('存进档案', 'Keep in the file')}
        </button>
      </div>
    </form>
  )
}

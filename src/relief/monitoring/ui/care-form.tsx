import { useState, type SyntheticEvent } from 'react'
import { CasePanel } from '#design/console/case-panel.tsx'
import { DayField, ReasonField, SelectField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import type { CareItems } from '../contract.ts'
import { proposeCare } from '../wire.ts'
import { KeepForm } from './keep-form.tsx'
import type { CareView, ReviewFile } from './words.ts'

interface FormProps {
  readonly file: ReviewFile
  readonly care: CareView
  readonly onDone: (file: ReviewFile) => void
}

/** The items, each can or cannot; level, sum and month follow from the rule and are seen before another person approves. */
export function CareForm({ file, care, onDone }: FormProps) {
  const say = useSay()
  const client = useClient()
  const [personId, setPerson] = useState(care.people.length === 1 ? care.people[0]!.id : '')
  const [items, setItems] = useState<CareItems>({})
  const [assessedOn, setAssessedOn] = useState(file.today)
  const [why, setWhy] = useState('')
  const press = usePress(async (wish: { personId: string; items: CareItems; assessedOn: string; why: string }, key) => {
    const body = { ...wish, version: file.version }
    onDone(await client.call(proposeCare, { params: { id: file.id }, body, key }))
  })
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    await press.send({ personId, items, assessedOn, why: why.trim() })
  }
  const isWhole = personId !== '' && care.items.every(({ name }) => items[name] !== undefined)
  return (
    <CasePanel
      title={say('自理能力评估', 'Assessment of self-care')}
      asOf={care.source}
      refusal={press.refusal}
      actions={<KeepForm file={file} onDone={onDone} />}
    >
      <form className="fields" onSubmit={(event) => void send(event)}>
        <SelectField
          label={say('谁', 'Who')}
          ask={say('请选', 'Choose')}
          value={personId}
          onChange={setPerson}
          choices={care.people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DayField
          label={say('哪天评估的', 'Day of the assessment')}
          value={assessedOn}
          onChange={setAssessedOn}
          min={file.foundOn}
          max={file.today}
          isRequired
        />
        {care.items.map((item) => (
          <SelectField
            key={item.name}
            label={say(item)}
            ask={say('请评', 'Assess')}
            value={items[item.name] ?? ''}
            onChange={(value) => setItems((was) => ({ ...was, [item.name]: value as 'can' | 'cannot' }))}
            choices={[
              { value: 'can', label: say('做得到', 'can') },
              { value: 'cannot', label: say('做不到', 'cannot') },
            ]}
          />
        ))}
        <ReasonField
          label={say('谁评估的、怎么评估的，会写进决定书', 'Who assessed and how; it goes into the letter')}
          value={why}
          onChange={setWhy}
        />
        <div className="row">
          <button className="btn" disabled={press.isBusy || !isWhole}>
            {press.isBusy ? say('正在提…', 'Sending…') : say('定档，请县里批', 'Propose the level to the county')}
          </button>
        </div>
      </form>
    </CasePanel>
  )
}

import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { DayField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { frameDraft } from '../wire.ts'
import type { DraftPart } from './model.ts'

/** By which document, and from which day on decisions follow it. */
export function DraftFrame({ draft, onChanged }: DraftPart) {
  const say = useSay()
  const client = useClient()
  const [document, setDocument] = useState(draft.document)
  const [startsOn, setStartsOn] = useState(draft.startsOn)
  const press = usePress(async (wish: { readonly document: string; readonly startsOn: string }, key) =>
    onChanged(
      await client.call(frameDraft, { params: { id: draft.id }, body: { version: draft.version, ...wish }, key }),
    ),
  )
  if (!draft.may.edit)
    return (
      <p>
        {say('依据：', 'By: ')}
        <span className="song">{draft.document === '' ? say('还没写', 'not yet') : draft.document}</span> ·{' '}
        <span className="n">{say(`${draft.startsOn} 起用`, `in force from ${draft.startsOn}`)}</span>
      </p>
    )
  const isChanged = document.trim() !== draft.document || startsOn !== draft.startsOn
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    void press.send({ document: document.trim(), startsOn })
  }
  return (
    <Panel title={say('依据和起用日', 'Document and first day')}>
      <form className="fields wb-frame" onSubmit={send}>
        <TextField
          label={say('依据的文件（名称和文号）', 'Document (title and number)')}
          value={document}
          onChange={setDocument}
          lengthMax={300}
        />
        <DayField
          label={say('从哪天起用', 'In force from')}
          hint={say(
            '这天及以后作的决定照它。标准自己从哪个月算起，写在标准那一行里。',
            'Decisions made on this day or later follow it. From which month a standard counts stands in its own row.',
          )}
          value={startsOn}
          onChange={setStartsOn}
        />
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className="btn line" disabled={press.isBusy || !isChanged}>
            {say('存', 'Save')}
          </button>
        </div>
      </form>
    </Panel>
  )
}

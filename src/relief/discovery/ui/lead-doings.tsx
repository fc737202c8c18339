import { Link } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { closeLead, joinLead, takeLead } from '../wire.ts'
import type { LeadFile } from './lead-page.tsx'

interface DoingsProps {
  readonly lead: LeadFile
  readonly onChange: (now: LeadFile) => Promise<void>
}

/** Take it in hand, turn it into an application, join it to the same family's, or close it with a result. */
export function LeadDoings({ lead, onChange }: DoingsProps) {
  const say = useSay()
  const client = useClient()
  const take = usePress(async (_: object, key) =>
    onChange(await client.call(takeLead, { params: { id: lead.id }, body: { version: lead.version }, key })),
  )
  if (lead.state === 'closed' || lead.state === 'joined' || lead.state === 'applied') return null
  return (
    <Panel title={say('怎么办', 'What to do')}>
      <div className="row">
        {lead.state === 'new' ? (
          <button type="button" className="btn line" disabled={take.isBusy} onClick={() => void take.send({})}>
            {say('我来接', 'I take it')}
          </button>
        ) : null}
        <Link className="btn" to="/applications/new" search={{ lead: lead.id } as never}>
          {say('转成申请', 'Turn into an application')}
        </Link>
      </div>
      <Refused trouble={take.refusal} />
      <SameFamily lead={lead} onChange={onChange} />
      <CloseForm lead={lead} onChange={onChange} />
    </Panel>
  )
}

function SameFamily({ lead, onChange }: DoingsProps) {
  const say = useSay()
  const client = useClient()
  const press = usePress(async (into: string, key) =>
    onChange(await client.call(joinLead, { params: { id: lead.id }, body: { version: lead.version, into }, key })),
  )
  if (lead.maybeSame.length === 0) return null
  return (
    <div className="note gold gap">
      <p>
        <b>{say('可能是同一家：', 'Perhaps the same family:')}</b>
      </p>
      <ul className="plain-list">
        {lead.maybeSame.map((other) => (
          <li key={other.id} className="row">
            <Link to="/leads/$id" params={{ id: other.id }} className="n">
              {other.number}
            </Link>
            <span className="mute">{other.place}</span>
            <button
              type="button"
              className="btn line"
              disabled={press.isBusy}
              onClick={() => void press.send(other.id)}
            >
              {say('并到那一条', 'Join to that one')}
            </button>
          </li>
        ))}
      </ul>
      <Refused trouble={press.refusal} />
    </div>
  )
}

function CloseForm({ lead, onChange }: DoingsProps) {
  const say = useSay()
  const client = useClient()
  const [result, setResult] = useState('')
  const [note, setNote] = useState('')
  const press = usePress(async (wish: { result: string; note: string }) =>
    onChange(
      await client.call(closeLead, {
        params: { id: lead.id },
        body: {
          version: lead.version,
          ...(wish.result === '' ? {} : { result: wish.result }),
          ...(wish.note === '' ? {} : { note: wish.note }),
        },
      }),
    ),
  )
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void press.send({ result, note: note.trim() })
  }
  return (
    <form className="fields gap" aria-label={say('办结', 'Close')} onSubmit={send}>
      <SelectField
        label={say('办结，结果是', 'Close it; the result is')}
        hint={say('上报的人只看到这个结果和日期。', 'Who reported sees this result and its day, nothing else.')}
        ask={say('请选结果', 'Choose a result')}
        isRequired={false}
        value={result}
        onChange={setResult}
        choices={lead.results.map((one) => ({ value: one.code, label: say(one) }))}
      />
      <TextField
        label={say('说明（只有办件的人看得到）', 'Note (for those who handle it)')}
        lengthMax={200}
        value={note}
        onChange={setNote}
      />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn line" disabled={press.isBusy}>
          {say('办结，答复上报人', 'Close and answer')}
        </button>
      </div>
    </form>
  )
}

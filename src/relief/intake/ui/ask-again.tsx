import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { documentKindLabels } from '#registry/documents/labels.ts'
import { askAgain } from '../wire.ts'
import type { Panel } from './application-panel.tsx'
import { choicesOf } from './step-members.tsx'

/** Papers are asked for once. Another one needs a fact that is new; without it the server refuses and writes it down. */
export function AskAgain({ panel, onChange }: { panel: Panel; onChange: () => Promise<void> }) {
  const say = useSay()
  const client = useClient()
  const [wish, setWish] = useState({ kind: '', memberKey: '', newFact: '' })
  const press = usePress(async (asked: typeof wish, key) => {
    await client.call(askAgain, { params: { id: panel.caseId }, body: asked, key })
    setWish({ kind: '', memberKey: '', newFact: '' })
    await onChange()
  })
  const set = (name: keyof typeof wish) => (value: string) => setWish((now) => ({ ...now, [name]: value }))
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void press.send(wish)
  }
  return (
    <details>
      <summary>{say('有新情况，要再补一份材料', 'A new fact: one more paper')}</summary>
      <form className="fields gap" onSubmit={send}>
        <SelectField
          label={say('什么材料', 'Which paper')}
          ask={say('请选', 'Choose')}
          value={wish.kind}
          onChange={set('kind')}
          choices={choicesOf(documentKindLabels, say)}
        />
        <SelectField
          label={say('谁的', 'Whose')}
          ask={say('全家的', 'the household’s')}
          isRequired={false}
          value={wish.memberKey}
          onChange={set('memberKey')}
          choices={panel.members.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <TextField
          label={say('是什么新情况', 'The new fact')}
          lengthMax={300}
          value={wish.newFact}
          onChange={set('newFact')}
        />
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className="btn line" disabled={press.isBusy}>
            {say('告知家里补这一份', 'Ask for it')}
          </button>
        </div>
      </form>
    </details>
  )
}

import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { AddPaper } from '#registry/documents/ui/add-paper.tsx'
import { useKeepPaper } from '#registry/households/ui/keep-paper.ts'
import { useCaseFile, useMoved } from '#relief/casework/ui/case-file.ts'
import { raiseObjection } from '../wire.ts'
import { blankObjection, ObjectionFields, type TypedObjection } from './objection-fields.tsx'

interface ObjectionFormProps {
  readonly caseId: string
  readonly version: number
  /** The last day on which an objection is heard, to 24:00. */
  readonly lastDay: string
}

/** Records who objects and what they say. Nothing is sent before a person confirms what follows from it. */
export function ObjectionForm({ caseId, version, lastDay }: ObjectionFormProps) {
  const say = useSay()
  const client = useClient()
  const moved = useMoved(caseId)
  const [typed, setTyped] = useState(blankObjection)
  const [papers, setPapers] = useState<readonly { readonly id: string; readonly name: string }[]>([])
  const press = usePress(async (wish: TypedObjection & { readonly evidence: string[] }, key) => {
    await client.call(raiseObjection, { params: { id: caseId }, body: { version, ...wish }, key })
    setTyped(blankObjection)
    setPapers([])
    await moved()
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void press.send({ ...typed, evidence: papers.map(({ id }) => id) })
  }
  return (
    <details className="earlier noprint">
      <summary>
        {say(`有人提异议：登记（${lastDay} 24 时以前）`, `Somebody objects: record it (to the end of ${lastDay})`)}
      </summary>
      <form className="fields" onSubmit={send}>
        <p className="mute">
          {say(
            '登记以后：公示马上撤下，换人重新入户、重新提意见、重新公示，期限按有异议的算。同一期内再有人提，加在一起。',
            'Once recorded the notice comes down at once; other officers survey anew, give a new opinion and a new notice, under the longer limit. Another objection meanwhile joins.',
          )}
        </p>
        <ObjectionFields
          typed={typed}
          onType={setTyped}
          sealed={say('封存，不告诉这家人，也不写进经过', 'Sealed: neither the family nor the timeline is told')}
        />
        <Evidence caseId={caseId} papers={papers} onKept={(paper) => setPapers((now) => [...now, paper])} />
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className="btn" disabled={press.isBusy}>
            {press.isBusy
              ? say('正在登记…', 'Recording…')
              : say('登记异议，撤下公示', 'Record it and take the notice down')}
          </button>
        </div>
      </form>
    </details>
  )
}

interface EvidenceProps {
  readonly caseId: string
  readonly papers: readonly { readonly id: string; readonly name: string }[]
  readonly onKept: (paper: { readonly id: string; readonly name: string }) => void
}

/** Papers somebody brings along are kept with the household first, then named in the objection. */
function Evidence({ caseId, papers, onKept }: EvidenceProps) {
  const say = useSay()
  const householdId = useCaseFile(caseId).data?.case.householdId
  const send = useKeepPaper(householdId ?? '')
  if (householdId === undefined) return null
  const keep = async (form: FormData, key: string) => {
    const kept = await send(form, key)
    if (!papers.some(({ id }) => id === kept.id)) onKept(kept)
    return kept
  }
  return (
    <fieldset className="field">
      <legend>{say('带来的证据（可以没有）', 'Evidence they brought (may be none)')}</legend>
      <p className="hint">
        {say(
          '存进这一户的材料。照片里不要有提异议的人',
          'Kept with the papers of the household; without the objector in it',
        )}
      </p>
      {papers.length === 0 ? null : (
        <ul>
          {papers.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
      <AddPaper kinds={['objection-evidence']} onSend={keep} />
    </fieldset>
  )
}

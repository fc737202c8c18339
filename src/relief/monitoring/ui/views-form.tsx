import { useState, type SyntheticEvent } from 'react'
import { CasePanel } from '#design/console/case-panel.tsx'
import { ChoiceField, ReasonField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import type { Views } from '../contract.ts'
import { viewsLabels } from '../labels.ts'
import { hearFamily } from '../wire.ts'
import type { ReviewFile } from './words.ts'

/** What the family says, or how it was asked: it is kept as it was said and never changed. */
export function ViewsForm({ file, onDone }: { file: ReviewFile; onDone: (file: ReviewFile) => void }) {
  const say = useSay()
  const client = useClient()
  const [outcome, setOutcome] = useState('')
  const [says, setSays] = useState('')
  const press = usePress(async (wish: { outcome: Views['outcome']; says: string }, key) =>
    onDone(await client.call(hearFamily, { params: { id: file.id }, body: wish, key })),
  )
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (await press.send({ outcome: outcome as Views['outcome'], says: says.trim() })) {
      setOutcome('')
      setSays('')
    }
  }
  return (
    <CasePanel title={say('记一条意见', 'Record views')} refusal={press.refusal}>
      <form className="fields" onSubmit={(event) => void send(event)}>
        <ChoiceField
          label={say('结果', 'Outcome')}
          value={outcome}
          onChange={setOutcome}
          choices={(['agreed', 'objected', 'not-reached'] as const).map((one) => ({
            value: one,
            label: say(viewsLabels[one]),
            says:
              one === 'not-reached'
                ? say(
                    `写明怎样通知的；再等 ${file.viewsRule.deadlineDays} 个工作日`,
                    `say how they were told; ${file.viewsRule.deadlineDays} working days are waited`,
                  )
                : undefined,
          }))}
        />
        <ReasonField
          label={say('怎么说的、怎样通知的', 'What they said, or how they were told')}
          value={says}
          onChange={setSays}
        />
        <div className="row">
          <button className="btn line" disabled={press.isBusy}>
            {say('记下', 'Record')}
          </button>
        </div>
      </form>
    </CasePanel>
  )
}

import { useState, type SyntheticEvent } from 'react'
import { CasePanel } from '#design/console/case-panel.tsx'
import { ChoiceField, LabelledField, ReasonField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import type { AdjustmentKind } from '../contract.ts'
import { proposalLabels } from '../labels.ts'
import { proposeAdjustment } from '../wire.ts'
import { KeepForm } from './keep-form.tsx'
import { laterWords, notThisWay } from './ways.ts'
import type { ReviewFile } from './words.ts'

/** What the sum leads to is offered first. Where both are equal, or the sum is not known, nothing is: least of all an end. */
const offered = ({ kind, computed, paid, ending }: ReviewFile): AdjustmentKind | '' => {
  if (kind === 'end' || computed === '0') return ending === null ? 'end' : ''
  if (computed === null || computed === paid) return ''
  return BigInt(computed) > BigInt(paid) ? 'raise' : 'cut'
}

export function ProposalForm({ file, onDone }: { file: ReviewFile; onDone: (file: ReviewFile) => void }) {
  const say = useSay()
  const client = useClient()
  const [kind, setKind] = useState<AdjustmentKind | ''>(offered(file))
  const [from, setFrom] = useState(file.earliest)
  const [why, setWhy] = useState('')
  const press = usePress(async (wish: { kind: AdjustmentKind; from: string; why: string }, key) => {
    const amount = wish.kind === 'end' ? null : file.computed
    const body = { ...wish, amount, version: file.version }
    onDone(await client.call(proposeAdjustment, { params: { id: file.id }, body, key }))
  })
  const send = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (kind !== '') await press.send({ kind, from, why: why.trim() })
  }
  return (
    <CasePanel
      title={say('核实以后', 'After looking into it')}
      refusal={press.refusal}
      actions={<KeepForm file={file} onDone={onDone} />}
    >
      <form className="fields" onSubmit={(event) => void send(event)}>
        <ChoiceField
          label={say('怎么调整', 'What to do')}
          value={kind}
          onChange={(value) => setKind(value as AdjustmentKind)}
          choices={(['raise', 'cut', 'end'] as const).map((one) => {
            const off = notThisWay(one, file)
            return {
              value: one,
              label: say(proposalLabels[one]),
              isOff: off !== null,
              says: say(off ?? laterWords(one, file.computed)),
            }
          })}
        />
        <LabelledField
          label={say('从哪个月起', 'From which month')}
          hint={say(
            `降低和停止最早 ${file.earliest}；停止最晚 ${file.latest}（渐退期最长 ${file.graceRule.monthsMax} 个月，${file.graceRule.source.zh}）；少发的可以往前补`,
            `A cut or an end from ${file.earliest} at the earliest; an end by ${file.latest} (${file.graceRule.monthsMax} months of grace at most, ${file.graceRule.source.en}); a raise may reach back`,
          )}
        >
          {(control) => (
            <input
              {...control}
              className="in"
              type="month"
              required
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </LabelledField>
        <ReasonField label={say('理由，会写进告知书', 'Why; it goes into the letter')} value={why} onChange={setWhy} />
        <div className="row">
          <button className="btn" disabled={press.isBusy || kind === ''}>
            {press.isBusy ? say('正在提…', 'Sending…') : say('提出调整，请县里批', 'Propose to the county')}
          </button>
        </div>
      </form>
    </CasePanel>
  )
}

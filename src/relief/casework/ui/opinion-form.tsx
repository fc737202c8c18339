import { useState, type SyntheticEvent } from 'react'
import { InTheWay, Refused } from '#design/console/case-panel.tsx'
import { ChoiceField, isReason, ReasonField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { giveOpinion } from '../wire.ts'
import { AssessmentChooser, AssessmentSheet, useChosen } from './assessment-sheet.tsx'
import { useMoved, type CaseAnswer, type MoveOffer } from './case-file.ts'

interface OpinionWish {
  readonly version: number
  readonly proposal: 'grant' | 'refuse'
  readonly assessmentId: string | null
  readonly why: string
}

/** The town's proposal, with the sum in front of whoever gives it. It decides nothing. */
export function OpinionForm({ file, offer }: { file: CaseAnswer; offer: MoveOffer }) {
  const say = useSay()
  const client = useClient()
  const moved = useMoved(file.case.id)
  const [assessmentId, choose] = useChosen(file, file.opinions.at(-1)?.assessmentId ?? null)
  const [proposal, setProposal] = useState('')
  const [why, setWhy] = useState('')
  const hasNotice = file.stages.some(({ stage }) => stage === 'notice')
  const press = usePress(async (body: OpinionWish, key) => {
    await client.call(giveOpinion, { params: { id: file.case.id }, body, key })
    await moved()
  })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if ((proposal !== 'grant' && proposal !== 'refuse') || !isReason(why)) return
    void press.send({ version: file.case.version, proposal, assessmentId, why: why.trim() })
  }
  return (
    <form className="fields case-form" onSubmit={send}>
      <InTheWay sentences={offer.refusals} />
      <AssessmentChooser file={file} chosen={assessmentId} onChoose={choose} />
      {assessmentId === null ? null : (
        <AssessmentSheet caseId={file.case.id} id={assessmentId} prefix="opinion-" isOpen />
      )}
      <ChoiceField
        label={say('您的意见', 'Your opinion')}
        value={proposal}
        onChange={setProposal}
        choices={[
          {
            value: 'grant',
            label: say('拟确认', 'Propose to grant'),
            says: hasNotice
              ? say('接着在村里公示，满了期再报县里。', 'It goes on public notice first, then to the county.')
              : say('直接报县里决定。', 'It goes to the county.'),
          },
          {
            value: 'refuse',
            label: say('拟不予确认', 'Propose to refuse'),
            says: say('不公示，直接报县里决定。', 'It goes to the county without a notice.'),
          },
        ]}
      />
      <ReasonField
        label={say('理由', 'Why')}
        hint={say(
          '县里和这家人都会看到。写清入户看到什么、核对查到什么；不要写病名。',
          'The county and the family read it. Say what was seen and found; name no illness.',
        )}
        value={why}
        onChange={setWhy}
        lines={4}
      />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy || !offer.isOpen || assessmentId === null}>
          {press.isBusy ? say('正在交…', 'Sending…') : say('提出意见', 'Give the opinion')}
        </button>
        <span className="small mute">{say('这是建议，决定由县里作。', 'A proposal; the county decides.')}</span>
      </div>
    </form>
  )
}

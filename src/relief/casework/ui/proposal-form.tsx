import { useState, type SyntheticEvent } from 'react'
import { InTheWay, Refused } from '#design/console/case-panel.tsx'
import { fenTyped } from '#design/console/fen-text.ts'
import { ChoiceField, isReason, MoneyField, ReasonField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { proposeDecision } from '../wire.ts'
import { AssessmentChooser, AssessmentSheet, useChosen } from './assessment-sheet.tsx'
import { Beside } from './beside.tsx'
import { useMoved, type CaseAnswer, type MoveOffer } from './case-file.ts'
import { proposalOf, type ProposalTyped, type ProposalWish } from './proposal-wish.ts'

const blank: ProposalTyped = { outcome: '', isOverride: false, amount: '', why: '', overrideWhy: '', article: '' }

/** The county's proposal; a second person approves it. What differs from the sum needs a reason, an article, a third person. */
export function ProposalForm({ file, offer }: { file: CaseAnswer; offer: MoveOffer }) {
  const say = useSay()
  const client = useClient()
  const moved = useMoved(file.case.id)
  const [assessmentId, choose] = useChosen(file, file.opinions.at(-1)?.assessmentId ?? null)
  const earlier = file.decisions.at(-1)?.assessmentId ?? null
  const [typed, setTyped] = useState(blank)
  const type = (change: Partial<ProposalTyped>): void => setTyped({ ...typed, ...change })
  const press = usePress(async (body: ProposalWish, key) => {
    await client.call(proposeDecision, { params: { id: file.case.id }, body, key })
    await moved()
  })
  const wish = proposalOf(typed, { version: file.case.version, assessmentId })
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (wish !== null) void press.send(wish)
  }
  return (
    <form className="fields case-form" onSubmit={send}>
      <InTheWay sentences={offer.refusals} />
      <AssessmentChooser file={file} chosen={assessmentId} onChoose={choose} />
      {assessmentId === null ? null : (
        <AssessmentSheet caseId={file.case.id} id={assessmentId} prefix="decision-" isOpen />
      )}
      {assessmentId === null || earlier === null || earlier === assessmentId ? null : (
        <Beside caseId={file.case.id} before={earlier} after={assessmentId} />
      )}
      <ChoiceField
        label={say('拟作的决定', 'The decision proposed')}
        value={typed.outcome}
        onChange={(outcome) => type({ outcome })}
        choices={[
          { value: 'confirmed', label: say('确认', 'Confirm') },
          { value: 'refused', label: say('不予确认', 'Refuse') },
        ]}
      />
      <label className="tick">
        <input
          type="checkbox"
          checked={typed.isOverride}
          onChange={(event) => type({ isOverride: event.target.checked })}
        />
        <span>
          {say('不按测算决定', 'Decide otherwise than the sum')}
          <span className="hint">
            {say(
              '要写理由和条款，还要第三个人同意，再由第二个人批准。',
              'Needs a reason, an article and the consent of a third person.',
            )}
          </span>
        </span>
      </label>
      {typed.isOverride ? <OverrideFields typed={typed} onType={type} isPaid={!file.case.isStatus} /> : null}
      <ReasonField
        label={say('理由', 'Why')}
        hint={say(
          '印在决定书上，这家人看得懂才算写好。',
          'It is printed on the letter; the family must understand it.',
        )}
        value={typed.why}
        onChange={(why) => type({ why })}
        lines={4}
      />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy || !offer.isOpen || wish === null}>
          {press.isBusy ? say('正在交…', 'Sending…') : say('提请批准', 'Propose for approval')}
        </button>
        <span className="small mute">
          {say('由另一个人批准，才算决定。', 'A decision once another person approves.')}
        </span>
      </div>
    </form>
  )
}

interface OverrideProps {
  readonly typed: ProposalTyped
  readonly onType: (change: Partial<ProposalTyped>) => void
  /** A programme that confirms a status has no amount to type. */
  readonly isPaid: boolean
}

function OverrideFields({ typed, onType, isPaid }: OverrideProps) {
  const say = useSay()
  return (
    <fieldset className="fields case-override">
      <legend>{say('和测算不一样的地方', 'Where it differs from the sum')}</legend>
      {typed.outcome === 'refused' || !isPaid ? null : (
        <MoneyField
          label={say('每月金额', 'Amount a month')}
          hint={say('空着就按测算的数。', 'Left empty: as the sum says.')}
          value={typed.amount}
          onChange={(amount) => onType({ amount })}
        />
      )}
      <ReasonField
        label={say('为什么不按测算', 'Why otherwise')}
        value={typed.overrideWhy}
        onChange={(overrideWhy) => onType({ overrideWhy })}
      />
      <TextField
        label={say('依据的文件和条款', 'Document and article')}
        hint={say('写全文号和第几条。', 'Number of the document and the article.')}
        value={typed.article}
        onChange={(article) => onType({ article })}
        isRequired
      />
      {!isReason(typed.overrideWhy) || fenTyped(typed.amount).is === 'not-an-amount' ? null : (
        <p className="small mute">
          {say('交上去以后，先等第三个人同意。', 'After it is sent it first waits for a third person.')}
        </p>
      )}
    </fieldset>
  )
}

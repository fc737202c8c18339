import { useState, type SyntheticEvent } from 'react'
import { CasePanel, FactList, InTheWay, Refused } from '#design/console/case-panel.tsx'
import { fenTyped } from '#design/console/fen-text.ts'
import { isReason, MoneyField, ReasonField } from '#design/console/fields.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { usePress } from '#design/console/press.ts'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { grantEmergency } from '../wire.ts'
import { moveOf, useCaseFile, useMoved, type CaseAnswer, type MoveOffer } from './case-file.ts'
import type { CasePanelProps } from './panel-entry.ts'
import { PlainMoveButton } from './plain-move.tsx'

type Emergency = NonNullable<CaseAnswer['emergency']>

/** Help first, papers after: how much was given, within which time, and until when the papers are due. */
export function EmergencyPanel({ caseId }: CasePanelProps) {
  const say = useSay()
  const found = useCaseFile(caseId)
  const file = found.data
  const emergency = file?.emergency ?? null
  const offer = moveOf(file, 'grant-emergency')
  return (
    <CasePanel
      title={say('先行救助', 'Help before papers')}
      state={emergency?.papersLate === true ? { tone: 'late', zh: '手续没有按时补齐', en: 'Papers are late' } : null}
      isWaiting={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
      empty={
        emergency === null ? say('这个项目没有先行救助。', 'This programme knows no help before papers.') : undefined
      }
      actions={
        <div className="moves">
          <PlainMoveButton caseId={caseId} move="complete-papers" askReason={say('补齐了哪些', 'Which papers')} />
          <PlainMoveButton
            caseId={caseId}
            move="consent-second-grant"
            askReason={say('为什么可以再救助一次', 'Why a second time')}
          />
        </div>
      }
    >
      {emergency === null ? null : <Given emergency={emergency} />}
      {file !== undefined && offer !== undefined && !offer.refusals.some(({ code }) => code === 'casework.notYours') ? (
        <GrantForm file={file} offer={offer} />
      ) : null}
    </CasePanel>
  )
}

function Given({ emergency }: { emergency: Emergency }) {
  const say = useSay()
  return (
    <FactList
      facts={[
        {
          name: 'cap',
          zh: '最多',
          en: 'At most',
          value: say(`${yuan(emergency.cap)} 元`, `${yuan(emergency.cap)} yuan`),
        },
        {
          name: 'granted',
          zh: '已经给了',
          en: 'Given',
          value: say(`${yuan(emergency.granted)} 元`, `${yuan(emergency.granted)} yuan`),
        },
        {
          name: 'minutes',
          zh: '从报告到救助',
          en: 'Report to help',
          value:
            emergency.minutesToHelp === null ? (
              <span className="mute">{say('还没有救助', 'not helped yet')}</span>
            ) : (
              say(`${emergency.minutesToHelp} 分钟`, `${emergency.minutesToHelp} minutes`)
            ),
        },
        {
          name: 'papers',
          zh: '手续最迟',
          en: 'Papers due',
          value:
            emergency.papersDueOn === null ? (
              <span className="mute">{say('救助以后起算', 'counted from the help')}</span>
            ) : emergency.papersLate ? (
              <State tone="late">{say(`${emergency.papersDueOn}，过了`, `${emergency.papersDueOn}, past`)}</State>
            ) : (
              emergency.papersDueOn
            ),
        },
      ]}
    />
  )
}

function GrantForm({ file, offer }: { file: CaseAnswer; offer: MoveOffer }) {
  const say = useSay()
  const client = useClient()
  const moved = useMoved(file.case.id)
  const [amount, setAmount] = useState('')
  const [why, setWhy] = useState('')
  const press = usePress(async (body: { version: number; amount: string; why: string }, key) => {
    await client.call(grantEmergency, { params: { id: file.case.id }, body, key })
    await moved()
  })
  const typed = fenTyped(amount)
  const send = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (typed.is !== 'amount' || !isReason(why)) return
    void press.send({ version: file.case.version, amount: typed.fen, why: why.trim() }).then((isDone) => {
      if (!isDone) return
      setAmount('')
      setWhy('')
    })
  }
  return (
    <form className="fields case-form" onSubmit={send}>
      <InTheWay sentences={offer.refusals} />
      <MoneyField label={say('救助金额', 'Amount')} value={amount} onChange={setAmount} isRequired />
      <ReasonField
        label={say('遇到什么急难', 'What happened')}
        hint={say('先帮人，手续后面补。', 'Help comes first; the papers follow.')}
        value={why}
        onChange={setWhy}
      />
      <Refused trouble={press.refusal} />
      <div className="row">
        <button className="btn" disabled={press.isBusy || !offer.isOpen || typed.is !== 'amount' || !isReason(why)}>
          {press.isBusy ? say('正在办…', 'Working…') : say('现在就救助', 'Help now')}
        </button>
      </div>
    </form>
  )
}

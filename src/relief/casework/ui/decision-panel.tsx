import { CasePanel, type PanelState } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { Shape } from '#design/console/shape.tsx'
import { moveOf, useCaseFile, type CaseAnswer, type MoveOffer } from './case-file.ts'
import { CountyVisit } from './county-visit.tsx'
import { DecisionPaper } from './decision-paper.tsx'
import type { CasePanelProps } from './panel-entry.ts'
import { PlainMoveButton } from './plain-move.tsx'
import { ProposalForm } from './proposal-form.tsx'
import { ProposalView } from './proposal-view.tsx'

function stateOf(file: CaseAnswer | undefined): PanelState | null {
  if (file === undefined) return null
  if (file.proposal !== null) return { tone: 'go-on', zh: '等第二个人批准', en: 'Awaits a second person' }
  const last = file.decisions.at(-1)
  if (last === undefined || file.case.outcome === null) return null
  return last.outcome === 'confirmed'
    ? { tone: 'ok', zh: '已确认', en: 'Confirmed' }
    : { tone: 'late', zh: '不予确认', en: 'Refused' }
}

const notHere = ['casework.notYours', 'casework.notNow', 'casework.ended']
const isHere = (offer: MoveOffer | undefined): offer is MoveOffer =>
  offer !== undefined && !offer.refusals.some(({ code }) => notHere.includes(code))

/** Proposal, second person, override, and what was decided; a reconsideration keeps the decision before it. */
export function DecisionPanel({ caseId }: CasePanelProps) {
  const say = useSay()
  const found = useCaseFile(caseId)
  const file = found.data
  const propose = moveOf(file, 'propose-decision')
  const last = file?.decisions.at(-1)
  const mayPropose = file !== undefined && file.proposal === null && isHere(propose)
  const isEmpty =
    file !== undefined &&
    last === undefined &&
    file.proposal === null &&
    !mayPropose &&
    (file.mustVisit.length === 0 || file.case.outcome !== null)
  return (
    <CasePanel
      title={say('县级决定', 'Decision of the county')}
      state={stateOf(file)}
      {...(last === undefined ? {} : { asOf: last.number })}
      isWaiting={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
      empty={
        isEmpty
          ? say(
              '还没有决定。公示期满由县里提出，另一个人批准；谁也不能替自家亲属办。',
              'None yet. After the notice the county proposes and another person approves; nobody decides for kin.',
            )
          : undefined
      }
      actions={<Actions caseId={caseId} />}
    >
      {file === undefined ? null : <MustVisit file={file} />}
      {file?.decisions.toReversed().map((decision, index) => (
        <DecisionPaper
          key={decision.id}
          {...{ decision, caseId }}
          isNewest={index === 0}
          isOnce={file.emergency !== null}
        />
      ))}
      {file === undefined || file.proposal === null ? null : <ProposalView file={file} proposal={file.proposal} />}
      {mayPropose && propose !== undefined ? <ProposalForm file={file} offer={propose} /> : null}
    </CasePanel>
  )
}

function MustVisit({ file }: { file: CaseAnswer }) {
  const say = useSay()
  if (file.mustVisit.length === 0 || file.case.outcome !== null) return null
  return (
    <div className="note soon must-visit">
      <p>
        <b>{say('县里要先入户', 'The county must visit first')}</b>
      </p>
      <ul>
        {file.mustVisit.map((words) => (
          <li key={words.zh}>
            <Shape name="arrow" />
            {say(words)}
          </li>
        ))}
      </ul>
      <CountyVisit caseId={file.case.id} />
    </div>
  )
}

/** What can be done besides: sent back with a reason, looked into again. */
function Actions({ caseId }: CasePanelProps) {
  const say = useSay()
  const file = useCaseFile(caseId).data
  const shown = (['send-back', 'reconsider'] as const).filter((move) => isHere(moveOf(file, move)))
  if (shown.length === 0) return null
  return (
    <div className="moves">
      {shown.map((move) => (
        <PlainMoveButton
          key={move}
          caseId={caseId}
          move={move}
          askReason={
            move === 'send-back'
              ? say('退回什么、要补什么', 'What is sent back, and what is needed')
              : say('为什么重新审查', 'Why it is looked into again')
          }
          {...(move === 'reconsider'
            ? {
                says: (
                  <p>
                    {say(
                      '原来的决定留着。重新测算以后，新旧情况并排看，再作决定。',
                      'The decision stays on file. Assess again and see old and new side by side.',
                    )}
                  </p>
                ),
              }
            : {})}
        />
      ))}
    </div>
  )
}

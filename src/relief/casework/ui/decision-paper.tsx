import { useSay } from '#design/console/language.tsx'
import { AssessmentSheet } from './assessment-sheet.tsx'
import type { CaseAnswer } from './case-file.ts'
import { PaperFacts } from './proposal-view.tsx'

type Decision = CaseAnswer['decisions'][number]

interface DecisionPaperProps {
  readonly decision: Decision
  readonly caseId: string
  readonly isNewest: boolean
  /** Help that is given once, not every month. */
  readonly isOnce: boolean
}

/** A decision as it was made: what, how much, why, by which two persons. Older ones are folded and stay. */
export function DecisionPaper(props: DecisionPaperProps) {
  const say = useSay()
  const { decision, isNewest } = props
  if (isNewest) return <Whole {...props} />
  return (
    <details className="earlier">
      <summary>
        {say(
          `以前的决定 ${decision.number}，${decision.decidedOn}`,
          `Earlier: ${decision.number}, ${decision.decidedOn}`,
        )}
      </summary>
      <Whole {...props} />
    </details>
  )
}

function Whole({ decision, caseId, isOnce }: Omit<DecisionPaperProps, 'isNewest'>) {
  const say = useSay()
  const { override } = decision
  return (
    <div className="case-paper">
      <PaperFacts paper={decision} isOnce={isOnce} />
      {override === null ? null : (
        <div className="note soon">
          <p>
            <b>{say('没有按测算决定', 'Decided otherwise than the sum')}</b>：{override.reason}
          </p>
          <p className="song" lang="zh-CN">
            {override.article}
          </p>
        </div>
      )}
      <p className="small mute">
        {say(
          `${decision.decidedOn} 决定：${decision.proposedBy.name} 提出，${decision.approvedBy.name} 批准`,
          `Decided ${decision.decidedOn}: proposed by ${decision.proposedBy.name}, approved by ${decision.approvedBy.name}`,
        )}
      </p>
      {decision.assessmentId === null ? null : (
        <AssessmentSheet caseId={caseId} id={decision.assessmentId} prefix={`decided-${decision.id}-`} />
      )}
    </div>
  )
}

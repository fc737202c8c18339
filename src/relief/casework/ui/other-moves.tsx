import { CasePanel } from '#design/console/case-panel.tsx'
import { useSay, type Say } from '#design/console/language.tsx'
import type { CaseMove } from '../moves.ts'
import { useCaseFile } from './case-file.ts'
import { isPlain, type PlainMove } from './make-move.ts'
import { PlainMoveButton } from './plain-move.tsx'

interface OtherMovesProps {
  readonly caseId: string
  /** Moves that have a panel of their own. */
  readonly made: readonly CaseMove[]
}

/** What can happen to a case at almost any time: withdrawn, ended, its clock stopped. Each asks first. */
export function OtherMoves({ caseId, made }: OtherMovesProps) {
  const say = useSay()
  const file = useCaseFile(caseId).data
  const offers = (file?.moves ?? []).filter(
    ({ move, refusals }) =>
      isPlain(move) &&
      !made.some((one) => one === move) &&
      !refusals.some(({ code }) => code === 'casework.notYours' || code === 'casework.ended'),
  )
  if (offers.length === 0) return null
  return (
    <CasePanel title={say('其他办理', 'Other moves')}>
      <div className="moves">
        {offers.map(({ move }) =>
          isPlain(move) ? <PlainMoveButton key={move} caseId={caseId} move={move} {...askFor(move, say)} /> : null,
        )}
      </div>
    </CasePanel>
  )
}

/** How a move asks: what it means for the family, and why. */
function askFor(move: PlainMove, say: Say) {
  const why = say('理由', 'Why')
  switch (move) {
    case 'withdraw':
      return {
        tone: 'danger' as const,
        askReason: say('申请人怎么说的', 'What the applicant said'),
        says: (
          <p>
            {say(
              '只有申请人自己要撤，才撤。撤了这一件就结束，以后可以再申请。',
              'Only when the applicant wants it. The case ends; the family may apply again.',
            )}
          </p>
        ),
      }
    case 'end-non-cooperation':
      return {
        tone: 'danger' as const,
        askReason: say('哪几次、怎样联系过，对方怎么说', 'When and how they were asked, and what they said'),
        says: (
          <p>
            {say(
              '家里拒不配合核对和调查，写清楚了才能终止。会书面告知，家里可以再申请。',
              'Only where the family refuses the check. They are told in writing and may apply again.',
            )}
          </p>
        ),
      }
    default:
      return { askReason: why }
  }
}

import type { ReactNode } from 'react'
import { InTheWay } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { moveOf, useCaseFile } from './case-file.ts'
import { useMakeMove, type PlainMove } from './make-move.ts'
import { pressWords } from './words.ts'

interface PlainMoveProps {
  readonly caseId: string
  readonly move: PlainMove
  readonly tone?: 'main' | 'line' | 'danger'
  /** What follows from it. Without words the server's stages are named. */
  readonly says?: ReactNode
  /** Label of the reason; without it none is asked for. */
  readonly askReason?: string
  readonly codes?: Readonly<Record<string, string | number | boolean>>
  readonly children?: ReactNode
}

/** One move as a button that asks first; grey with its sentences when it cannot be made; nothing when it is not theirs. */
export function PlainMoveButton({ caseId, move, says, codes = {}, children, ...look }: PlainMoveProps) {
  const say = useSay()
  const make = useMakeMove(caseId)
  const offer = moveOf(useCaseFile(caseId).data, move)
  if (offer === undefined || offer.refusals.some(({ code }) => code === 'casework.notYours')) return null
  const names = offer.leadsTo.map((one) => say(one)).join(say('或', ' or '))
  return (
    <div className="plain-move">
      <ConfirmWithReason
        label={say(pressWords(offer.words))}
        isOff={!offer.isOpen}
        says={says ?? (names === '' ? undefined : <p>{say(`之后到“${names}”。`, `It goes to “${names}”.`)}</p>)}
        act={(reason, key) => make(move, { reason, codes }, key)}
        {...look}
      >
        {children}
      </ConfirmWithReason>
      {offer.isOpen ? null : <InTheWay sentences={offer.refusals} />}
    </div>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { confirmAsked, refuseAsked, type Asked } from './asked-calls.ts'
import { askedFaces, momentText } from './words.ts'

/** One thing asked for, with the second person's two answers. `says` is what a confirmation does. */
export function AskedRow({
  asked,
  what,
  says,
  confirm,
  confirmed,
}: {
  readonly asked: Asked
  readonly what: string
  readonly says: string
  /** What the second person presses, where nothing is booked by it. */
  readonly confirm?: string
  /** What it is once it was confirmed, where that is not "booked". */
  readonly confirmed?: string
}) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const face = askedFaces[asked.state]
  const after = async (work: Promise<unknown>): Promise<void> => {
    await work
    await queries.invalidateQueries({ queryKey: ['pay'] })
  }
  return (
    <div className="pay-asked">
      <div className="pay-row-head">
        <State tone={face.tone} shape={face.shape}>
          {asked.ended !== null
            ? say('不再扣了', 'ended')
            : asked.state === 'confirmed' && confirmed !== undefined
              ? confirmed
              : say(face)}
        </State>
        <span>
          {what} <span className="n">{yuan(asked.amount)}</span> {say('元', 'yuan')} · {asked.reason}
          {asked.receivedOn === null ? null : <span className="n"> · {asked.receivedOn}</span>}
        </span>
      </div>
      <p className="small mute">
        {asked.askedBy.name} · {momentText(asked.askedBy.at)}
        {asked.decidedBy === null ? null : ` → ${asked.decidedBy.name} · ${momentText(asked.decidedBy.at)}`}
        {asked.refusedWhy === null ? null : ` · ${asked.refusedWhy}`}
        {asked.ended === null ? null : ` → ${asked.ended.name} · ${momentText(asked.ended.at)} · ${asked.ended.reason}`}
      </p>
      {asked.state === 'asked' && !asked.mayConfirm ? (
        <p className="small">
          {say(
            `要由 ${asked.askedBy.name} 以外的财务负责人或局领导确认，确认了才算。`,
            `A head of finance or of the bureau other than ${asked.askedBy.name} confirms it; it counts then.`,
          )}
        </p>
      ) : null}
      {asked.mayConfirm ? (
        <div className="row noprint">
          <ConfirmWithReason
            label={confirm ?? say('确认记账', 'Confirm')}
            says={says}
            act={(_reason, key) => after(confirmAsked(client, asked.id, key))}
          />
          <ConfirmWithReason
            label={say('不同意', 'Refuse')}
            askReason={say('为什么不同意', 'Why not')}
            act={(reason, key) => after(refuseAsked(client, asked.id, { reason, key }))}
          />
        </div>
      ) : null}
    </div>
  )
}

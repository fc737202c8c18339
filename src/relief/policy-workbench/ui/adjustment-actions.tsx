import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import {
  approveAdjustmentList,
  askUndoAdjustment,
  dropAdjustment,
  refuseUndoAdjustment,
  undoAdjustment,
} from '../wire-adjustment.ts'
import type { AdjustmentSheet } from './model.ts'

interface Props {
  readonly list: AdjustmentSheet
  readonly onChanged: (list: AdjustmentSheet) => void
}

/** What may be done with a list now; taking it back needs two persons, as approving it did. */
export function AdjustmentActions({ list, onChanged: show }: Props) {
  const say = useSay()
  const client = useClient()
  const params = { id: list.id }
  const { may } = list
  return (
    <div className="row wb-actions noprint">
      {may.approve ? (
        <ConfirmWithReason
          tone="main"
          label={say('批准，照名单调高', 'Approve and raise')}
          says={say(
            '每一户从自己的月份起按新的数发；已经上过名单的月份，差的部分随下一批补发，原来那一行不动。',
            'Each household is paid the new amount from its month on; what listed months lack comes with the next list, and the old line is not touched.',
          )}
          act={async (_, key) => show(await client.call(approveAdjustmentList, { params, key }))}
        />
      ) : null}
      {may.askUndo ? (
        <ConfirmWithReason
          label={say('提出撤回', 'Ask to undo')}
          askReason={say('为什么撤回', 'Why')}
          says={say(
            '由另一个人确认才撤回。确认以前照批准的发。',
            'Another person confirms. Until then it is paid as approved.',
          )}
          act={async (reason, key) => show(await client.call(askUndoAdjustment, { params, body: { reason }, key }))}
        />
      ) : null}
      {may.undo ? (
        <>
          <ConfirmWithReason
            tone="danger"
            label={say('确认撤回', 'Confirm the undoing')}
            says={say(
              '名单和台账回到没有调过的样子，用相反的分录，原来的都看得见。批准以后有人又停发或改过金额的，不动，列出来单独办。',
              'List and ledger stand as if it had not been, by counter-entries; everything stays readable. Whose right was ended or changed since is left alone and named.',
            )}
            act={async (_, key) => show(await client.call(undoAdjustment, { params, key }))}
          />
          <ConfirmWithReason
            label={say('不同意撤回', 'Do not undo')}
            askReason={say('为什么不撤回', 'Why')}
            act={async (reason, key) =>
              show(await client.call(refuseUndoAdjustment, { params, body: { reason }, key }))
            }
          />
        </>
      ) : null}
      {may.drop ? (
        <ConfirmWithReason
          label={say('作废', 'Drop')}
          askReason={say('为什么作废', 'Why')}
          act={async (reason, key) => show(await client.call(dropAdjustment, { params, body: { reason }, key }))}
        />
      ) : null}
    </div>
  )
}

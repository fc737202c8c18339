import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import {
  approveAdjustmentList,
  askStopAdjustment,
  askUndoAdjustment,
  dropAdjustment,
  refuseStopAdjustment,
  refuseUndoAdjustment,
  resumeAdjustment,
  stopAdjustment,
  undoAdjustment,
} from '../wire-adjustment.ts'
import type { AdjustmentSheet } from './model.ts'

interface Props {
  readonly list: AdjustmentSheet
  readonly onChanged: (list: AdjustmentSheet) => void
}

/**
 * What may be done with a list now; taking it back needs two persons, as approving it did. Whoever approves reads how
 * many are raised, and for how many earlier months are left alone, before it is confirmed.
 */
export function AdjustmentActions({ list, onChanged: show }: Props) {
  const say = useSay()
  const client = useClient()
  const params = { id: list.id }
  const { may } = list
  const { households, months } = list.left
  const raised = list.kinds.find(({ kind }) => kind === 'raise')?.households ?? 0
  return (
    <div className="row wb-actions noprint">
      {may.approve ? (
        <ConfirmWithReason
          tone="main"
          label={say('批准，照名单调高', 'Approve and raise')}
          says={
            <>
              <p>
                <b>
                  {say(
                    `调高 ${count(raised)} 户。名单上有 ${count(households)} 户、${count(months)} 个月在另一个决定以前，不补也不追，要在那一户单独核算。`,
                    `To be raised: ${many(raised, 'household')}. Left alone, because they lie before another decision: ${many(months, 'month')} of ${many(households, 'household')}; they are worked out with each household.`,
                  )}
                </b>
              </p>
              <p>
                {say(
                  '每一户从自己的月份起按新的数发；已经上过名单的月份，差的部分随下一批补发，原来那一行不动。一批一批地办，办完以前名单到的月份不发钱；断了会自己接着办。',
                  'Each household is paid the new amount from its month on; what listed months lack comes with the next list, and the old line is not touched. It is done piece by piece; until it is whole no month it reaches is paid, and what breaks off goes on by itself.',
                )}
              </p>
            </>
          }
          act={async (_, key) =>
            show(await client.call(approveAdjustmentList, { params, body: { leftAlone: households }, key }))
          }
        />
      ) : null}
      {may.askUndo ? (
        <ConfirmWithReason
          label={say('提出撤回', 'Ask to undo')}
          askReason={say('为什么撤回', 'Why')}
          says={say(
            '由另一个人确认才撤回。确认以前照现在的样子。',
            'Another person confirms. Until then it stays as it is.',
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
              '名单和台账回到没有调过的样子，用相反的分录，原来的都看得见。批准以后有人又停发或改过金额的，不动，列出来单独办。一批一批地撤，撤完以前名单到的月份不发钱；断了会自己接着撤。',
              'List and ledger stand as if it had not been, by counter-entries; everything stays readable. Whose right was ended or changed since is left alone and named. It is done piece by piece; until it is whole no month it reaches is paid, and what breaks off goes on by itself.',
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
      <HaltedActions list={list} onChanged={show} />
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

/** Taking back has halted: go on as it was said, or stop it where it is, by two persons. */
function HaltedActions({ list, onChanged: show }: Props) {
  const say = useSay()
  const client = useClient()
  const params = { id: list.id }
  const { may } = list
  const left = list.open ?? 0
  return (
    <>
      {may.resume ? (
        <ConfirmWithReason
          tone="main"
          label={say('接着撤', 'Go on')}
          says={say(
            `从停下的地方接着撤，还有 ${count(left)} 户。又连着几次办不成，会再停下。`,
            `It goes on where it halted; still to be taken back: ${many(left, 'household')}. If it fails several times again, it halts again.`,
          )}
          act={async (_, key) => show(await client.call(resumeAdjustment, { params, key }))}
        />
      ) : null}
      {may.askStop ? (
        <ConfirmWithReason
          label={say('提出到这里为止', 'Ask to stop here')}
          askReason={say('为什么不再撤了', 'Why')}
          says={say(
            '由另一个人确认才停。确认以前名单到的月份不发钱。',
            'Another person confirms. Until then no month it reaches is paid.',
          )}
          act={async (reason, key) => show(await client.call(askStopAdjustment, { params, body: { reason }, key }))}
        />
      ) : null}
      {may.stop ? (
        <>
          <ConfirmWithReason
            tone="danger"
            label={say('确认到这里为止', 'Stop here')}
            says={say(
              `已经撤回的照撤回以后的数发。${count(left)} 户没有撤回，照名单的新数发，逐户列出，单独办。名单到的月份又可以发钱，这份名单不能再撤。`,
              `What was taken back stays so. Left with the new amount: ${many(left, 'household')}, each named and handled by itself. Months the list reaches can be paid again, and the list cannot be taken back any more.`,
            )}
            act={async (_, key) => show(await client.call(stopAdjustment, { params, body: { left }, key }))}
          />
          <ConfirmWithReason
            label={say('不同意到这里为止', 'Do not stop')}
            askReason={say('为什么还要撤', 'Why')}
            act={async (reason, key) =>
              show(await client.call(refuseStopAdjustment, { params, body: { reason }, key }))
            }
          />
        </>
      ) : null}
    </>
  )
}

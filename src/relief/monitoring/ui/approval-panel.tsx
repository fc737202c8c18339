import { CasePanel } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { approveAdjustment } from '../wire.ts'
import { SendBack } from './send-back.tsx'
import type { ReviewFile } from './words.ts'

/** The second person: approve, or send it back with a reason. Whoever proposed sees why they may not. */
export function ApprovalPanel({ file, onDone }: { file: ReviewFile; onDone: (file: ReviewFile) => void }) {
  const say = useSay()
  const client = useClient()
  const params = { id: file.id }
  const approve = async (_: string, key: string): Promise<void> =>
    onDone(await client.call(approveAdjustment, { params, body: { version: file.version }, key }))
  if (!file.may.approve)
    return (
      <CasePanel
        title={say('批准', 'Approval')}
        empty={say(
          '等县级审核确认人员批准；提出的人不能自己批，“不用调整”也一样。',
          'Waiting for a county reviewer; whoever proposed it may not approve it, not even that nothing is adjusted.',
        )}
      />
    )
  const isKeep = file.proposal?.kind === 'keep'
  return (
    <CasePanel title={say('批准', 'Approval')}>
      <div className="row">
        <ConfirmWithReason
          label={isKeep ? say('同意不用调整', 'Agree: nothing to adjust') : say('批准', 'Approve')}
          tone="main"
          says={
            isKeep
              ? say(
                  '同意以后这项办结，现在发的不变；依据不变，以后不再问。',
                  'This review is closed and what is paid stays; as long as nothing it rests on changes it is not asked again.',
                )
              : file.proposal?.kind === 'leave'
                ? say(
                    '批准以后，从下个月起停；去世的停到去世那个月，以后发了的出追回行。',
                    'The support ends with this month; after a death with the month of the death, and what was paid since is recovered.',
                  )
                : say(
                    '批准以后，从写明的月份起按新的数发；以前月份少发的出补发行，多发的出追回行。',
                    'From the month stated the new amount is paid; earlier months get lines of arrears or recovery.',
                  )
          }
          act={approve}
        />
        <SendBack file={file} onDone={onDone} />
      </div>
    </CasePanel>
  )
}

import { useSay } from '#design/console/language.tsx'
import type { AdjustmentSheet } from './model.ts'
import { dayOf } from './words.ts'

/** Who has said what about a list, each by what they did: nobody's name stands beside another person's reason. */
export function AdjustmentPeople({ list }: { list: AdjustmentSheet }) {
  const say = useSay()
  const { madeName, madeAt, approvedName, approvedAt, undoAskedName, undoReason } = list
  const { undoRefusedName, undoRefusedReason, endedName, endedAt, endedReason } = list
  const isDropped = list.state === 'dropped'
  const isTakenBack = takenBack.has(list.state)
  const isStopAsked = list.state === 'stop-asked' || list.state === 'stopped'
  const rows: readonly (readonly [label: string, value: string | null])[] = [
    [say('做名单的', 'Made by'), signed(madeName, madeAt)],
    [say('批准的', 'Approved by'), approvedName === null ? null : signed(approvedName, approvedAt)],
    [say('提出撤回的', 'Asked to take it back'), undoAskedName],
    [say('撤回的理由', 'Reason for taking it back'), undoAskedName === null ? null : undoReason],
    [
      say('不同意撤回的', 'Refused to take it back'),
      isTakenBack || list.state === 'undo-asked' ? null : undoRefusedName,
    ],
    [say('不同意的理由', 'Reason for refusing'), isTakenBack || list.state === 'undo-asked' ? null : undoRefusedReason],
    [
      say('确认撤回的', 'Confirmed by'),
      isTakenBack && endedName !== null ? signed(endedName, list.stoppedName === null ? endedAt : null) : null,
    ],
    [say('提出到这里为止的', 'Asked to stop here'), isStopAsked ? list.stopAskedName : null],
    [say('到这里为止的理由', 'Reason for stopping'), isStopAsked ? list.stopReason : null],
    [say('不同意到这里为止的', 'Refused to stop'), list.stopRefusedName],
    [say('不同意到这里为止的理由', 'Reason for refusing to stop'), list.stopRefusedReason],
    [say('确认到这里为止的', 'Stopped by'), list.stoppedName === null ? null : signed(list.stoppedName, list.endedAt)],
    [say('作废的', 'Dropped by'), isDropped && endedName !== null ? signed(endedName, endedAt) : null],
    [say('作废的理由', 'Reason for dropping it'), isDropped ? endedReason : null],
  ]
  return (
    <dl className="fact-list">
      {rows.map(([label, value]) =>
        value === null ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

const takenBack: ReadonlySet<AdjustmentSheet['state']> = new Set([
  ...(['taking-back', 'halted', 'stop-asked', 'stopped', 'undone'] as const),
])

const signed = (name: string, at: string | null): string => (at === null ? name : `${name} ${dayOf(at)}`)

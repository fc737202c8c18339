import { yuan } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useAssessment } from './assessment-call.ts'
import { sumChanges, type SumChange } from './sum-changes.ts'

interface BesideProps {
  readonly caseId: string
  /** The assessment the earlier decision cites. */
  readonly before: string
  /** The one the next decision will cite. */
  readonly after: string
}

/** Looked into again: the facts of the earlier decision beside those of today, only the lines that differ. */
export function Beside({ caseId, before, after }: BesideProps) {
  const say = useSay()
  const old = useAssessment(caseId, before)
  const now = useAssessment(caseId, after)
  const error = old.error ?? now.error
  if (error !== null) return <Trouble error={error} onRetry={() => void Promise.all([old.refetch(), now.refetch()])} />
  if (old.data === undefined || now.data === undefined)
    return <Waiting what={say('正在对比新旧算式', 'Setting both sums side by side')} />
  const changes = sumChanges(old.data.assessment.tree, now.data.assessment.tree)
  const title = say('新旧情况，只列不同的', 'Earlier and now, only what differs')
  if (changes.length === 0)
    return (
      <p className="note">
        {say(
          '和上次决定时的算式一样，一行也没有变。',
          'The sum is the same as for the earlier decision, line by line.',
        )}
      </p>
    )
  return (
    <div className="case-beside">
      <h3>{title}</h3>
      <Wide label={title}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('哪一行', 'Line')}</th>
              <th scope="col" className="r">
                {say(`上次（${old.data.factsOn}）`, `Earlier (${old.data.factsOn})`)}
              </th>
              <th scope="col" className="r">
                {say(`这次（${now.data.factsOn}）`, `Now (${now.data.factsOn})`)}
              </th>
              <th scope="col">{say('现在的来源', 'Source now')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <Row key={change.id} change={change} />
            ))}
          </tbody>
        </table>
      </Wide>
    </div>
  )
}

function Row({ change }: { change: SumChange }) {
  const say = useSay()
  return (
    <tr>
      <th scope="row">{say(change)}</th>
      <td className="r" data-label={say('上次', 'Earlier')}>
        {valueText(change.before, change.unit, say)}
      </td>
      <td className="r" data-label={say('这次', 'Now')}>
        <b>{valueText(change.after, change.unit, say)}</b>
      </td>
      <td data-label={say('现在的来源', 'Source now')}>
        <span className="mute">{change.source ?? '—'}</span>
      </td>
    </tr>
  )
}

const units: Readonly<Record<SumChange['unit'], readonly [string, string]>> = {
  fen: ['元', 'yuan'],
  person: ['人', 'people'],
  month: ['个月', 'months'],
  item: ['项', 'items'],
}

function valueText(value: string | null, unit: SumChange['unit'], say: Say): string {
  if (value === null) return say('没有这一行，或不知道', 'not there, or unknown')
  const [zh, en] = units[unit]
  return `${unit === 'fen' ? yuan(value) : value} ${say(zh, en)}`
}

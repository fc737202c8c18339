import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useCaseCounts } from './calls.ts'
import { StageTable } from './stage-table.tsx'

const everything = {}

/** The leader's morning: stages down, lights across; every number opens the list behind it. */
export function LeaderCounts() {
  const say = useSay()
  const counts = useCaseCounts(everything)
  return (
    <Panel title={say('全部在办', 'All open cases')} asOf={say('点数字，看那些件', 'Open a number to see its cases')}>
      {counts.isError ? <Trouble error={counts.error} onRetry={() => void counts.refetch()} /> : null}
      {counts.isPending ? <Waiting what={say('正在数', 'Counting')} /> : null}
      {counts.data === undefined ? null : counts.data.all.count === 0 ? (
        <p className="mute">{say('现在没有在办的件。', 'No case is open now.')}</p>
      ) : (
        <StageTable counts={counts.data} />
      )}
    </Panel>
  )
}

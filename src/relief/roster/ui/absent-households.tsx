import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { readAbsent } from './calls.ts'

/** More than this nobody reads on a screen; the list of households holds the rest. */
const shownMax = 200

/** On file and not in this list: only shown, nothing was done to them. */
export function AbsentHouseholds({ runId, absent }: { runId: string; absent: number }) {
  const say = useSay()
  const client = useClient()
  const found = useQuery({ queryKey: ['roster', 'absent', runId], queryFn: () => readAbsent(client, runId) })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取', 'Fetching')} />
  const shown = found.data.slice(0, shownMax)
  return (
    <section className="panel gap-top" id="absent" aria-labelledby="absent-title">
      <h2 id="absent-title">
        {say(`表里没有的 ${count(absent)} 户`, `Not in the sheet: ${count(absent)}`)}
        <span className="asof">{say('原样不动，只列出来给您看', 'Untouched, only listed for you')}</span>
      </h2>
      <ul className="headings">
        {shown.map((one) => (
          <li key={one.householdId}>
            <Link to="/households/$id" params={{ id: one.householdId }}>
              {one.head}
            </Link>{' '}
            <span className="mute">
              {one.number} · {one.place}
            </span>
          </li>
        ))}
      </ul>
      {absent > shown.length ? (
        <p className="small mute gap">
          {say(`按户号显示前 ${shown.length} 户`, `The first ${shown.length} by number are shown`)}
        </p>
      ) : null}
    </section>
  )
}

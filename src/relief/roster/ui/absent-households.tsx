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
export function AbsentHouseholds({ runId }: { runId: string }) {
  const say = useSay()
  const client = useClient()
  const found = useQuery({ queryKey: ['roster', 'absent', runId], queryFn: () => readAbsent(client, runId) })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取', 'Fetching')} />
  const all = found.data
  return (
    <section className="panel gap-top" id="absent" aria-labelledby="absent-title">
      <h2 id="absent-title">
        {say(`表里没有的 ${count(all.length)} 户`, `${count(all.length)} households not in the sheet`)}
        <span className="asof">{say('原样不动，只列出来给您看', 'Untouched, only listed for you')}</span>
      </h2>
      <ul className="headings">
        {all.slice(0, shownMax).map((one) => (
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
      {all.length > shownMax ? (
        <p className="small mute gap">{say(`显示前 ${shownMax} 户`, `The first ${shownMax} are shown`)}</p>
      ) : null}
    </section>
  )
}

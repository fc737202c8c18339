import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { absentPerPage, readAbsent } from './calls.ts'

/** On file and not in this list: only shown, nothing was done to them. */
export function AbsentHouseholds({ runId, absent }: { runId: string; absent: number }) {
  const say = useSay()
  const client = useClient()
  const [page, setPage] = useState(1)
  const found = useQuery({
    queryKey: ['roster', 'absent', runId, page],
    placeholderData: keepPreviousData,
    queryFn: () => readAbsent(client, runId, page),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取', 'Fetching')} />
  const { rows, count: all } = found.data
  return (
    <section className="panel gap-top" id="absent" aria-labelledby="absent-title">
      <h2 id="absent-title">
        {say(`表里没有的 ${count(absent)} 户`, `Not in the sheet: ${count(absent)}`)}
        <span className="asof">{say('原样不动，只列出来给您看', 'Untouched, only listed for you')}</span>
      </h2>
      <ul className="headings">
        {rows.map((one) => (
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
      <Pages page={page} size={absentPerPage} all={all} onPage={setPage} />
    </section>
  )
}

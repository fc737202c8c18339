import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { listMyReports } from '../wire.ts'

const reportsPerPage = 20

/** What became of one's own reports: the result and its day, nothing about the family's income or health. */
export function MyReports() {
  const say = useSay()
  const client = useClient()
  const [page, setPage] = useState(1)
  const mine = useQuery({
    queryKey: ['leads', 'mine', page],
    placeholderData: keepPreviousData,
    queryFn: () => client.call(listMyReports, { query: { page, size: reportsPerPage } }),
  })
  const { rows = [], count: all = 0, waiting = 0 } = mine.data ?? {}
  return (
    <Panel
      title={say('我报的', 'My reports')}
      asOf={
        all === 0
          ? undefined
          : say(
              `共 ${count(all)} 条，${count(waiting)} 条还没有结果`,
              `${count(all)} in all, ${count(waiting)} without a result`,
            )
      }
    >
      {mine.isError ? <Trouble error={mine.error} onRetry={() => void mine.refetch()} /> : null}
      {mine.data?.count === 0 ? (
        <p className="mute">
          {say('还没有报过。报了以后，每条都会有答复。', 'Nothing reported yet. Each report gets an answer.')}
        </p>
      ) : null}
      <ul className="plain-list">
        {rows.map((one) => (
          <li key={one.id} className="paper-row">
            <span>
              <b className="n">{one.number}</b> <span className="mute">{`${one.reportedOn} · ${one.place}`}</span>
            </span>
            {one.result === null ? (
              <State tone="still">{say('还没有结果', 'No result yet')}</State>
            ) : (
              <State tone="ok">{`${say(one.result)} · ${one.resultOn ?? ''}`}</State>
            )}
          </li>
        ))}
      </ul>
      <Pages page={page} size={reportsPerPage} all={all} onPage={setPage} />
    </Panel>
  )
}

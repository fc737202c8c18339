import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, many } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { DataTable, type Column } from '#design/console/table.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import type { listLeads } from '../wire.ts'

type Found = AnswerOf<typeof listLeads>
type Row = Found['rows'][number]

const pageSize = 50
/** A new lead shows on an open page within this time (milliseconds), without reloading by hand. */
const lookAgainAfter = 30_000

/** The town's leads, the most urgent first. It looks again by itself. */
export function LeadListPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const { page, view = 'open', ...filter } = url.state
  const list = useQuery({
    queryKey: ['leads', 'list', url.state],
    placeholderData: keepPreviousData,
    refetchInterval: lookAgainAfter,
    queryFn: ({ signal }) =>
      client.json<Found>({
        ...{ verb: 'GET', path: '/api/leads', signal },
        query: { ...filter, view, page: page ?? '1', size: pageSize },
      }),
  })
  const counts = list.data?.counts
  const tabs = [
    ['open', say('要办的', 'To handle'), counts?.open],
    ['late', say('过期的', 'Overdue'), counts?.late],
    ['applied', say('已转申请', 'Turned into applications'), counts?.applied],
    ['closed', say('办结的', 'Closed'), undefined],
  ] as const
  return (
    <div className="p-list p-window">
      <PageHead
        title={say('线索', 'Leads')}
        says={say(
          '每条都要有答复；过期一天报到镇街分管领导。',
          'Each gets an answer; a day late the town head is told.',
        )}
      >
        <Link className="btn line" to="/leads/month">
          {say('月报', 'Month')}
        </Link>
        <Link className="btn" to="/leads/new">
          {say('报一条', 'Report one')}
        </Link>
      </PageHead>
      <div className="row" role="group" aria-label={say('看哪些', 'Which')}>
        {tabs.map(([name, words, number]) => (
          <button
            key={name}
            type="button"
            className={view === name ? 'btn' : 'btn line'}
            aria-pressed={view === name}
            onClick={() => url.set({ view: name === 'open' ? undefined : name, page: undefined })}
          >
            {words}
            {number === undefined ? null : ` ${count(number)}`}
          </button>
        ))}
      </div>
      <DataTable<Row>
        caption={say('线索', 'Leads')}
        columns={columns(say)}
        rows={list.data?.rows}
        keyOf={(row) => row.id}
        count={list.data?.count ?? 0}
        pageSize={pageSize}
        url={url}
        isWaiting={list.isLoading}
        error={list.error}
        onRetry={() => void list.refetch()}
        filters={null}
        waitingFor={say('正在取线索', 'Fetching leads')}
        empty={
          <Empty title={say('现在没有要办的线索', 'No lead to handle now')}>
            <p className="mute">
              {say(
                '网格员、窗口、热线报来的，都会出现在这里。',
                'What grid workers, the desk and the hotline report stands here.',
              )}
            </p>
          </Empty>
        }
      />
    </div>
  )
}

const columns = (say: Say): readonly Column<Row>[] => [
  {
    name: 'number',
    zh: '编号',
    en: 'Number',
    isHead: true,
    cell: (row) => (
      <Link data-row-link to="/leads/$id" params={{ id: row.id }} className="n">
        {row.number}
      </Link>
    ),
  },
  { name: 'place', zh: '镇街 · 村', en: 'Town, village', cell: (row) => row.place },
  { name: 'hardship', zh: '困难', en: 'Hardship', cell: (row) => say(row.hardship) },
  {
    name: 'urgency',
    zh: '急不急',
    en: 'Urgency',
    cell: (row) => (row.isUrgent ? <State tone="soon">{say(row.urgency)}</State> : say(row.urgency)),
  },
  {
    name: 'sources',
    zh: '谁报的',
    en: 'Told by',
    isOptional: true,
    cell: (row) => row.channels.map((one) => say(one)).join('、'),
  },
  { name: 'due', zh: '期限', en: 'Due', cell: (row) => <Due row={row} /> },
  {
    name: 'taken',
    zh: '谁在办',
    en: 'In hand of',
    isOptional: true,
    cell: (row) => row.takenBy ?? <span className="mute">{say('还没有人接', 'nobody yet')}</span>,
  },
]

function Due({ row }: { row: Row }) {
  const say = useSay()
  if (row.result !== null && row.closedOn !== null)
    return <State tone="ok">{`${say(row.result)} · ${row.closedOn}`}</State>
  if (row.state === 'applied') return <State tone="go-on">{row.caseNumber ?? ''}</State>
  if (row.daysLeft < 0)
    return (
      <State tone="late">
        {say(`超期 ${-row.daysLeft} 天`, `${many(-row.daysLeft, 'day')} late`)}
        {row.escalatedOn === null ? '' : say('，已报领导', ', head told')}
      </State>
    )
  return <State tone={row.daysLeft <= 1 ? 'soon' : 'go-on'}>{row.dueOn}</State>
}

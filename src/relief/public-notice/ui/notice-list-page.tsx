import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Filters } from '#design/console/filters.tsx'
import { useSay, type Say, type Words } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { DataTable, type Column } from '#design/console/table.tsx'
import { useClient } from '#platform/http/client.ts'
import { PlacePicker } from '#registry/regions/ui/place-picker.tsx'
import { listNotices, noticeFilters, type NoticeFilter } from '../wire.ts'
import type { NoticeListAnswer } from './calls.ts'
import { hangsInWords, noticeFaces, publicationFaces } from './faces.ts'

type Row = NoticeListAnswer['rows'][number]

const pageSize = 50

const filterWords: Readonly<Record<NoticeFilter, Words & { readonly none: Words }>> = {
  shown: {
    ...{ zh: '正在公示', en: 'Hanging now' },
    none: { zh: '现在没有公示', en: 'No notice hangs now' },
  },
  'to-answer': {
    ...{ zh: '异议没答复', en: 'Objections open' },
    none: { zh: '没有要答复的异议', en: 'No objection waits for an answer' },
  },
  objected: {
    ...{ zh: '有异议撤下的', en: 'Objected to' },
    none: { zh: '没有因异议撤下的公示', en: 'No notice was objected to' },
  },
  published: {
    ...{ zh: '正在公布', en: 'Published now' },
    none: { zh: '现在没有公布', en: 'Nothing is published now' },
  },
  over: {
    ...{ zh: '已经撤下', en: 'Over' },
    none: { zh: '还没有撤下的公示', en: 'No notice is over yet' },
  },
  all: { ...{ zh: '全部', en: 'All' }, none: { zh: '还没有过公示', en: 'There was no notice yet' } },
}
const isFilter = (value: string | undefined): value is NoticeFilter => noticeFilters.some((one) => one === value)

/** What hangs in the villages now, how many days are left, what was objected to, and what is published. */
export function NoticeListPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const state = isFilter(url.state['state']) ? url.state['state'] : 'shown'
  const place = url.state['place'] ?? ''
  const list = useQuery({
    queryKey: ['cases', 'notices', url.state],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.call(listNotices, { query: { state, place, page: url.state['page'] ?? '1', size: pageSize }, signal }),
  })
  return (
    <div className="p-list p-window">
      <PageHead
        title={say('公示', 'Notices')}
        says={say(
          '村里贴着哪些、还剩几天、谁提了异议。到最后一天 24 时自己撤下，办件自动往前走。',
          'What hangs in the villages, the days left, what was objected to. Each comes down by itself at the end of its last day.',
        )}
      >
        <a className="btn line" href="/notices" target="_blank" rel="noreferrer">
          {say('公众看到的公示栏', 'The public board')}
        </a>
      </PageHead>
      <div className="row" role="group" aria-label={say('看哪些', 'Which')}>
        {noticeFilters.map((name) => (
          <button
            key={name}
            type="button"
            className={state === name ? 'btn' : 'btn line'}
            aria-pressed={state === name}
            onClick={() => url.set({ state: name === 'shown' ? undefined : name })}
          >
            {say(filterWords[name])}
          </button>
        ))}
      </div>
      <Filters>
        <label className="filter">
          <span>{say('镇街或村', 'Town or village')}</span>
          <PlacePicker value={place} onPick={(picked) => url.set({ place: picked }, { replace: true })} />
        </label>
      </Filters>
      <DataTable<Row>
        caption={say('公示', 'Notices')}
        columns={columns(say)}
        rows={list.data?.rows}
        keyOf={(row) => row.id}
        count={list.data?.count ?? 0}
        pageSize={pageSize}
        url={url}
        isWaiting={list.isLoading}
        error={list.error}
        onRetry={() => void list.refetch()}
        filters={place === '' ? null : `${say(filterWords[state])}${say('＋', ' + ')}${place}`}
        waitingFor={say('正在取公示', 'Fetching the notices')}
        empty={
          <Empty title={say(filterWords[state].none)}>
            <p className="mute">
              {say(
                '乡镇提出“拟确认”的意见，公示就自动贴出来，出现在这里。',
                'A notice is put up by itself when the town proposes to grant, and stands here.',
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
    zh: '办件编号',
    en: 'Case',
    isHead: true,
    cell: (row) => (
      <Link data-row-link to="/cases/$id" params={{ id: row.caseId }} className="n">
        {row.caseNumber}
      </Link>
    ),
  },
  { name: 'place', zh: '镇街 · 村', en: 'Town, village', cell: (row) => row.placeLabel },
  { name: 'programme', zh: '项目', en: 'Programme', cell: (row) => row.programme },
  {
    name: 'round',
    zh: '第几次',
    en: 'Round',
    isOptional: true,
    cell: (row) => <span className="n">{row.round}</span>,
  },
  {
    name: 'state',
    zh: '公示',
    en: 'Notice',
    cell: (row) => {
      const isLast = row.state === 'shown' && row.daysLeft === 0
      const face = noticeFaces[row.state]
      return (
        <State {...(isLast ? { tone: 'soon' as const } : face)}>
          {say(row.state === 'shown' ? hangsInWords(row) : face)}
        </State>
      )
    },
  },
  { name: 'last', zh: '最后一天', en: 'Last day', cell: (row) => (row.state === 'not-shown' ? '—' : row.lastDay) },
  {
    name: 'objections',
    zh: '没答复的异议',
    en: 'Objections open',
    cell: (row) =>
      row.openObjections === 0 ? (
        <span className="mute">{say('没有', 'none')}</span>
      ) : (
        <State tone="soon">{say(`${row.openObjections} 条`, String(row.openObjections))}</State>
      ),
  },
  {
    name: 'publication',
    zh: '结果公布',
    en: 'Result',
    cell: (row) =>
      row.publication === null ? (
        <span className="mute">—</span>
      ) : (
        <State {...publicationFaces[row.publication.state]}>
          {say(publicationFaces[row.publication.state])} · {row.publication.publishedOn}
        </State>
      ),
  },
]

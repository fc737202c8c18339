import { useQuery, keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { DownloadButton } from '#design/console/download.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { DataTable, type Column } from '#design/console/table.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import type { listHouseholds } from '../wire.ts'
import { HouseholdFilters, filtersInWords } from './household-filters.tsx'
import { programmeName } from './words.ts'

type Found = AnswerOf<typeof listHouseholds>
type Row = Found['rows'][number]

const pageSize = 50

/** Every household in sight. The filter stands in the address; the export is exactly what the filter matched. */
export function HouseholdListPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const { page, ...filter } = url.state
  const list = useQuery({
    queryKey: ['households', url.state],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.json<Found>({
        verb: 'GET',
        path: '/api/households',
        query: { ...filter, page: page ?? '1', size: pageSize },
        signal,
      }),
  })
  const found = list.data
  return (
    <div className="p-list">
      <PageHead
        title={say('家庭档案', 'Households')}
        says={
          found === undefined
            ? undefined
            : say(
                `${count(found.count)} 户，${count(found.members)} 人，报来的每月共 ${yuan(found.paidNow)} 元`,
                `${many(found.count, 'household')}, ${many(found.members, 'person', 'people')}, ${yuan(found.paidNow)} yuan a month as stated`,
              )
        }
      >
        <DownloadButton fetchFile={() => client.file({ verb: 'GET', path: '/api/households/export', query: filter })}>
          {say(`导出这 ${count(found?.count ?? 0)} 户`, `Export these ${count(found?.count ?? 0)}`)}
        </DownloadButton>
      </PageHead>
      <HouseholdFilters url={url} />
      <DataTable<Row>
        caption={say('家庭', 'Households')}
        columns={columns(say, found)}
        rows={found?.rows}
        keyOf={(row) => row.id}
        count={found?.count ?? 0}
        pageSize={pageSize}
        url={url}
        isWaiting={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        filters={filtersInWords(filter, say)}
        waitingFor={say('正在取名单，通常不到 1 秒', 'Fetching the list, usually within a second')}
        empty={
          <Empty title={say('还没有一户', 'No household yet')}>
            <p className="mute">
              {say('把手上的名单放进来，家庭就建起来了。', 'Bring in the list you have and the households are here.')}
            </p>
            <div className="row">
              <Link className="btn" to="/roster">
                {say('去名单体检', 'Go to the roster check')}
              </Link>
            </div>
          </Empty>
        }
      />
    </div>
  )
}

const columns = (say: Say, found: Found | undefined): readonly Column<Row>[] => [
  {
    name: 'head',
    zh: '户主',
    en: 'Head',
    isHead: true,
    cell: (row) => (
      <Link data-row-link to="/households/$id" params={{ id: row.id }}>
        {row.head}
      </Link>
    ),
    total: say(`${count(found?.count ?? 0)} 户`, many(found?.count ?? 0, 'household')),
  },
  {
    name: 'number',
    zh: '户号',
    en: 'Number',
    order: 'number',
    cell: (row) => <span className="mute">{row.number}</span>,
  },
  { name: 'place', zh: '镇街 · 村', en: 'Town, village', order: 'place', cell: (row) => row.placeLabel },
  {
    name: 'members',
    zh: '人',
    en: 'People',
    align: 'right',
    order: 'members',
    cell: (row) => row.members,
    total: count(found?.members ?? 0),
  },
  { name: 'programme', zh: '报来的待遇', en: 'Stated to receive', cell: (row) => say(programmeName(row.programme)) },
  {
    name: 'paid',
    zh: '报来的 元/月',
    en: 'Stated, yuan/month',
    align: 'right',
    order: 'paid',
    cell: (row) =>
      row.paidNow === null ? <span className="mute">{say('不知道', 'unknown')}</span> : yuan(row.paidNow),
    total: found === undefined ? '' : yuan(found.paidNow),
  },
  {
    name: 'since',
    zh: '从哪天起',
    en: 'Since',
    isOptional: true,
    cell: (row) => <span className="mute">{row.paidSince ?? ''}</span>,
  },
  {
    name: 'changed',
    zh: '最近改动',
    en: 'Last change',
    order: 'changed',
    isOptional: true,
    cell: (row) => <span className="mute">{row.changedAt.slice(0, 10)}</span>,
  },
]

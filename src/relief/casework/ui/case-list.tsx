import { Link } from '@tanstack/react-router'
import { DownloadButton } from '#design/console/download.tsx'
import { count } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { Empty, Trouble } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { DataTable, type Column } from '#design/console/table.tsx'
import { useClient } from '#platform/http/client.ts'
import { useCaseCounts, useCaseList, type FoundRow } from './calls.ts'
import { CaseFilters, StageTabs } from './case-filters.tsx'
import { countsQuery, filtersInWords } from './list-state.ts'
import { RowClock } from './row-clock.tsx'
import { StageTable } from './stage-table.tsx'

const pageSize = 50

/**
 * Every case in sight, the nearest due day first. The filter stands in the address; the export is exactly what the filter
 * matched. Who answers for all of them sees the counts first.
 */
export function CaseListPage({ isLeader, mayExport }: { isLeader: boolean; mayExport: boolean }) {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const { page: _page, ...filter } = url.state
  const list = useCaseList(url.state, pageSize)
  const counts = useCaseCounts(url.state)
  const found = list.data
  return (
    <div className="p-list p-cases">
      <PageHead
        title={say('办件', 'Cases')}
        says={
          counts.data === undefined
            ? undefined
            : say(
                `轮到我的 ${count(counts.data.mine.count)} 件，看得到的 ${count(counts.data.all.count)} 件。最急的在最上面，按工作日算。`,
                `${count(counts.data.mine.count)} wait for me, ${count(counts.data.all.count)} in sight. The most urgent first, in working days.`,
              )
        }
      >
        {mayExport ? (
          <DownloadButton fetchFile={() => client.file({ verb: 'GET', path: '/api/cases/export', query: filter })}>
            {say(`导出这 ${count(found?.count ?? 0)} 件`, `Export these ${count(found?.count ?? 0)}`)}
          </DownloadButton>
        ) : null}
      </PageHead>
      {counts.isError ? <Trouble error={counts.error} onRetry={() => void counts.refetch()} /> : null}
      {isLeader && counts.data !== undefined && url.state['state'] !== 'closed' ? (
        <Panel
          title={say('卡在哪里', 'Where they stand')}
          asOf={say('点数字，看那些件', 'Open a number to see its cases')}
        >
          <StageTable counts={counts.data} filter={countsQuery(url.state)} />
        </Panel>
      ) : null}
      <StageTabs url={url} counts={counts.data} />
      <CaseFilters url={url} counts={counts.data} />
      <DataTable<FoundRow>
        caption={say('办件', 'Cases')}
        columns={columns(say)}
        rows={found?.rows}
        keyOf={(row) => row.id}
        count={found?.count ?? 0}
        pageSize={pageSize}
        url={url}
        isWaiting={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        filters={filtersInWords(filter, counts.data, say)}
        waitingFor={say('正在取办件，通常不到 1 秒', 'Fetching the cases, usually within a second')}
        empty={<NoCase />}
      />
    </div>
  )
}

function NoCase() {
  const say = useSay()
  return (
    <Empty title={say('没有在办的件', 'No open case')}>
      <p className="mute">
        {say(
          '窗口受理、主动发现和名单里转来的，立了案就在这里。',
          'What the window, a lead or a list brings in stands here once a case is opened.',
        )}
      </p>
      <div className="row">
        <Link className="btn line" to="/households">
          {say('去家庭档案', 'Go to the households')}
        </Link>
      </div>
    </Empty>
  )
}

const columns = (say: Say): readonly Column<FoundRow>[] => [
  {
    name: 'applicant',
    zh: '申请人',
    en: 'Applicant',
    isHead: true,
    cell: (row) => (
      <>
        <Link data-row-link to="/cases/$id" params={{ id: row.id }}>
          {row.applicant}
        </Link>
        {row.isMine && row.outcome === null ? <span className="flag kin">{say('轮到我', 'my turn')}</span> : null}
      </>
    ),
  },
  {
    name: 'number',
    zh: '办件编号',
    en: 'Number',
    isOptional: true,
    cell: (row) => <span className="mute n">{row.number}</span>,
  },
  { name: 'place', zh: '镇街 · 村', en: 'Town, village', cell: (row) => row.placeLabel },
  { name: 'programme', zh: '项目', en: 'Programme', cell: (row) => say(row.programmeWords) },
  { name: 'stage', zh: '环节', en: 'Stage', cell: (row) => say(row.stageWords) },
  { name: 'clock', zh: '期限（工作日）', en: 'Limit (working days)', cell: (row) => <RowClock row={row} /> },
  {
    name: 'due',
    zh: '哪天到期',
    en: 'Due',
    isOptional: true,
    cell: (row) => (row.dueOn === null || row.outcome !== null ? <span className="mute">—</span> : row.dueOn),
  },
  {
    name: 'opened',
    zh: '登记',
    en: 'Opened',
    isOptional: true,
    cell: (row) => <span className="mute">{row.openedOn}</span>,
  },
]

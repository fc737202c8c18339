import { Link } from '@tanstack/react-router'
import { count } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { DataTable, type Column } from '#design/console/table.tsx'
import { useHands, useOfficers, useRoles } from './calls.ts'
import { foundOfficers, isServing, roleInWords, type Officer } from './find.ts'
import { filtersInWords, OfficerFilters } from './officer-filters.tsx'

const pageSize = 50

/** Who works here, in which role, over which places. An office has hundreds of people: the list is filtered here. */
export function OfficerListPage() {
  const say = useSay()
  const url = useTableUrl()
  const hands = useHands()
  const list = useOfficers()
  const roles = useRoles().data ?? []
  const { page = '1', ...filter } = url.state
  const found = list.data === undefined ? undefined : foundOfficers(list.data, filter)
  const from = (Number(page) - 1) * pageSize
  const serving = list.data?.filter(isServing) ?? []
  const idle = serving.filter((officer) => officer.roles.length === 0).length
  return (
    <div className="p-list">
      <PageHead
        title={say('工作人员', 'Officers')}
        says={
          list.data === undefined
            ? undefined
            : say(
                `在岗 ${count(serving.length)} 人，其中 ${count(idle)} 人还没有岗位。账号归系统管理员，岗位归安全管理员。`,
                `${count(serving.length)} serving, ${count(idle)} of them without a role. The system administrator keeps accounts, the security administrator roles.`,
              )
        }
      >
        {hands.manages ? (
          <Link className="btn" to="/officers/new">
            {say('新增工作人员', 'Add an officer')}
          </Link>
        ) : undefined}
      </PageHead>
      <OfficerFilters url={url} roles={roles} />
      <DataTable<Officer>
        caption={say('工作人员', 'Officers')}
        columns={columns(say)}
        rows={found?.slice(from, from + pageSize)}
        keyOf={(row) => row.id}
        count={found?.length ?? 0}
        pageSize={pageSize}
        url={url}
        isWaiting={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        filters={filtersInWords(filter, roles, say)}
        waitingFor={say('正在取名单', 'Fetching the list')}
        empty={<Empty title={say('还没有一个人', 'Nobody yet')} />}
      />
    </div>
  )
}

const columns = (say: Say): readonly Column<Officer>[] => [
  {
    name: 'name',
    zh: '姓名',
    en: 'Name',
    isHead: true,
    cell: (row) => (
      <Link data-row-link to="/officers/$id" params={{ id: row.id }}>
        {row.name}
      </Link>
    ),
  },
  { name: 'post', zh: '职务', en: 'Post', cell: (row) => row.post },
  {
    name: 'roles',
    zh: '岗位',
    en: 'Roles',
    cell: (row) =>
      row.roles.length === 0 ? (
        <State tone="soon">{say('没有岗位', 'no role')}</State>
      ) : (
        row.roles.map((held) => <div key={held.id}>{roleInWords(held, say)}</div>)
      ),
  },
  { name: 'since', zh: '从哪天起', en: 'Since', cell: (row) => row.since },
  {
    name: 'until',
    zh: '到哪天止',
    en: 'Until',
    cell: (row) => row.until ?? <span className="mute">{say('在岗', 'serving')}</span>,
  },
]

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Filters } from '#design/console/filters.tsx'
import { useSay, type Say } from '#design/console/language.tsx'
import { count } from '#design/console/figures.ts'
import { PageHead } from '#design/console/page-parts.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { DataTable, type Column } from '#design/console/table.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { aboutWords, actionWords, actWords, purposeWords } from '../labels.ts'
import { auditActs, auditPageSize, type listAudit } from '../wire.ts'

type Found = AnswerOf<typeof listAudit>
type Row = Found['rows'][number]

/** Who did and saw what, newest first; the filter stands in the address. */
export function AuditPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const list = useQuery({
    queryKey: ['audit', url.state],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.json<Found>({
        verb: 'GET',
        path: '/api/audit',
        query: { ...url.state, page: url.state['page'] ?? '1' },
        signal,
      }),
  })
  return (
    <div className="p-list">
      <PageHead
        title={say('留痕', 'Audit')}
        says={say(
          `谁做了什么、看了谁、为什么。共 ${count(list.data?.count ?? 0)} 条。看这张表也留一条。`,
          `Who did what, looked at whom, and why. ${count(list.data?.count ?? 0)} entries. Reading this leaves one too.`,
        )}
      />
      <AuditFilters url={url} />
      <DataTable<Row>
        caption={say('留痕', 'Audit')}
        columns={columns(say)}
        rows={list.data?.rows}
        keyOf={(row) => row.id}
        count={list.data?.count ?? 0}
        pageSize={auditPageSize}
        url={url}
        isWaiting={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        filters={filtersInWords(url.state, say)}
        waitingFor={say('正在取留痕', 'Fetching the audit')}
        empty={<Empty title={say('还没有一条', 'Nothing yet')} />}
      />
    </div>
  )
}

/** `2026-03-02 09:00` in Beijing time. */
const moment = (at: string): string =>
  new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** The end of a number or key, enough to tell two apart; a name from the code tells a reader nothing. */
const shortId = (id: string): string => /[\dA-Fa-f-]{4,8}$/.exec(id)?.[0] ?? ''

const columns = (say: Say): readonly Column<Row>[] => [
  { name: 'at', zh: '什么时候', en: 'When', cell: (row) => moment(row.at) },
  { name: 'who', zh: '谁', en: 'Who', isHead: true, cell: (row) => row.who },
  {
    name: 'action',
    zh: '做了什么',
    en: 'What',
    cell: (row) => say(actionWords[row.action] ?? { zh: row.action, en: row.action }),
  },
  {
    name: 'about',
    zh: '关于',
    en: 'About',
    cell: (row) => (
      <>
        {say(aboutWords[row.about.kind] ?? { zh: row.about.kind, en: row.about.kind })}{' '}
        <span className="mute">{shortId(row.about.id)}</span>
      </>
    ),
  },
  {
    name: 'purpose',
    zh: '为什么',
    en: 'Why',
    cell: (row) =>
      row.purpose === null ? (
        <span className="mute">{say('没有要求写', 'not asked for')}</span>
      ) : (
        say(purposeWords(row.purpose))
      ),
  },
]

function filtersInWords(state: Readonly<Record<string, string>>, say: Say): string | null {
  const act = auditActs.find((one) => one === state['act'])
  const words = [
    ...(act === undefined ? [] : [say(actWords[act])]),
    ...['who', 'about', 'from', 'until'].flatMap((name) => (state[name] === undefined ? [] : [state[name]])),
  ]
  return words.length === 0 ? null : words.join(say('＋', ' + '))
}

function AuditFilters({ url }: { url: TableUrl }) {
  const say = useSay()
  const day = (name: 'from' | 'until', label: string) => (
    <label className="filter">
      <span>{label}</span>
      <input
        className="in"
        type="date"
        value={url.state[name] ?? ''}
        onChange={(event) => url.set({ [name]: event.target.value })}
      />
    </label>
  )
  return (
    <Filters>
      <label className="filter">
        <span>{say('哪一类', 'Act')}</span>
        <select
          className="in"
          value={url.state['act'] ?? ''}
          onChange={(event) => url.set({ act: event.target.value })}
        >
          <option value="">{say('全部', 'All')}</option>
          {auditActs.map((act) => (
            <option key={act} value={act}>
              {say(actWords[act])}
            </option>
          ))}
        </select>
      </label>
      {day('from', say('从哪天', 'From'))}
      {day('until', say('到哪天', 'Until'))}
      {filtersInWords(url.state, say) === null ? null : (
        <button type="button" className="btn line" onClick={() => url.clear()}>
          {say('去掉筛选', 'Clear')}
        </button>
      )}
    </Filters>
  )
}

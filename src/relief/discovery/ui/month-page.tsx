import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { Crumbs, PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { listLeadMonth, readLeadMonth } from '../wire.ts'

type Part = 'leads' | 'late' | 'admitted' | 'admissions' | 'from-leads'
const parts: readonly Part[] = ['leads', 'late', 'admitted', 'admissions', 'from-leads']
const isPart = (text: string | undefined): text is Part => parts.some((one) => one === text)

/** Tenths of a percent as text: 429 → `42.9 %`. */
export const shareText = (tenths: number | null): string | null =>
  tenths === null ? null : `${Math.trunc(tenths / 10)}.${tenths % 10} %`

/** How many leads became help, and how much of the help began with a lead. Each number opens its list. */
export function LeadMonthPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const month = url.state['month']
  const counts = useQuery({
    queryKey: ['leads', 'month', month],
    queryFn: () => client.call(readLeadMonth, { query: month === undefined ? {} : { month } }),
  })
  const found = counts.data
  const of = url.state['of']
  return (
    <div className="p-window">
      <Crumbs here={say('月报', 'Month')}>
        <Link to="/leads">{say('线索', 'Leads')}</Link>
      </Crumbs>
      <PageHead title={say('线索月报', 'Leads of a month')}>
        <label className="row">
          <span>{say('月份', 'Month')}</span>
          <input
            className="in"
            type="month"
            value={found?.month ?? month ?? ''}
            onChange={(event) => url.set({ month: event.target.value })}
          />
        </label>
      </PageHead>
      {counts.isError ? <Trouble error={counts.error} onRetry={() => void counts.refetch()} /> : null}
      {found === undefined && !counts.isError ? <Waiting what={say('正在数', 'Counting')} /> : null}
      {found === undefined ? null : (
        <Numbers found={found} onOpen={(part) => url.set({ month: found.month, of: part })} />
      )}
      {found !== undefined && isPart(of) ? (
        <Behind key={`${found.month} ${of}`} month={found.month} of={of} all={countOf(found, of)} />
      ) : null}
    </div>
  )
}

function Numbers({ found, onOpen }: { found: AnswerOf<typeof readLeadMonth>; onOpen: (part: Part) => void }) {
  const say = useSay()
  const none = say('没有可比的', 'nothing to compare')
  const tile = (words: string, value: number, part: Part) => (
    <li>
      <b>{words}</b>
      <button type="button" className="big inline-press" onClick={() => onOpen(part)}>
        {count(value)}
      </button>
    </li>
  )
  const share = (words: string, value: Parameters<typeof shareText>[0]) => (
    <li>
      <b>{words}</b>
      <span className="big">{shareText(value) ?? none}</span>
    </li>
  )
  return (
    <Panel title={found.month} asOf={say('点数字，看那些条', 'Open a number to see its rows')}>
      <ul className="todo">
        {tile(say('本月线索', 'Leads of the month'), found.leads, 'leads')}
        {tile(say('其中过期', 'Overdue of them'), found.late, 'late')}
        {tile(say('其中纳入救助', 'Of them led to aid'), found.admitted, 'admitted')}
        {share(say('转化率', 'Conversion'), found.conversion)}
        {tile(say('本月新纳入', 'Admissions of the month'), found.admissions, 'admissions')}
        {tile(say('从线索来的', 'Begun with a lead'), found.fromLeads, 'from-leads')}
        {share(say('主动发现占比', 'Proactive share'), found.proactive)}
      </ul>
    </Panel>
  )
}

/** How many rows stand behind one number. */
const countOf = (found: AnswerOf<typeof readLeadMonth>, of: Part): number =>
  of === 'from-leads' ? found.fromLeads : found[of]
const rowsPerPage = 100

function Behind({ month, of, all }: { month: string; of: Part; all: number }) {
  const say = useSay()
  const client = useClient()
  const [page, setPage] = useState(1)
  const list = useQuery({
    queryKey: ['leads', 'month', month, of, page],
    placeholderData: keepPreviousData,
    queryFn: () => client.call(listLeadMonth, { query: { month, of, page, size: rowsPerPage } }),
  })
  if (list.isError) return <Trouble error={list.error} onRetry={() => void list.refetch()} />
  if (list.data === undefined) return <Waiting what={say('正在取清单', 'Fetching the list')} />
  if (list.data.length === 0) return <p className="mute">{say('这里一条也没有。', 'There is none.')}</p>
  return (
    <Panel title={say(`这 ${count(all)} 条`, `These ${count(all)}`)}>
      <Wide label={say('清单', 'List')}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('线索', 'Lead')}</th>
              <th scope="col">{say('镇街 · 村', 'Town, village')}</th>
              <th scope="col">{say('结果', 'Result')}</th>
              <th scope="col">{say('办件', 'Case')}</th>
              <th scope="col">{say('决定', 'Decided')}</th>
            </tr>
          </thead>
          <tbody>
            {list.data.map((row) => (
              <tr key={`${row.leadId}-${row.caseId}`}>
                <th scope="row">
                  {row.leadId === null ? (
                    <span className="mute">{say('自己来申请的', 'applied by themselves')}</span>
                  ) : (
                    <Link to="/leads/$id" params={{ id: row.leadId }} className="n">
                      {row.leadNumber}
                    </Link>
                  )}
                </th>
                <td data-label={say('镇街 · 村', 'Town, village')}>{row.place}</td>
                <td data-label={say('结果', 'Result')}>{row.result === null ? '—' : say(row.result)}</td>
                <td data-label={say('办件', 'Case')}>
                  {row.caseId === null ? (
                    '—'
                  ) : (
                    <Link to="/cases/$id" params={{ id: row.caseId }} className="n">
                      {row.caseNumber}
                    </Link>
                  )}
                </td>
                <td data-label={say('决定', 'Decided')}>{row.decidedOn ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <Pages page={page} size={rowsPerPage} all={all} onPage={setPage} />
    </Panel>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { DownloadButton } from '#design/console/download.tsx'
import { count, difference, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { State } from '#design/console/shape.tsx'
import { useTableKeys } from '#design/console/table-keys.ts'
import { Empty, FilteredAway, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { fetchResult, readResultRows } from './calls.ts'
import { Facets } from './facets.tsx'
import { kindFaces, kindOrder, type Kind } from './kinds.ts'
import type { Result, ResultRow } from './model.ts'

const pageSize = 50

/** One list, what matters on top: what families are owed, what may end, what was too much, what is not known. */
export function ResultList({ result }: { result: Result }) {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const region = useRef<HTMLDivElement>(null)
  useTableKeys(region)
  const { page, absent: _, ...filter } = url.state
  const rows = useQuery({
    queryKey: ['roster', 'rows', result.id, url.state],
    placeholderData: keepPreviousData,
    queryFn: () => readResultRows(client, result.id, { ...filter, page: page ?? '1', size: pageSize }),
  })
  const matched = rows.data?.count ?? 0
  const pages = {
    ...{ page: Number(page ?? 1), size: pageSize, all: matched },
    onPage: (next: number) => {
      url.set({ page: next })
      region.current?.scrollIntoView({ block: 'start' })
    },
  }
  return (
    <section className="gap-top" id="list" aria-labelledby="list-title">
      <div className="ro-head">
        <div>
          <h2 id="list-title">{say(`${count(matched)} 户`, many(matched, 'household'))}</h2>
          <p className="small mute">
            {say(
              '要紧的在上：先是欠人家的，再是可能要停的，再是多发的；组里按差额从大到小。',
              'What matters on top: what families are owed, then what may end, then what was too much; large differences first.',
            )}
          </p>
        </div>
        <div className="row noprint">
          <DownloadButton fetchFile={() => fetchResult(client, result.id, filter)}>
            {say(`导出这 ${count(matched)} 户`, `Export these ${count(matched)}`)}
          </DownloadButton>
        </div>
      </div>
      <KindChips result={result} url={url} />
      <div className={result.reasons.length + result.places.length === 0 ? undefined : 'ro-list'}>
        <Facets result={result} url={url} />
        <div ref={region}>
          {rows.isError ? <Trouble error={rows.error} onRetry={() => void rows.refetch()} /> : null}
          {rows.isPending ? <Waiting what={say('正在取名单', 'Fetching the list')} /> : null}
          {rows.data === undefined ? null : rows.data.rows.length === 0 ? (
            Object.keys(filter).length === 0 ? (
              <Empty title={say('没有一户', 'No household')} />
            ) : (
              <FilteredAway filters={say('这样筛', 'This filter')} onClear={() => url.clear()} />
            )
          ) : (
            <>
              <Pages {...pages} isAbove />
              <GroupedTable result={result} rows={rows.data.rows} />
              <Pages {...pages} />
            </>
          )}
        </div>
      </div>
    </section>
  )
}

function KindChips({ result, url }: { result: Result; url: TableUrl }) {
  const say = useSay()
  const kind = url.state['kind'] ?? ''
  return (
    <div className="ro-filt noprint" role="group" aria-label={say('筛选', 'Filter')}>
      <button type="button" className="ro-chip" aria-pressed={kind === ''} onClick={() => url.clear()}>
        {say('全部', 'All')} <span>{count(result.households)}</span>
      </button>
      {kindOrder.map((one) => (
        <button
          key={one}
          type="button"
          className="ro-chip"
          aria-pressed={kind === one}
          onClick={() => url.set({ kind: one, reason: undefined })}
        >
          {say(kindFaces[one])} <span>{count(result.kinds[one].households)}</span>
        </button>
      ))}
    </div>
  )
}

function GroupedTable({ result, rows }: { result: Result; rows: readonly ResultRow[] }) {
  const say = useSay()
  return (
    <div className="ro-t">
      <table>
        <caption className="vh">{say('体检过的户', 'Households that were checked')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('户主', 'Head')}</th>
            <th scope="col">{say('镇街 · 村', 'Town, village')}</th>
            <th scope="col" className="r">
              {say('人', 'People')}
            </th>
            <th scope="col" className="r">
              {say('现在发 元/月', 'Paid now')}
            </th>
            <th scope="col" className="r">
              {say('测算 元/月', 'Computed')}
            </th>
            <th scope="col" className="r">
              {say('差', 'Difference')}
            </th>
            <th scope="col">{say('差在哪', 'Why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row, index) => [
            ...(rows[index - 1]?.kind === row.kind
              ? []
              : [<GroupHead key={row.kind} kind={row.kind} result={result} />]),
            <HouseholdLine key={row.householdId} row={row} />,
          ])}
        </tbody>
      </table>
    </div>
  )
}

function GroupHead({ kind, result }: { kind: Kind; result: Result }) {
  const say = useSay()
  const { households, paid, computed } = result.kinds[kind]
  const change = BigInt(computed) - BigInt(paid)
  return (
    <tr className="grp">
      <th colSpan={7} scope="colgroup">
        <div className="in2">
          <State tone={kindFaces[kind].tone} shape={kindFaces[kind].shape}>
            {say(kindFaces[kind])}
          </State>
          <b>{say(`${count(households)} 户`, `${count(households)}`)}</b>
          {kind === 'less' || kind === 'more' ? (
            <span>
              {say('每月差 ', 'a month ')}
              <b>
                {difference(change, '0.00')} {say('元', 'yuan')}
              </b>
            </span>
          ) : (
            <span>
              {say('现在每月发 ', 'paid now ')}
              <b>
                {yuan(paid)} {say('元', 'yuan')}
              </b>
            </span>
          )}
          <span className="mute">{say(kindFaces[kind].first)}</span>
        </div>
      </th>
    </tr>
  )
}

function HouseholdLine({ row }: { row: ResultRow }) {
  const say = useSay()
  const tone = row.kind === 'less' ? 'up' : row.kind === 'no' ? 'no' : 'dn'
  return (
    <tr>
      <th scope="row" className="nw">
        <Link className="who" data-row-link to="/assessments/$id" params={{ id: row.assessmentId }}>
          {row.head}
        </Link>
      </th>
      <td className="mute nw hide">{row.place}</td>
      <td className="r hide">{row.persons}</td>
      <td className="r" data-l={say('发', 'Paid')}>
        {row.paid === null ? <span className="mute">{say('没写', 'not stated')}</span> : yuan(row.paid)}
      </td>
      <td className="r">
        <Computed row={row} />
      </td>
      <td className="r hide">
        {row.difference === null ? (
          <span className="mute">{row.possible.length > 1 ? say('两个数', 'two amounts') : '—'}</span>
        ) : (
          <span className={row.kind === 'same' ? 'mute' : `d ${tone}`}>
            {difference(row.difference, say('一致', 'equal'))}
          </span>
        )}
      </td>
      <td className="ro-why">
        <Link to="/assessments/$id" params={{ id: row.assessmentId }}>
          {say(row.why)}
        </Link>
      </td>
    </tr>
  )
}

function Computed({ row }: { row: ResultRow }) {
  const say = useSay()
  if (row.possible.length > 0)
    return (
      <span className="ro-two">
        {row.possible.map((amount) => (
          <span key={amount}>{yuan(amount)}</span>
        ))}
      </span>
    )
  if (row.kind === 'no') return <span className="cmp">{say('不符合', 'not met')}</span>
  if (row.computed === null) return <span className="mute">{say('算不出', 'not certain')}</span>
  return <span className="cmp">{yuan(row.computed)}</span>
}

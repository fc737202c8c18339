import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Filters } from '#design/console/filters.tsx'
import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { closesPage, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { TypedFilter } from '#design/console/typed-filter.tsx'

/** Which rows are asked for; `open` is what is shown at first. */
interface Asked<Show extends string> {
  readonly show: Show
  readonly text: string | undefined
  readonly page: number
}

interface OwedListProps<Show extends string, Row> {
  /** Names the list among what was read. */
  readonly name: string
  readonly title: string
  readonly says: string
  readonly fetching: string
  /** What there is nothing of, when nothing was filtered. */
  readonly none: string
  readonly shown: Readonly<Record<Show | 'open', string>>
  /** One of them in English: `claim`. */
  readonly one: string
  readonly perPage: number
  readonly read: (asked: Asked<Show | 'open'>) => Promise<{
    readonly rows: readonly Row[]
    readonly count: number
    /** All of them together, in words. */
    readonly sum: string
  }>
  readonly row: (row: Row) => ReactNode
}

/** Money between the office and households, household by household: found by name, a page at a time, with its sum. */
export function OwedList<Show extends string, Row>(props: OwedListProps<Show, Row>) {
  const { name, shown, perPage } = props
  const say = useSay()
  const url = useTableUrl()
  const names = Object.keys(shown) as (Show | 'open')[]
  const show = names.find((each) => each === url.state['show']) ?? 'open'
  const text = url.state['text']
  const page = Math.max(1, Number(url.state['page'] ?? 1) || 1)
  const found = useQuery({
    queryKey: ['pay', name, show, text ?? '', page],
    placeholderData: keepPreviousData,
    queryFn: () => props.read({ show, text, page }),
  })
  const { rows = [], count: all = 0, sum = '' } = found.data ?? {}
  closesPage(found.error)
  return (
    <div className="p-pay">
      <PageHead title={props.title} says={props.says} />
      <OwedFilters url={url} shown={shown} show={show} text={text} />
      {found.isError ? <Trouble error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Waiting what={props.fetching} /> : null}
      {found.data?.count === 0 ? (
        <p className="tell">
          {text === undefined && show === 'open' ? props.none : say('没有符合筛选的。', 'Nothing matches the filter.')}
        </p>
      ) : null}
      {all === 0 ? null : (
        <Panel title={say(`${count(all)} 笔`, many(all, props.one))} asOf={sum}>
          <ul className="pay-list">{rows.map(props.row)}</ul>
          <Pages page={page} size={perPage} all={all} onPage={(next) => url.set({ page: next })} />
        </Panel>
      )}
    </div>
  )
}

interface OwedFiltersProps {
  readonly url: TableUrl
  readonly shown: Readonly<Record<string, string>>
  readonly show: string
  readonly text: string | undefined
}

function OwedFilters({ url, shown, show, text }: OwedFiltersProps) {
  const say = useSay()
  return (
    <Filters>
      <label className="filter">
        <span>{say('姓名、拼音、户编号', 'Name, pinyin, household number')}</span>
        <TypedFilter value={text ?? ''} onSettle={(typed) => url.set({ text: typed }, { replace: true })} />
      </label>
      <label className="filter">
        <span>{say('哪些', 'Which')}</span>
        <select
          className="in"
          value={show}
          onChange={({ target }) => url.set({ show: target.value === 'open' ? undefined : target.value })}
        >
          {Object.entries(shown).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </Filters>
  )
}

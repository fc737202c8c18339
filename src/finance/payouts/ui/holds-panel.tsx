import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Filters } from '#design/console/filters.tsx'
import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { TypedFilter } from '#design/console/typed-filter.tsx'
import { useClient } from '#platform/http/client.ts'
import type { Hold } from './model.ts'
import { HoldGroup, groupsOf } from './hold-group.tsx'
import { holdsPerPage, readHolds } from './pay-calls.ts'
import { causeWords, holdFaces } from './words.ts'

const states = ['open', 'released', 'ended'] as const satisfies readonly Hold['state'][]
const causes = ['death', 'signal', 'office'] as const satisfies readonly Hold['cause'][]
const oneOf = <Name extends string>(names: readonly Name[], text: string | undefined): Name | undefined =>
  names.find((name) => name === text)

/** Who is held, for every reason there is, and the two ways out. A hold stops the money and never the right. */
export function HoldsPanel() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const state = oneOf(states, url.state['holds']) ?? 'open'
  const cause = oneOf(causes, url.state['cause'])
  const text = url.state['who']
  const page = Math.max(1, Number(url.state['holdPage'] ?? 1) || 1)
  const holds = useQuery({
    queryKey: ['pay', 'holds', state, cause ?? '', text ?? '', page],
    placeholderData: keepPreviousData,
    queryFn: () => readHolds(client, { state, cause, text, page }),
  })
  const isFiltered = state !== 'open' || cause !== undefined || text !== undefined
  const { rows = [], count: all = 0 } = holds.data ?? {}
  return (
    <Panel
      title={say('暂缓发放', 'On hold')}
      id="holds"
      asOf={holds.data === undefined ? undefined : say(`${count(all)} 户`, many(all, 'household'))}
    >
      {all === 0 && !isFiltered && holds.data !== undefined ? null : (
        <HoldFilters url={url} now={{ state, cause, text }} />
      )}
      {holds.isError ? <Trouble error={holds.error} onRetry={() => void holds.refetch()} /> : null}
      {holds.isPending ? <Waiting what={say('正在取暂缓的', 'Fetching holds')} /> : null}
      {holds.data?.count === 0 ? (
        <p className="mute">
          {isFiltered
            ? say('没有符合筛选的。', 'Nothing matches the filter.')
            : say('眼下没有一户暂缓。', 'No household is on hold now.')}
        </p>
      ) : null}
      <ul className="pay-list">
        {groupsOf(rows).map((group) => (
          <HoldGroup key={`${group[0].householdId} ${group[0].programme}`} holds={group} />
        ))}
      </ul>
      <Pages page={page} size={holdsPerPage} all={all} onPage={(next) => url.set({ holdPage: next })} />
    </Panel>
  )
}

function HoldFilters({
  url,
  now,
}: {
  url: TableUrl
  now: {
    readonly state: Hold['state']
    readonly cause: Hold['cause'] | undefined
    readonly text: string | undefined
  }
}) {
  const say = useSay()
  const set = (change: Record<string, string>): void => url.set({ ...change, holdPage: undefined }, { replace: true })
  return (
    <Filters label={say('筛选暂缓的', 'Filter holds')}>
      <label className="filter">
        <span>{say('姓名、拼音、户编号', 'Name, pinyin, household number')}</span>
        <TypedFilter value={now.text ?? ''} onSettle={(who) => set({ who })} />
      </label>
      <label className="filter">
        <span>{say('到哪了', 'Where it stands')}</span>
        <select
          className="in"
          value={now.state}
          onChange={({ target }) => set({ holds: target.value === 'open' ? '' : target.value })}
        >
          {states.map((name) => (
            <option key={name} value={name}>
              {say(holdFaces[name])}
            </option>
          ))}
        </select>
      </label>
      <label className="filter">
        <span>{say('为什么', 'Cause')}</span>
        <select className="in" value={now.cause ?? ''} onChange={({ target }) => set({ cause: target.value })}>
          <option value="">{say('全部', 'All')}</option>
          {causes.map((name) => (
            <option key={name} value={name}>
              {say(causeWords[name])}
            </option>
          ))}
        </select>
      </label>
    </Filters>
  )
}

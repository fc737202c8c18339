import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Filters } from '#design/console/filters.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { DataTable, type Column } from '#design/console/table.tsx'
import { useClient } from '#platform/http/client.ts'
import { lineKindWords } from '../adjustment/adjustment.ts'
import { leftPageSize, listLeftMonths } from '../wire-adjustment.ts'
import { HouseholdName } from './household-name.tsx'
import type { AdjustmentSheet, LeftPage } from './model.ts'

type Row = LeftPage['rows'][number]

/** Whose earlier months the list leaves alone: counted, named, each month with what was decided for it. */
export function LeftMonths({ list, purpose }: { list: AdjustmentSheet; purpose: string | undefined }) {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const { place, month, kind, page } = url.state
  const asked = Object.fromEntries(
    Object.entries({ place, month, kind, page }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const found = useQuery({
    queryKey: ['policy-left-months', list.id, asked],
    placeholderData: keepPreviousData,
    enabled: list.left.households > 0,
    queryFn: ({ signal }) =>
      client.call(listLeftMonths, {
        ...{ params: { id: list.id }, query: asked as never, signal },
        ...(purpose === undefined ? {} : { purpose }),
      }),
  })
  const { households, months } = list.left
  return (
    <Panel
      title={say('以前的月份没有动的家庭', 'Households whose earlier months are left alone')}
      asOf={say(
        `${count(households)} 户，${count(months)} 个月`,
        `${many(households, 'household')}, ${many(months, 'month')}`,
      )}
    >
      <p className="mute small">
        {say(
          '新标准够得着这些月份，可那时的数是另一个决定定的，不能照现在的数补。名单不补也不追，差多少在这一户单独核算。',
          'The new standard reaches these months, but their amount was set by a decision of its own and cannot be raised by today’s. The list pays nothing and recovers nothing for them; what they lack is worked out with the household.',
        )}
      </p>
      {households === 0 ? (
        <p>
          {say(
            '没有：名单到的月份，每一户都从头调起。',
            'None: every household is raised from the first month the list reaches.',
          )}
        </p>
      ) : (
        <>
          <LeftFilters url={url} page={found.data} />
          <DataTable<Row>
            caption={say('以前的月份没有动的家庭', 'Households whose earlier months are left alone')}
            columns={columns(say, list.may.openHousehold)}
            rows={found.data?.rows}
            keyOf={({ householdId, fromMonth, on }) => `${householdId} ${fromMonth} ${on}`}
            count={found.data?.count ?? 0}
            pageSize={leftPageSize}
            url={url}
            isWaiting={found.isFetching}
            error={found.error}
            onRetry={() => void found.refetch()}
            filters={filterInWords(url, found.data, say)}
            waitingFor={say('正在取名单', 'Fetching the list')}
            empty={<Empty title={say('没有这样的家庭', 'No such household')} />}
          />
        </>
      )}
    </Panel>
  )
}

function LeftFilters({ url, page }: { url: TableUrl; page: LeftPage | undefined }) {
  const say = useSay()
  const all = ['', say('全部', 'All')] as const
  const pick = (name: string, label: string, choices: readonly (readonly [string, string])[]) => (
    <label className="filter">
      <span>{label}</span>
      <select
        value={url.state[name] ?? ''}
        className="in"
        onChange={(event) => url.set({ [name]: event.target.value })}
      >
        {[all, ...choices].map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <Filters label={say('筛选没有动的月份', 'Filter the months left alone')}>
      {pick('place', say('镇街', 'Town'), page?.places.map(({ code, label }) => [code, label] as const) ?? [])}
      {pick('month', say('月份', 'Month'), page?.months.map((month) => [month, month] as const) ?? [])}
      {pick(
        'kind',
        say('名单里怎么办', 'In the list'),
        page?.kinds.map((one) => [one, say(lineKindWords[one])] as const) ?? [],
      )}
    </Filters>
  )
}

function filterInWords({ state }: TableUrl, page: LeftPage | undefined, say: Say): string | null {
  const { place, month, kind } = state
  const known = Object.entries(lineKindWords).find(([name]) => name === kind)?.[1]
  const words = [
    ...(place === undefined ? [] : [page?.places.find(({ code }) => code === place)?.label ?? place]),
    ...(month === undefined ? [] : [month]),
    ...(known === undefined ? [] : [say(known)]),
  ]
  return words.length === 0 ? null : words.join(say('，', ', '))
}

const columns = (say: Say, mayOpen: boolean): readonly Column<Row>[] => [
  {
    ...{ name: 'head', zh: '家庭', en: 'Household', isHead: true },
    cell: (row) => <HouseholdName of={row} mayOpen={mayOpen} />,
  },
  { name: 'place', zh: '镇街、村', en: 'Place', isOptional: true, cell: (row) => row.placeLabel },
  { name: 'kind', zh: '名单里怎么办', en: 'In the list', cell: (row) => say(lineKindWords[row.kind]) },
  {
    ...{ name: 'months', zh: '没有动的月份，那时每月发（元）', en: 'Months left alone, paid then (yuan)' },
    cell: (row) => (
      <ul className="wb-months">
        {row.months.map(({ month, fen }) => (
          <li key={month}>
            {month} <b className="num">{yuan(fen)}</b>
          </li>
        ))}
      </ul>
    ),
  },
  {
    ...{ name: 'why', zh: '为什么不动', en: 'Why' },
    cell: (row) => (
      <span className="wb-why">
        {say(
          `${row.fromMonth} 起的数是另一个决定定的：${row.why}`,
          `The amount from ${row.fromMonth} on was set by another decision: ${row.why}`,
        )}{' '}
        <span className="mute n">
          {row.byName} {row.on}
        </span>
      </span>
    ),
  },
]

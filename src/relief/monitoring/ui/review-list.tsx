import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Filters } from '#design/console/filters.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { DataTable, type Column } from '#design/console/table.tsx'
import { useClient } from '#platform/http/client.ts'
import { PlacePicker } from '#registry/regions/ui/place-picker.tsx'
import { findingLabels, stateLabels } from '../labels.ts'
import { FindingKindWire, reviewPageSize, ReviewStateWire, runReviewsNow } from '../wire.ts'
import { ReportForm } from './report-form.tsx'
import { dueInWords, findingName, stateLook, type ReviewPage, type ReviewRow } from './words.ts'

/** Households that are paid and should be looked at: what was found, what is paid, what is due, until when. */
export function ReviewListPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const list = useQuery({
    queryKey: ['reviews', url.state],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.json<ReviewPage>({ verb: 'GET', path: '/api/reviews', query: { ...url.state }, signal }),
  })
  return (
    <div className="p-list">
      <PageHead
        title={say('动态管理', 'Reviews')}
        says={say(
          '在享的家庭每月重新测算一遍。和现在发的不一样的，变成任务：先核实，再提调整，听过家庭的意见，另一个人批准。系统自己不改一分钱。',
          'Everybody who is paid is assessed again each month. Where the sum differs, somebody looks into it, proposes, hears the family, and another person approves. Nothing is changed by itself.',
        )}
      >
        <RunNow runs={list.data?.runs} />
      </PageHead>
      <ReportForm />
      <Counts page={list.data} url={url} />
      <ReviewFilters url={url} />
      <DataTable<ReviewRow>
        caption={say('复核任务', 'Reviews')}
        columns={columns(say)}
        rows={list.data?.rows}
        keyOf={(row) => row.id}
        count={list.data?.count ?? 0}
        pageSize={reviewPageSize}
        url={url}
        isWaiting={list.isFetching}
        error={list.error}
        onRetry={() => void list.refetch()}
        filters={filtersInWords(url.state, say)}
        waitingFor={say('正在取复核任务', 'Fetching the reviews')}
        empty={
          <Empty
            title={say(
              '没有要核实的家庭。每月第一夜会重新测算一遍',
              'Nobody to look into. Everybody is assessed again on the first night of each month',
            )}
          />
        }
      />
    </div>
  )
}

function RunNow({ runs }: { runs: ReviewPage['runs'] | undefined }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const me = useQuery({
    queryKey: ['me-may', 'monitoring.run'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => client.json<{ permissions: readonly string[] }>({ verb: 'GET', path: '/api/me', signal }),
  })
  const last = runs?.[0]
  const run = async (_: string, key: string): Promise<void> => {
    await client.call(runReviewsNow, { body: { programme: 'dibao' }, key })
    await queries.invalidateQueries({ queryKey: ['reviews'] })
  }
  return (
    <div className="stack">
      {last === undefined ? null : (
        <p className="small mute">
          {say(
            `上一遍：${last.month}，看了 ${count(last.looked)} 户`,
            `Last: ${last.month}, ${many(last.looked, 'household')}`,
          )}
        </p>
      )}
      {me.data?.permissions.includes('monitoring.run') ? (
        <ConfirmWithReason
          label={say('现在全部重算一遍', 'Assess everybody now')}
          says={say(
            '按今天的档案和今天的规则，把在享的低保家庭都测算一遍。只出任务，不动待遇。',
            'Assesses every household on dibao by today’s file and rule. It makes tasks and touches no payment.',
          )}
          act={run}
        />
      ) : null}
    </div>
  )
}

/** How many wait; each number opens its list. */
function Counts({ page, url }: { page: ReviewPage | undefined; url: TableUrl }) {
  const say = useSay()
  if (page === undefined || page.counts.length === 0) return null
  const kinds = FindingKindWire.options.flatMap((kind) => {
    const of = page.counts.filter((one) => one.kind === kind)
    const sum = (name: 'count' | 'late') => of.reduce((total, one) => total + one[name], 0)
    return of.length === 0 ? [] : [{ kind, count: sum('count'), late: sum('late') }]
  })
  return (
    <div className="chips" role="group" aria-label={say('等着办的，按发现了什么', 'Waiting, by finding')}>
      {kinds.map(({ kind, count: all, late }) => (
        <button
          key={kind}
          type="button"
          className={url.state['kind'] === kind ? 'chip on' : 'chip'}
          aria-pressed={url.state['kind'] === kind}
          onClick={() => url.set({ kind: url.state['kind'] === kind ? undefined : kind, state: undefined })}
        >
          {findingName(kind, say)} <b className="n">{count(all)}</b>
          {late === 0 ? null : <State tone="late">{say(`超期 ${count(late)}`, `${count(late)} late`)}</State>}
        </button>
      ))}
    </div>
  )
}

/** Nothing is paid for a status. */
const paidText = ({ paid, kind }: ReviewRow, say: Say): string =>
  paid === '0' && kind !== 'care' ? say('身份认定', 'a status') : yuan(paid)

const columns = (say: Say): readonly Column<ReviewRow>[] => [
  {
    name: 'head',
    zh: '家庭',
    en: 'Household',
    isHead: true,
    cell: (row) => (
      <Link to="/reviews/$id" params={{ id: row.id } as never}>
        {row.head} <span className="mute">{row.householdNumber}</span>
      </Link>
    ),
  },
  { name: 'place', zh: '镇街、村', en: 'Place', cell: (row) => row.placeLabel, isOptional: true },
  { name: 'kind', zh: '发现', en: 'Finding', cell: (row) => findingName(row.kind, say) },
  { name: 'paid', zh: '现在发（元）', en: 'Paid (yuan)', align: 'right', cell: (row) => paidText(row, say) },
  {
    name: 'computed',
    zh: '测算（元）',
    en: 'Computed (yuan)',
    align: 'right',
    cell: (row) =>
      row.computed === null ? (
        <span className="mute">{say('说不准', 'unknown')}</span>
      ) : row.paid === '0' ? (
        '—'
      ) : (
        yuan(row.computed)
      ),
  },
  {
    name: 'state',
    zh: '办到哪了',
    en: 'State',
    cell: (row) => <State {...stateLook[row.state]}>{say(stateLabels[row.state])}</State>,
  },
  {
    name: 'due',
    zh: '期限',
    en: 'Due',
    cell: (row) =>
      row.state === 'open' || row.state === 'proposed' ? (
        <State tone={row.daysLeft < 0 ? 'late' : row.daysLeft <= 3 ? 'soon' : 'still'}>{dueInWords(row, say)}</State>
      ) : (
        row.dueOn
      ),
  },
]

function filtersInWords(state: Readonly<Record<string, string>>, say: Say): string | null {
  const kind = FindingKindWire.safeParse(state['kind'])
  const chosen = ReviewStateWire.safeParse(state['state'])
  const words = [
    ...(kind.success ? [findingName(kind.data, say)] : []),
    ...(chosen.success ? [say(stateLabels[chosen.data])] : []),
    ...(state['place'] === undefined ? [] : [say('选的镇街或村', 'the chosen place')]),
    ...(state['late'] === '1' ? [say('超期', 'late')] : []),
  ]
  return words.length === 0 ? null : words.join(say('＋', ' + '))
}

function ReviewFilters({ url }: { url: TableUrl }) {
  const say = useSay()
  const pick = (name: string, label: string, choices: readonly (readonly [string, string])[]) => (
    <label className="filter">
      <span>{label}</span>
      <select
        className="in"
        value={url.state[name] ?? ''}
        onChange={(event) => url.set({ [name]: event.target.value })}
      >
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <Filters>
      {pick('state', say('办到哪了', 'State'), [
        ['', say('等着办的', 'Waiting')],
        ...ReviewStateWire.options.map((state) => [state, say(stateLabels[state])] as const),
      ])}
      {pick('kind', say('发现', 'Finding'), [
        ['', say('全部', 'All')],
        ...FindingKindWire.options.map((kind) => [kind, say(findingLabels[kind])] as const),
      ])}
      {pick('late', say('期限', 'Due'), [
        ['', say('全部', 'All')],
        ['1', say('只看超期的', 'Late only')],
      ])}
      <label className="filter">
        <span>{say('镇街或村', 'Town or village')}</span>
        <PlacePicker value={url.state['place'] ?? ''} onPick={(place) => url.set({ place }, { replace: true })} />
      </label>
    </Filters>
  )
}

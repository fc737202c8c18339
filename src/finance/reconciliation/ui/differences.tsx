import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { DataTable, type Column } from '#design/console/table.tsx'
import { Empty } from '#design/console/table-states.tsx'
import type { TableUrl } from '#design/console/table-url.ts'
import { useClient, type Wire } from '#platform/http/client.ts'
import { stageWords } from '../labels.ts'
import * as paths from '../wire.ts'

type Row = Wire<paths.Difference>
const pageSize = 50

/** The households of one month whose books differ: what each book says, and what probably happened. */
export function Differences({ url }: { url: TableUrl }) {
  const say = useSay()
  const client = useClient()
  const { programme, month } = url.state
  const page = Number(url.state['page'] ?? 1)
  const found = useQuery({
    queryKey: ['reconciliation', 'differences', programme ?? '', month ?? '', page],
    enabled: programme !== undefined && month !== undefined,
    placeholderData: keepPreviousData,
    queryFn: () =>
      client.call(paths.listDifferences, {
        query: { programme: programme ?? '', month: month ?? '', page, size: pageSize },
      }),
  })
  if (programme === undefined || month === undefined) return null
  return (
    <section className="gap-top" id="differences" aria-labelledby="differences-title">
      <h2 id="differences-title">
        {say(
          `${month.slice(0, 4)}年${Number(month.slice(5))}月对不上的 ${count(found.data?.count ?? 0)} 户`,
          `${found.data?.count ?? 0} differ in ${month}`,
        )}
      </h2>
      <p className="mute">
        {say(
          '对账只找不同，不改账。照原因一户一户查：向银行要回盘、在名单里重发，或者请技术人员看台账。',
          'Reconciliation finds differences and mends nothing. Look into each by its cause: ask the bank for its answer, send the line again from its list, or have the ledger looked at.',
        )}
      </p>
      <DataTable<Row>
        caption={say('对不上的户', 'Households that differ')}
        columns={useColumns()}
        rows={found.data === undefined ? undefined : [...found.data.rows]}
        keyOf={(row) => `${row.householdId}-${row.month}`}
        count={found.data?.count ?? 0}
        pageSize={pageSize}
        url={url}
        isWaiting={found.isFetching}
        error={found.error}
        onRetry={() => void found.refetch()}
        filters={null}
        waitingFor={say('正在取对不上的户', 'Fetching')}
        empty={<Empty title={say('这个月三处都一致', 'All agree in this month')} />}
      />
    </section>
  )
}

function useColumns(): readonly Column<Row>[] {
  const say = useSay()
  return [
    {
      name: 'household',
      zh: '家庭',
      en: 'Household',
      isHead: true,
      cell: (row) =>
        row.number === '' ? (
          <span className="mute">{say('不在您能看的范围里', 'out of your sight')}</span>
        ) : (
          <Link data-row-link to="/households/$id" params={{ id: row.householdId }}>
            {row.head} <span className="n mute">{row.number}</span>
          </Link>
        ),
    },
    {
      name: 'books',
      zh: '三处各是多少（元）',
      en: 'What each book says, yuan',
      cell: (row) => (
        <ul>
          {row.stages
            .filter(({ agrees }) => !agrees)
            .map((stage) => (
              <li key={stage.stage}>
                <b>{say(stageWords[stage.stage])}</b>{' '}
                {say(
                  `名单 ${yuan(stage.list)}，台账 ${yuan(stage.ledger)}，`,
                  `list ${yuan(stage.list)}, ledger ${yuan(stage.ledger)}, `,
                )}
                {say('银行 ', 'bank ')}
                {stage.bank === null ? '—' : yuan(stage.bank)}
              </li>
            ))}
        </ul>
      ),
    },
    { name: 'cause', zh: '可能的原因', en: 'Probable cause', cell: (row) => say(row.cause) },
  ]
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { DownloadButton } from '#design/console/download.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { closesPage, Empty, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { useClient, type Wire } from '#platform/http/client.ts'
import { useMay } from '#finance/payouts/ui/use-may.ts'
import { stageWords } from '../labels.ts'
import * as paths from '../wire.ts'
import { Differences } from './differences.tsx'

type Books = Wire<paths.Reconciliation>
type Row = Books['rows'][number]

/** Pay list, ledger and bank, month by month: three columns that say the same, or a line that says where they differ. */
export function ReconciliationPage() {
  const say = useSay()
  const client = useClient()
  const may = useMay()
  const url = useTableUrl()
  const year = Number(url.state['year'] ?? 0) || undefined
  const found = useQuery({
    queryKey: ['reconciliation', year ?? 0],
    queryFn: () => client.call(paths.readReconciliation, { query: { year } }),
  })
  closesPage(found.error)
  return (
    <div className="p-pay">
      <PageHead
        title={say('对账', 'Reconciliation')}
        says={say(
          '发放名单、台账、银行三处，每月每项一分不差；差了的一户一户列出来。每天夜里也对一遍。',
          'Pay list, ledger and bank agree to the fen, or each household that differs is listed. Asked every night as well.',
        )}
      >
        {may('reconciliation.export') ? (
          <DownloadButton
            fetchFile={() => client.file({ ...paths.exportReconciliation, query: year === undefined ? {} : { year } })}
          >
            {say('导出对账表 .xlsx', 'Export .xlsx')}
          </DownloadButton>
        ) : null}
      </PageHead>
      {found.isError ? <Trouble error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Waiting what={say('正在对账', 'Reconciling')} /> : null}
      {found.data === undefined ? null : <YearView books={found.data} url={url} />}
    </div>
  )
}

export function YearView({ books, url }: { books: Books; url: TableUrl }) {
  const say = useSay()
  return (
    <>
      <Verdict books={books} />
      <div className="row noprint" role="group" aria-label={say('哪一年', 'Which year')}>
        {yearsAround(books).map((year) => (
          <button
            key={year}
            type="button"
            className="ro-chip"
            aria-pressed={year === books.year}
            onClick={() => url.set({ year, programme: undefined, month: undefined })}
          >
            {year}
          </button>
        ))}
      </div>
      {books.rows.length === 0 ? (
        <Empty title={say(`${books.year} 年还没有发过`, `Nothing was paid in ${books.year}`)}>
          <p className="mute">
            <Link to="/pay">{say('到发放名单看看', 'See the pay lists')}</Link>
          </p>
        </Empty>
      ) : (
        books.rows.map((row) => <OneMonth key={`${row.programme}-${row.month}`} row={row} />)
      )}
      <Differences url={url} />
    </>
  )
}

/** The year before and, where one has begun, the year after. */
const yearsAround = ({ year, asOf }: Books): number[] =>
  [year - 1, year, year + 1].filter((one) => one <= Number(asOf.slice(0, 4)))

function Verdict({ books }: { books: Books }) {
  const say = useSay()
  if (books.rows.length === 0) return null
  return (
    <p className={books.differences === 0 ? 'note' : 'note late'}>
      <State tone={books.differences === 0 ? 'ok' : 'late'}>
        {books.differences === 0
          ? say('三处一分不差', 'The three books agree to the fen')
          : say(
              `${count(books.differences)} 户对不上，在下面对应的月份里点开看`,
              `${many(books.differences, 'household differs', 'households differ')}; open below the month`,
            )}
      </State>
    </p>
  )
}

function OneMonth({ row }: { row: Row }) {
  const say = useSay()
  const month = `${row.month.slice(0, 4)}年${Number(row.month.slice(5))}月`
  const title = say(`${row.words.zh} ${month}`, `${row.words.en} ${row.month}`)
  return (
    <Panel title={title} asOf={say('元', 'yuan')}>
      <Wide label={title}>
        <table className="tb cards sums">
          <thead>
            <tr>
              <th scope="col">{say('环节', 'Stage')}</th>
              <th scope="col" className="r">
                {say('发放名单', 'Pay list')}
              </th>
              <th scope="col" className="r">
                {say('台账', 'Ledger')}
              </th>
              <th scope="col" className="r">
                {say('银行', 'Bank')}
              </th>
              <th scope="col" className="r">
                {say('一致吗', 'Same?')}
              </th>
            </tr>
          </thead>
          <tbody>
            {row.stages.map((stage) => (
              <tr key={stage.stage}>
                <th scope="row">{say(stageWords[stage.stage])}</th>
                <td className="r" data-label={say('发放名单', 'Pay list')}>
                  {yuan(stage.list)}
                </td>
                <td className="r" data-label={say('台账', 'Ledger')}>
                  {yuan(stage.ledger)}
                </td>
                <td className="r" data-label={say('银行', 'Bank')}>
                  {stage.bank === null ? <span className="mute">—</span> : yuan(stage.bank)}
                </td>
                <td className="r" data-label={say('一致吗', 'Same?')}>
                  <State tone={stage.agrees ? 'ok' : 'late'}>
                    {stage.agrees ? say('一致', 'same') : say('不一致', 'differs')}
                  </State>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <p className="pay-signs pay-doors">
        {row.differences === 0 ? null : (
          <Link to="." search={{ programme: row.programme, month: row.month } as never} hash="differences">
            {say(`看这 ${count(row.differences)} 户`, `See these ${many(row.differences, 'household')}`)}
          </Link>
        )}
        {row.runs.map((run) => (
          <Link key={run.id} to="/pay/$id" params={{ id: run.id }}>
            {say(`名单 ${run.number}`, `List ${run.number}`)}
          </Link>
        ))}
      </p>
    </Panel>
  )
}

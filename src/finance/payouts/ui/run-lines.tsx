import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, difference, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { DataTable, type Column } from '#design/console/table.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { LineState, Movement } from '../wire.ts'
import { whyWords } from '../written-why.ts'
import type { Line, Run } from './model.ts'
import { AccountForm, ReissueForm } from './account-forms.tsx'
import { linesPerPage, readLines } from './pay-calls.ts'
import { useMay } from './use-may.ts'
import { lineFaces, lineOrder, monthZh, movementOrder, movementWords } from './words.ts'

/** The lines behind every number of this page, filtered by the address. */
export function RunLines({ run }: { run: Run }) {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const state = LineState.safeParse(url.state['state']).data
  const movement = Movement.safeParse(url.state['movement']).data
  const page = Number(url.state['page'] ?? 1)
  const lines = useQuery({
    queryKey: ['pay', 'lines', run.id, state ?? '', movement ?? '', page],
    placeholderData: keepPreviousData,
    queryFn: () => readLines(client, run.id, { state, movement, page }),
  })
  const filters = [
    state === undefined ? '' : say(lineFaces[state]),
    movement === undefined ? '' : say(movementWords[movement]),
  ]
    .filter((text) => text !== '')
    .join('，')
  return (
    <section className="gap-top" id="lines" aria-labelledby="lines-title">
      <h2 id="lines-title">
        {lines.data === undefined
          ? say('名单', 'Lines')
          : say(
              `${count(lines.data.count)} 笔，${yuan(lines.data.amount)} 元`,
              `${many(lines.data.count, 'line')}, ${yuan(lines.data.amount)} yuan`,
            )}
      </h2>
      <Chips run={run} url={url} now={{ state, movement }} />
      <DataTable<Line>
        caption={say('这张名单的每一笔', 'Every line of this list')}
        columns={useColumns()}
        rows={lines.data === undefined ? undefined : [...lines.data.rows]}
        keyOf={({ id }) => id}
        count={lines.data?.count ?? 0}
        pageSize={linesPerPage}
        url={url}
        isLean
        isWaiting={lines.isFetching}
        error={lines.error}
        onRetry={() => void lines.refetch()}
        filters={filters === '' ? null : filters}
        waitingFor={say('正在取每一笔', 'Fetching the lines')}
        empty={<Empty title={say('名单上一笔也没有', 'The list is empty')} />}
      />
    </section>
  )
}

function Chips({
  run,
  url,
  now,
}: {
  run: Run
  url: TableUrl
  now: { readonly state: LineState | undefined; readonly movement: Movement | undefined }
}) {
  const say = useSay()
  const isAll = now.state === undefined && now.movement === undefined
  return (
    <div className="ro-filt noprint" role="group" aria-label={say('筛选', 'Filter')}>
      <button type="button" className="ro-chip" aria-pressed={isAll} onClick={() => url.clear()}>
        {say('全部', 'All')} <span>{count(onList(run))}</span>
      </button>
      {lineOrder
        .filter((state) => (run.states[state]?.count ?? 0) > 0)
        .map((state) => (
          <button
            key={state}
            type="button"
            className="ro-chip"
            aria-pressed={now.state === state}
            onClick={() => url.set({ state, movement: undefined })}
          >
            {say(lineFaces[state])} <span>{count(run.states[state]?.count ?? 0)}</span>
          </button>
        ))}
      {movementOrder
        .filter((movement) => movement !== 'same' && (run.movements[movement]?.count ?? 0) > 0)
        .map((movement) => (
          <button
            key={movement}
            type="button"
            className="ro-chip"
            aria-pressed={now.movement === movement}
            onClick={() => url.set({ movement, state: undefined })}
          >
            {say(movementWords[movement])} <span>{count(run.movements[movement]?.count ?? 0)}</span>
          </button>
        ))}
    </div>
  )
}

/** Every line, the held ones among them: `run.lines` counts what is to be paid. */
const onList = (run: Run): number => lineOrder.reduce((sum, state) => sum + (run.states[state]?.count ?? 0), 0)

function useColumns(): readonly Column<Line>[] {
  const say = useSay()
  const may = useMay()
  return [
    {
      name: 'head',
      zh: '户主',
      en: 'Head',
      isHead: true,
      cell: (line) => {
        const name = (
          <>
            {line.head} <span className="n mute">{line.number}</span>
          </>
        )
        return may('households.read') ? (
          <Link data-row-link to="/households/$id" params={{ id: line.householdId }}>
            {name}
          </Link>
        ) : (
          name
        )
      },
    },
    { name: 'place', zh: '镇街 · 村', en: 'Place', isOptional: true, cell: (line) => line.place },
    {
      name: 'month',
      zh: '哪个月',
      en: 'Month',
      isOptional: true,
      cell: (line) =>
        ({
          regular: line.month,
          arrears: say(`补 ${monthZh(line.month)}`, `arrears ${line.month}`),
          refund: say(`退 ${monthZh(line.month)}`, `refund ${line.month}`),
        })[line.kind],
    },
    { name: 'before', zh: '上月', en: 'Before', align: 'right', isOptional: true, cell: beforeOf },
    { name: 'amount', zh: '金额（元）', en: 'Yuan', align: 'right', cell: (line) => <Amount line={line} /> },
    { name: 'why', zh: '为什么', en: 'Why', cell: (line) => say(line.why) },
    { name: 'state', zh: '到哪了', en: 'State', cell: (line) => <LineStanding line={line} /> },
  ]
}

/** What is due; where some of it is kept back against a claim, also what the bank gets. */
export function Amount({ line }: { line: Line }) {
  const say = useSay()
  if (line.deducted === '0') return yuan(line.amount)
  return (
    <>
      {yuan(line.amount)}
      <br />
      <span className="small">
        {say(
          `扣 ${yuan(line.deducted)}，实发 ${yuan(String(BigInt(line.amount) - BigInt(line.deducted)))}`,
          `${yuan(line.deducted)} kept back, ${yuan(String(BigInt(line.amount) - BigInt(line.deducted)))} sent`,
        )}
      </span>
    </>
  )
}

/** What was paid last month; where it is another amount now, by how much. */
export function beforeOf(line: Line) {
  if (line.before === null) return <span className="mute">—</span>
  if (line.before === line.amount) return yuan(line.before)
  return (
    <>
      {yuan(line.before)}
      <br />
      <span className="small mute">{difference(BigInt(line.amount) - BigInt(line.before), '')}</span>
    </>
  )
}

/** Where one line stands; a returned one carries its reason and the two ways on. */
export function LineStanding({ line }: { line: Line }) {
  const say = useSay()
  const may = useMay()
  const face = lineFaces[line.state]
  return (
    <div className="pay-standing">
      <State tone={face.tone} shape={face.shape}>
        {say(face)}
      </State>
      {line.paidOn === null ? null : <span className="n mute"> {line.paidOn}</span>}
      {line.hold === null ? null : <p className="small">{say(whyWords(line.hold.why))}</p>}
      {line.stopped === null ? null : <p className="small">{say(line.stopped)}</p>}
      {line.account === null && line.state !== 'paid' && line.state !== 'stopped' ? (
        <p className="small">{say('没有审过的收款账户', 'no approved account')}</p>
      ) : null}
      {line.returned === null || line.state === 'paid' ? null : (
        <p className="small">
          <span className="n">{line.returned.on}</span> {say(whyWords(line.returned.reason))}
        </p>
      )}
      {line.state === 'returned' && may('payouts.enter-account') ? (
        <div className="row noprint">
          <AccountForm householdId={line.householdId} label={say('改收款账户', 'Correct the account')} />
          {may('payouts.make') ? <ReissueForm lineId={line.id} /> : null}
        </div>
      ) : null}
    </div>
  )
}

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { SelectField } from '#design/console/fields.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { State } from '#design/console/shape.tsx'
import { DataTable, type Column } from '#design/console/table.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import type { RunCard } from './model.ts'
import { HoldsPanel } from './holds-panel.tsx'
import { makeRun, readChoices, readRuns, runsPerPage } from './pay-calls.ts'
import { ProposedAccounts } from './proposed-accounts.tsx'
import { useMay } from './use-may.ts'
import { monthZh, runFaces } from './words.ts'

/** Month by month: one list per programme, from computed to settled; what is held stands beside it. */
export function PayRunsPage() {
  const say = useSay()
  return (
    <div className="p-pay">
      <PageHead
        title={say('发放', 'Payments')}
        says={say(
          '一个月一张名单：算好、冻结、第二个人批准、发给银行、回盘入账。每一笔钱只发一次。',
          'One list a month: computed, frozen, approved by a second person, sent to the bank, its answer booked. Nothing is paid twice.',
        )}
      />
      <NewRun />
      <RunList />
      <ProposedAccounts />
      <HoldsPanel />
    </div>
  )
}

function RunList() {
  const say = useSay()
  const may = useMay()
  const client = useClient()
  const url = useTableUrl()
  const page = Math.max(1, Number(url.state['page'] ?? 1) || 1)
  const runs = useQuery({
    queryKey: ['pay', 'runs', page],
    placeholderData: keepPreviousData,
    queryFn: () => readRuns(client, page),
  })
  return (
    <section className="gap-top" aria-labelledby="runs-title">
      <h2 id="runs-title">{say('每月的名单', 'Monthly lists')}</h2>
      <DataTable<RunCard>
        caption={say('每月的发放名单', 'Monthly pay lists')}
        columns={useColumns()}
        rows={runs.data?.rows}
        keyOf={({ id }) => id}
        count={runs.data?.count ?? 0}
        pageSize={runsPerPage}
        url={url}
        isWaiting={runs.isFetching}
        error={runs.error}
        onRetry={() => void runs.refetch()}
        filters={null}
        waitingFor={say('正在取名单', 'Fetching the lists')}
        empty={
          <Empty title={say('还没有发放名单', 'No pay list yet')}>
            <p className="mute">
              {may('payouts.make')
                ? say(
                    '有了确认的待遇，从上面选项目和月份，算第一张。',
                    'Once rights are decided, compute the first list above.',
                  )
                : say(
                    '有了确认的待遇，由财务人员算第一张。',
                    'Once rights are decided, a finance officer computes the first.',
                  )}
            </p>
          </Empty>
        }
      />
    </section>
  )
}

function useColumns(): readonly Column<RunCard>[] {
  const say = useSay()
  return [
    {
      name: 'number',
      zh: '名单',
      en: 'List',
      isHead: true,
      cell: (run) => (
        <Link data-row-link to="/pay/$id" params={{ id: run.id }}>
          {say(`${run.programmeZh} ${monthZh(run.month)}`, `${run.programmeEn} ${run.month}`)}
        </Link>
      ),
    },
    {
      name: 'code',
      zh: '编号',
      en: 'Number',
      isOptional: true,
      cell: (run) => <span className="n">{run.number}</span>,
    },
    {
      name: 'state',
      zh: '到哪一步',
      en: 'Stage',
      cell: (run) => (
        <State tone={runFaces[run.state].tone} shape={runFaces[run.state].shape}>
          {say(runFaces[run.state])}
        </State>
      ),
    },
    { name: 'lines', zh: '笔', en: 'Lines', align: 'right', cell: (run) => count(run.lines) },
    { name: 'amount', zh: '金额（元）', en: 'Yuan', align: 'right', cell: (run) => yuan(run.amount) },
    { name: 'paid', zh: '发到（元）', en: 'Paid, yuan', align: 'right', cell: (run) => yuan(run.paidAmount) },
    {
      name: 'open',
      zh: '要看的',
      en: 'To look at',
      cell: (run) => <Signs run={run} />,
    },
    { name: 'due', zh: '最迟哪天', en: 'Due', isOptional: true, cell: (run) => <span className="n">{run.dueOn}</span> },
  ]
}

function Signs({ run }: { run: RunCard }) {
  const say = useSay()
  const signs = [
    ...(run.returnedLines === 0
      ? []
      : [{ tone: 'late' as const, text: say(`退回 ${count(run.returnedLines)} 笔`, `${run.returnedLines} returned`) }]),
    ...(run.heldLines === 0
      ? []
      : [{ tone: 'soon' as const, text: say(`暂缓 ${count(run.heldLines)} 笔`, `${run.heldLines} held`) }]),
    ...(run.short === null
      ? []
      : [{ tone: 'late' as const, text: say(`预算差 ${yuan(run.short)} 元`, `short of ${yuan(run.short)} yuan`) }]),
    ...(run.isLate ? [{ tone: 'late' as const, text: say('过了期限', 'late') }] : []),
  ]
  if (signs.length === 0) return <span className="mute">{say('没有', 'nothing')}</span>
  return (
    <span className="pay-signs">
      {signs.map(({ tone, text }) => (
        <State key={text} tone={tone}>
          {text}
        </State>
      ))}
    </span>
  )
}

function NewRun() {
  const say = useSay()
  const may = useMay()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const choices = useQuery({ queryKey: ['pay', 'choices'], queryFn: () => readChoices(client), retry: false })
  const [programme, setProgramme] = useState('')
  const chosen = choices.data?.programmes.find(({ value }) => value === programme)
  const month = chosen?.nextMonth ?? choices.data?.month ?? ''
  const press = usePress(async (wish: { programme: string; month: string }, key) => {
    const { id } = await makeRun(client, wish, key)
    await queries.invalidateQueries({ queryKey: ['pay'] })
    await navigate({ to: '/pay/$id', params: { id } })
  })
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (programme !== '') void press.send({ programme, month })
  }
  // Whoever may only read sees the lists without the form that makes one.
  if (choices.data === undefined || !may('payouts.make')) return null
  return (
    <Panel title={say('算一张名单', 'Compute a list')}>
      <form className="fields pay-new" onSubmit={send}>
        <SelectField
          label={say('哪一项待遇', 'Programme')}
          ask={say('请选', 'Choose')}
          value={programme}
          onChange={setProgramme}
          choices={choices.data.programmes.map((one) => ({
            value: one.value,
            label: say(`${one.zh}（${count(one.rights)} 户在发）`, `${one.en} (${many(one.rights, 'household')})`),
          }))}
        />
        <p className="mute">
          {programme === ''
            ? say('选了项目，再看是哪个月。', 'Choose a programme to see the month.')
            : say(`发 ${monthZh(month)} 的钱。`, `For the month ${month}.`)}
        </p>
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className="btn" disabled={programme === '' || press.isBusy}>
            {press.isBusy ? say('正在算…', 'Computing…') : say('算名单', 'Compute the list')}
          </button>
        </div>
      </form>
    </Panel>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { closesPage, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import type { BudgetRow } from './model.ts'
import { oneOffSerial } from '../once/one-off.ts'
import { AllotmentForm } from './allotment-form.tsx'
import { AllotmentList } from './allotment-list.tsx'
import { budgetCards, type BudgetCard } from './budget-cards.ts'
import { readBudgets, readNewestRuns } from './pay-calls.ts'
import { useMay } from './use-may.ts'
import { sourceWords } from './words.ts'

/** Whose money there is, what is promised and spent, and how long it lasts at the present rate. */
export function BudgetsPage() {
  const say = useSay()
  const client = useClient()
  const may = useMay()
  const url = useTableUrl()
  const year = Number(url.state['year'] ?? 0) || undefined
  const budgets = useQuery({ queryKey: ['pay', 'budgets', year ?? 0], queryFn: () => readBudgets(client, year) })
  const runs = useQuery({ queryKey: ['pay', 'runs', 'newest'], queryFn: () => readNewestRuns(client) })
  closesPage(budgets.error)
  return (
    <div className="p-pay">
      <PageHead
        title={say('预算', 'Budgets')}
        says={say(
          '法定救助的钱不够，不停任何一户的待遇，只是名单等钱，并在这里亮出来。封顶的资金不够就不收新的。',
          'When money for statutory aid is short no right ends; the list waits and it shows here. Capped funds take nothing more.',
        )}
      />
      {budgets.isError ? <Trouble error={budgets.error} onRetry={() => void budgets.refetch()} /> : null}
      {budgets.isPending ? <Waiting what={say('正在取预算', 'Fetching budgets')} /> : null}
      {budgets.data === undefined ? null : budgets.data.length === 0 ? (
        <p className="tell">
          {year === undefined
            ? say('还没有登记过拨入的指标。', 'No allotment is recorded yet. ')
            : say(`${year} 年没有登记过拨入的指标。`, `No allotment is recorded for ${year}. `)}
          {may('payouts.allot')
            ? say('第一笔从下面登记。', 'Enter the first below.')
            : say('由财务负责人在这一页登记。', 'The head of finance records them on this page.')}
        </p>
      ) : (
        budgetCards([...budgets.data], [...(runs.data ?? [])]).map((card) => (
          <OneBudget key={`${card.programme}-${card.year}`} card={card} />
        ))
      )}
      <AllotmentList year={year} url={url} />
      <AllotmentForm />
    </div>
  )
}

function OneBudget({ card }: { card: BudgetCard }) {
  const say = useSay()
  return (
    <Panel title={say(`${card.zh} ${card.year} 年`, `${card.en} ${card.year}`)} asOf={say('元', 'yuan')}>
      <HowLong card={card} />
      <Wide label={say(`${card.zh}预算`, `Budget of ${card.en}`)}>
        <table className="tb cards sums">
          <thead>
            <tr>
              <th scope="col">{say('哪一级的钱', 'Level')}</th>
              {columns.map(({ name, zh, en }) => (
                <th scope="col" className="r" key={name}>
                  {say(zh, en)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {card.rows.map((row) => (
              <tr key={row.source}>
                <th scope="row">{say(sourceWords[row.source] ?? { zh: row.source, en: row.source })}</th>
                {columns.map(({ name, zh, en }) => (
                  <td className="r" key={name} data-label={say(zh, en)}>
                    {yuan(row[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Panel>
  )
}

const columns: readonly {
  name: 'allotted' | 'reserved' | 'payable' | 'inBank' | 'paid' | 'returned' | 'recovery' | 'toRefund' | 'free'
  zh: string
  en: string
}[] = [
  { name: 'allotted', zh: '拨入', en: 'Allotted' },
  { name: 'reserved', zh: '预留', en: 'Reserved' },
  { name: 'payable', zh: '应付', en: 'Payable' },
  { name: 'inBank', zh: '在银行', en: 'With the bank' },
  { name: 'paid', zh: '发到', en: 'Paid' },
  { name: 'returned', zh: '退回', en: 'Returned' },
  { name: 'recovery', zh: '应追回', en: 'To recover' },
  { name: 'toRefund', zh: '应退还', en: 'To refund' },
  { name: 'free', zh: '还没动', en: 'Free' },
] satisfies readonly { name: keyof BudgetRow; zh: string; en: string }[]

function HowLong({ card }: { card: BudgetCard }) {
  const say = useSay()
  const { covered, shortFrom } = card.months
  if (oneOffSerial(card.programme) !== null)
    return (
      <p className="mute">
        {say('这笔钱只发一次，不按月算够不够。', 'Paid once: how many months it lasts is no question.')}
      </p>
    )
  const door = (
    <Link to="/pay">
      {card.lastRun === null
        ? say('还没有名单', 'no list yet')
        : say(
            `照 ${card.lastRun.number} 的 ${yuan(card.lastRun.amount)} 元一个月`,
            `at ${yuan(card.lastRun.amount)} yuan a month (${card.lastRun.number})`,
          )}
    </Link>
  )
  if (covered === null)
    return (
      <p className="mute">
        {say('还没有发过，算不出够几个月：', 'Nothing was paid yet, so how long it lasts is unknown: ')}
        {door}
      </p>
    )
  return (
    <p className="pay-signs">
      {card.short > 0n ? (
        <State tone="late">{say(`已经差 ${yuan(card.short)} 元`, `already short of ${yuan(card.short)} yuan`)}</State>
      ) : null}
      <State tone={shortFrom === null ? 'ok' : covered <= 2 ? 'late' : 'soon'}>
        {shortFrom === null
          ? say('够发到年底', 'enough to the end of the year')
          : say(
              `还够 ${count(covered)} 个月，${shortFrom} 月起不够`,
              `enough for ${many(covered, 'month')}, short from month ${shortFrom}`,
            )}
      </State>
      <span className="mute">{door}</span>
    </p>
  )
}

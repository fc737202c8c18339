import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CasePanel } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { CutShort } from '#design/console/list-pages.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import type { AnswerOf } from '#platform/http/client.ts'
import type { readHouseholdMoney } from '../wire.ts'
import { AccountForm, AccountList } from './account-forms.tsx'
import { groupsOf, HoldGroup } from './hold-group.tsx'
import { holdPayment, readMoney } from './pay-calls.ts'
import { Amount, LineStanding } from './run-lines.tsx'
import { useMay } from './use-may.ts'
import { momentText, monthZh } from './words.ts'
import { whyWords } from '../written-why.ts'

type Money = AnswerOf<typeof readHouseholdMoney>

/** Rights, payments, accounts and holds of one household: on the case page and on the household's own. */
export function PaymentPanel({ householdId }: { householdId: string }) {
  const say = useSay()
  const may = useMay()
  const client = useClient()
  const money = useQuery({ queryKey: ['pay', 'household', householdId], queryFn: () => readMoney(client, householdId) })
  const isNothing = money.data !== undefined && money.data.rights.length === 0 && money.data.payments.length === 0
  return (
    <CasePanel
      title={say('待遇和发放', 'Rights and payments')}
      id="panel-payments"
      isWaiting={money.isPending}
      error={money.error}
      onRetry={() => void money.refetch()}
      asOf={say('元', 'yuan')}
      empty={
        isNothing
          ? say(
              '这一户还没有确认的待遇。确认决定作出以后，从下个月起按月发放。',
              'No right is confirmed yet. After the decision it is paid monthly, from the month after.',
            )
          : null
      }
      actions={
        money.data === undefined || !may('payouts.enter-account') ? null : (
          <AccountForm householdId={householdId} label={say('登记收款账户', 'Record an account')} />
        )
      }
    >
      {money.data === undefined ? null : <Everything money={money.data} mayHold={may('payouts.hold')} />}
    </CasePanel>
  )
}

function Everything({ money, mayHold }: { money: Money; mayHold: boolean }) {
  const say = useSay()
  return (
    <>
      <Rights money={money} mayHold={mayHold} />
      <h3>{say('收款账户', 'Accounts')}</h3>
      <AccountList accounts={[...money.accounts]} />
      {money.holds.length === 0 ? null : (
        <>
          <h3>{say('暂缓', 'Holds')}</h3>
          <ul className="pay-list">
            {groupsOf(money.holds).map((group) => (
              <HoldGroup key={group[0].programme} holds={group} />
            ))}
          </ul>
        </>
      )}
      <h3>{say('发过的和要发的', 'Payments')}</h3>
      <Payments money={money} />
      <CutShort
        shown={money.payments.length}
        all={money.paymentCount}
        how={{ zh: '更早的在当月的发放名单里。', en: 'Earlier ones stand on the lists of their months.' }}
      />
      {money.recoveries.length === 0 ? null : (
        <>
          <h3>{say('多发要追回的', 'To be recovered')}</h3>
          <ul className="pay-list">
            {money.recoveries.map((one) => (
              <li key={`${one.programme}-${one.month}-${one.amount}`}>
                {monthZh(one.month)} <span className="n">{yuan(one.amount)}</span> {say('元', 'yuan')} ·{' '}
                {say(whyWords(one.why))}
              </li>
            ))}
          </ul>
          <p className="small">
            <Link to="/recovery">{say('到“追回”登记还款', 'Record repayments under Recovery')}</Link>
          </p>
        </>
      )}
    </>
  )
}

function Rights({ money, mayHold }: { money: Money; mayHold: boolean }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const per = { month: say('每月', 'a month'), year: say('每年', 'a year'), once: say('一次', 'once') }
  return (
    <ul className="pay-list">
      {money.rights.map((right) => (
        <li key={right.id}>
          <div className="pay-row-head">
            <b>{say(right.programmeZh, right.programmeEn)}</b>
            <State tone={right.until === null ? 'ok' : 'still'}>
              {right.until === null
                ? say(`${monthZh(right.from)}起`, `from ${right.from}`)
                : say(`${monthZh(right.from)}到${monthZh(right.until)}`, `${right.from} to ${right.until}`)}
            </State>
            <span className="mute">{say(right.source)}</span>
          </div>
          <ul className="pay-versions">
            {right.versions.map((version) => (
              <li key={version.version} className={version.isUndone ? 'mute' : undefined}>
                <span className="n">
                  {version.amount === null || version.per === null
                    ? say('结束', 'ended')
                    : `${per[version.per]} ${yuan(version.amount)} ${say('元', 'yuan')}`}
                </span>{' '}
                {say(`${monthZh(version.from)}起`, `from ${version.from}`)} · {say(whyWords(version.why))}{' '}
                <span className="small mute">
                  {version.by.name} {momentText(version.by.at)}
                  {version.isUndone ? say('，撤回了', ', taken back') : ''}
                </span>
              </li>
            ))}
          </ul>
          {mayHold ? (
            <div className="row noprint">
              <ConfirmWithReason
                label={say('暂缓发放', 'Hold the payment')}
                says={say('暂缓只停钱，不停待遇。查清以后放行或不发。', 'A hold stops the money, never the right.')}
                askReason={say('为什么暂缓', 'Why')}
                act={async (reason, key) => {
                  const { householdId } = money
                  await holdPayment(client, { householdId, programme: right.programme, reason, key })
                  await queries.invalidateQueries({ queryKey: ['pay'] })
                }}
              />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Payments({ money }: { money: Money }) {
  const say = useSay()
  if (money.payments.length === 0) return <p className="mute">{say('还没有上过名单。', 'Not on any list yet.')}</p>
  return (
    <Wide label={say('每个月的发放', 'Payments month by month')}>
      <table className="tb cards sums">
        <thead>
          <tr>
            <th scope="col">{say('哪个月', 'Month')}</th>
            <th scope="col" className="r">
              {say('金额', 'Amount')}
            </th>
            <th scope="col">{say('到哪了', 'State')}</th>
            <th scope="col">{say('为什么', 'Why')}</th>
          </tr>
        </thead>
        <tbody>
          {money.payments.map((line) => (
            <tr key={line.id}>
              <th scope="row" className="n">
                <Link to="/pay/$id" params={{ id: line.runId }}>
                  {line.month}
                </Link>
              </th>
              <td className="r" data-label={say('金额', 'Amount')}>
                <Amount line={line} />
              </td>
              <td data-label={say('到哪了', 'State')}>
                <LineStanding line={line} />
              </td>
              <td data-label={say('为什么', 'Why')}>{say(line.why)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

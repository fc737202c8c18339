import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import type { ReturnReport } from './model.ts'
import { bookReturn, readReturn } from './pay-calls.ts'
import { useMay } from './use-may.ts'
import { momentText } from './words.ts'

/** A return file: on trial it says what would happen and what is wrong, line by line; booked, what it did. */
export function ReturnPage() {
  const say = useSay()
  const client = useClient()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const found = useQuery({ queryKey: ['pay', 'return', id], queryFn: () => readReturn(client, id) })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在读回盘', 'Reading the return file')} />
  return <ReturnView report={found.data} />
}

export function ReturnView({ report }: { report: ReturnReport }) {
  const say = useSay()
  const isBooked = report.state === 'booked'
  return (
    <div className="p-pay">
      <Crumbs here={report.name}>
        <Link to="/pay">{say('发放', 'Payments')}</Link>
        <span aria-hidden="true">/</span>
        <Link to="/pay/$id" params={{ id: report.runId }}>
          {report.batch}
        </Link>
      </Crumbs>
      <PageHead
        title={say('银行回盘', 'The bank’s answer')}
        says={
          isBooked
            ? say(
                `${report.booked?.name ?? ''} ${momentText(report.booked?.at ?? '')} 入账。`,
                `Booked by ${report.booked?.name ?? ''}, ${momentText(report.booked?.at ?? '')}.`,
              )
            : say('这是试读，一笔也没有入账。', 'Read on trial; nothing has been booked.')
        }
      >
        <State tone={isBooked ? 'ok' : report.faultCount > 0 ? 'late' : 'go-on'}>
          {isBooked
            ? say('入账了', 'Booked')
            : report.faultCount > 0
              ? say('不能入账', 'Cannot be booked')
              : say('可以入账', 'Ready to book')}
        </State>
      </PageHead>
      <ReturnSums report={report} />
      {isBooked || report.faultCount === 0 ? null : <FaultList report={report} />}
      {report.returnedLines.length === 0 ? null : <ReturnedLines report={report} />}
      {isBooked ? <AfterBooking report={report} /> : <BookIt report={report} />}
    </div>
  )
}

function ReturnSums({ report }: { report: ReturnReport }) {
  const say = useSay()
  const isBooked = report.state === 'booked'
  const rows = [
    { name: 'paid', title: isBooked ? say('发到', 'Paid') : say('会记成发到', 'Would be paid'), sum: report.paid },
    {
      name: 'returned',
      title: isBooked ? say('退回', 'Returned') : say('会记成退回', 'Would be returned'),
      sum: report.returned,
    },
    { name: 'waiting', title: say('银行还没回', 'Not answered yet'), sum: report.waiting },
  ]
  return (
    <Panel title={say('这份文件说了什么', 'What the file says')} asOf={report.encoding ?? say('工作簿', 'workbook')}>
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{say('结果', 'Result')}</th>
            <th scope="col" className="r">
              {say('笔', 'Lines')}
            </th>
            <th scope="col" className="r">
              {say('金额（元）', 'Yuan')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, title, sum }) => (
            <tr key={name}>
              <th scope="row">{title}</th>
              <td className="r">{count(sum.count)}</td>
              <td className="r">{yuan(sum.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.known === 0 ? null : (
        <p className="mute small">
          {say(
            `另有 ${count(report.known)} 笔先前已经回过，结果一样，不再起作用。`,
            `${many(report.known, 'line')} answered the same way before; no further effect.`,
          )}
        </p>
      )}
    </Panel>
  )
}

function FaultList({ report }: { report: ReturnReport }) {
  const say = useSay()
  return (
    <Panel
      title={say(
        `${count(report.faultCount)} 处不对，一笔也不入账`,
        `${many(report.faultCount, 'fault')}; nothing is booked`,
      )}
      id="faults"
    >
      <Wide label={say('哪里不对', 'What is wrong')}>
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">{say('行', 'Row')}</th>
              <th scope="col">{say('列', 'Column')}</th>
              <th scope="col">{say('哪里不对，怎么办', 'What is wrong, what now')}</th>
            </tr>
          </thead>
          <tbody>
            {report.faults.map((fault, index) => (
              <tr key={`${fault.code}-${fault.row ?? 'file'}-${index}`}>
                <th scope="row" className="n">
                  {fault.row ?? say('整份', 'file')}
                </th>
                <td className="n">{fault.column ?? '—'}</td>
                <td>{say(fault)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {report.faultCount > report.faults.length ? (
        <p className="mute small">
          {say(`只列出前 ${report.faults.length} 处。`, `The first ${report.faults.length} are listed.`)}
        </p>
      ) : null}
    </Panel>
  )
}

function ReturnedLines({ report }: { report: ReturnReport }) {
  const say = useSay()
  return (
    <Panel title={say('银行退回的', 'Returned by the bank')}>
      <Wide label={say('退回的每一笔', 'Every returned line')}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('户名', 'Holder')}</th>
              <th scope="col">{say('账号', 'Account')}</th>
              <th scope="col" className="r">
                {say('金额（元）', 'Yuan')}
              </th>
              <th scope="col">{say('银行的原因', 'The bank’s reason')}</th>
              <th scope="col">{say('接着做什么', 'What now')}</th>
            </tr>
          </thead>
          <tbody>
            {report.returnedLines.map((line) => (
              <tr key={line.reference}>
                <th scope="row">
                  {line.holder}
                  <br />
                  <span className="small mute n">{line.reference}</span>
                </th>
                <td className="n" data-label={say('账号', 'Account')}>
                  {line.account}
                </td>
                <td className="r" data-label={say('金额（元）', 'Yuan')}>
                  {yuan(line.amount)}
                </td>
                <td data-label={say('银行的原因', 'The bank’s reason')}>
                  {say(line.reason)} <span className="mute n">{line.code}</span>
                </td>
                <td data-label={say('接着做什么', 'What now')}>
                  {line.isAccount
                    ? say('改收款账户再发', 'Correct the account and send again')
                    : say('先问银行，没错就再发', 'Ask the bank, then send again')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Panel>
  )
}

function BookIt({ report }: { report: ReturnReport }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const may = useMay()
  if (report.faultCount > 0)
    return (
      <p className="note late">
        {say('请把上面几处向银行核对，拿到对的文件再传。', 'Check the above with the bank and bring the right file.')}
      </p>
    )
  if (!may('payouts.book-returns'))
    return <p className="mute gap-top">{say('等财务人员入账。', 'A finance officer books it.')}</p>
  return (
    <div className="row noprint">
      <ConfirmWithReason
        label={say('入账', 'Book it')}
        tone="main"
        says={say(
          `${count(report.paid.count)} 笔 ${yuan(report.paid.amount)} 元记成发到，${count(report.returned.count)} 笔 ${yuan(report.returned.amount)} 元记成退回。入了账不能改。`,
          `${many(report.paid.count, 'line')}, ${yuan(report.paid.amount)} yuan become paid; ${many(report.returned.count, 'line')}, ${yuan(report.returned.amount)} yuan returned. What is booked stands.`,
        )}
        act={async (_reason, key) => {
          await bookReturn(client, report.id, key)
          await queries.invalidateQueries({ queryKey: ['pay'] })
        }}
      />
    </div>
  )
}

function AfterBooking({ report }: { report: ReturnReport }) {
  const say = useSay()
  return (
    <p className="gap-top">
      <Link to="/pay/$id" params={{ id: report.runId }} search={{ state: 'returned' } as never} hash="lines">
        {report.returned.count === 0
          ? say('回到这张名单', 'Back to the list')
          : say('到名单里改退回的账户', 'Correct the returned accounts in the list')}
      </Link>
    </p>
  )
}

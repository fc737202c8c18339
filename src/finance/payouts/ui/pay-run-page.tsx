import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { FactList } from '#design/console/case-panel.tsx'
import { count, difference, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import type { Run } from './model.ts'
import { readRun } from './pay-calls.ts'
import { RunActions } from './run-actions.tsx'
import { RunFilesPanel } from './run-files.tsx'
import { RunLines } from './run-lines.tsx'
import {
  lineFaces,
  lineOrder,
  momentText,
  monthZh,
  movementOrder,
  movementWords,
  runFaces,
  sourceWords,
} from './words.ts'

/** One month of one programme: what is to be paid, what changed since last month, who did what, what came back. */
export function PayRunPage() {
  const say = useSay()
  const client = useClient()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const found = useQuery({ queryKey: ['pay', 'run', id], queryFn: () => readRun(client, id) })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取名单', 'Fetching the list')} />
  return <RunView run={found.data} />
}

export function RunView({ run }: { run: Run }) {
  const say = useSay()
  const face = runFaces[run.state]
  return (
    <div className="p-pay">
      <Crumbs here={run.number}>
        <Link to="/pay">{say('发放', 'Payments')}</Link>
      </Crumbs>
      <PageHead
        title={say(`${run.programmeZh} ${monthZh(run.month)}`, `${run.programmeEn} ${run.month}`)}
        says={
          <>
            {say(
              `${count(run.lines)} 笔，${yuan(run.amount)} 元，最迟 `,
              `${many(run.lines, 'line')}, ${yuan(run.amount)} yuan, due by `,
            )}
            <span className="n">{run.dueOn}</span>
            {say(' 发到。', '.')}
          </>
        }
      >
        <State tone={face.tone} shape={face.shape}>
          {say(face)}
        </State>
      </PageHead>
      <RunActions run={run} />
      <div className="pay-2">
        <StateSums run={run} />
        <SinceLastMonth run={run} />
      </div>
      <KeptBack run={run} />
      <Deducted run={run} />
      <Standing run={run} />
      {run.state === 'approved' || run.state === 'done' ? <RunFilesPanel run={run} /> : null}
      <RunLines run={run} />
    </div>
  )
}

/** What stays here of this list against claims, as families agreed; the bank gets the rest. */
function Deducted({ run }: { run: Run }) {
  const say = useSay()
  const { count: lines, amount } = run.deducted
  if (lines === 0) return null
  const sent = String(BigInt(run.amount) - BigInt(amount))
  return (
    <p className="note">
      {say(
        `其中 ${count(lines)} 笔按家里的书面同意扣还多发的，共 ${yuan(amount)} 元；送银行的是 ${yuan(sent)} 元。`,
        `Of it ${yuan(amount)} yuan in ${many(lines, 'line')} are kept back against claims as the families agreed; ${yuan(sent)} yuan go to the bank.`,
      )}{' '}
      <Link to="/recovery">{say('看追回', 'Recovery')}</Link>
    </p>
  )
}

/** What was approved and did not go to the bank because the right ended or fell. */
function KeptBack({ run }: { run: Run }) {
  const say = useSay()
  if (run.keptBack.count === 0) return null
  return (
    <p className="note soon">
      {say(
        `批准以后待遇停了或降了：${count(run.keptBack.count)} 笔、${yuan(run.keptBack.amount)} 元没有送银行，账上已冲回。该发的会随下一份名单补。`,
        `Rights ended or fell after approval: ${many(run.keptBack.count, 'line')}, ${yuan(run.keptBack.amount)} yuan did not go to the bank and are reversed in the ledger. What is still due comes with the next list.`,
      )}{' '}
      <Link to="." search={{ state: 'stopped' } as never} hash="lines">
        {say('看是哪几笔', 'Which lines')}
      </Link>
    </p>
  )
}

/** Counts that close: the states add up to the list, and each opens its lines. */
function StateSums({ run }: { run: Run }) {
  const say = useSay()
  const shown = lineOrder.filter((state) => (run.states[state]?.count ?? 0) > 0)
  return (
    <Panel title={say('一笔一笔到哪了', 'Where the lines stand')} asOf={say('元', 'yuan')}>
      <Wide label={say('按状态合计', 'Sums by state')}>
        <table className="tb">
          <thead>
            <tr>
              <th scope="col">{say('状态', 'State')}</th>
              <th scope="col" className="r">
                {say('笔', 'Lines')}
              </th>
              <th scope="col" className="r">
                {say('金额', 'Amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((state) => (
              <tr key={state}>
                <th scope="row">
                  <Link to="." search={{ state } as never} hash="lines">
                    <State tone={lineFaces[state].tone} shape={lineFaces[state].shape}>
                      {say(lineFaces[state])}
                    </State>
                  </Link>
                </th>
                <td className="r">{count(run.states[state]?.count ?? 0)}</td>
                <td className="r">{yuan(run.states[state]?.amount ?? '0')}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('合计', 'Total')}</th>
              <td className="r">{count(shown.reduce((sum, state) => sum + (run.states[state]?.count ?? 0), 0))}</td>
              <td className="r">
                {yuan(shown.reduce((sum, state) => sum + BigInt(run.states[state]?.amount ?? '0'), 0n))}
              </td>
            </tr>
          </tfoot>
        </table>
      </Wide>
    </Panel>
  )
}

function SinceLastMonth({ run }: { run: Run }) {
  const say = useSay()
  const { previous } = run
  return (
    <Panel
      title={say('和上月比', 'Beside last month')}
      asOf={previous === null ? say('没有上一张名单', 'no earlier list') : say(monthZh(previous.month), previous.month)}
    >
      {previous === null ? (
        <p className="mute">
          {say('这是第一张，没有可比的。', 'This is the first list; there is nothing to compare.')}
        </p>
      ) : (
        <p>
          {say('上月 ', 'Last month ')}
          <Link to="/pay/$id" params={{ id: previous.id }}>
            {say(
              `${count(previous.lines)} 笔 ${yuan(previous.amount)} 元`,
              `${many(previous.lines, 'line')}, ${yuan(previous.amount)} yuan`,
            )}
          </Link>
          {run.amount === previous.amount ? (
            say('，这个月一分不差', ', this month the same to the fen')
          ) : (
            <>
              {say('，差 ', ', difference ')}
              <b className="n">{difference(BigInt(run.amount) - BigInt(previous.amount), '')}</b>
            </>
          )}
        </p>
      )}
      <ul className="pay-moves">
        {movementOrder.map((movement) => (
          <li key={movement}>
            <Link to="." search={{ movement } as never} hash="lines">
              {say(movementWords[movement])}
            </Link>
            <span className="n">
              {say(`${count(run.movements[movement]?.count ?? 0)} 户`, count(run.movements[movement]?.count ?? 0))}
            </span>
            <span className="n r">{yuan(run.movements[movement]?.amount ?? '0')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Who did what, which sources were asked, whether the money is there. */
function Standing({ run }: { run: Run }) {
  const say = useSay()
  const by = (person: { name: string; at: string } | null) =>
    person === null ? (
      <span className="mute">{say('还没有', 'not yet')}</span>
    ) : (
      <>
        {person.name} · <span className="n">{momentText(person.at)}</span>
      </>
    )
  return (
    <Panel title={say('经手和核对', 'Hands and checks')}>
      <FactList
        facts={[
          { name: 'made', zh: '算名单', en: 'Computed by', value: by(run.madeBy) },
          { name: 'frozen', zh: '冻结', en: 'Frozen by', value: by(run.frozenBy) },
          { name: 'approved', zh: '批准', en: 'Approved by', value: by(run.approvedBy) },
          ...run.checks.map(({ name, zh, en, askedAt, holds }) => ({
            name,
            zh,
            en,
            value:
              askedAt === null ? (
                <span className="mute">{say('还没问，冻结前会问', 'not asked yet; asked before freezing')}</span>
              ) : (
                say(`${momentText(askedAt)} 问过，${holds} 户暂缓`, `asked ${momentText(askedAt)}, ${holds} held`)
              ),
          })),
          ...run.budgets.map(({ source, year, needed, free, short }) => ({
            name: `budget-${source}-${year}`,
            zh: `${sourceWords[source]?.zh ?? source} ${year}年预算`,
            en: `Budget ${sourceWords[source]?.en ?? source} ${year}`,
            value:
              short === null ? (
                say(`要 ${yuan(needed)} 元，够（还有 ${yuan(free)} 元）`, `${yuan(needed)} needed, ${yuan(free)} free`)
              ) : (
                <State tone="late">
                  {say(
                    `要 ${yuan(needed)} 元，差 ${yuan(short)} 元`,
                    `${yuan(needed)} needed, short of ${yuan(short)}`,
                  )}
                </State>
              ),
          })),
        ]}
      />
      {run.sentBack === null ? null : (
        <p className="note soon">
          {say(
            `${run.sentBack.name} ${momentText(run.sentBack.at)} 退回来过：${run.sentBack.reason}`,
            `Sent back by ${run.sentBack.name}, ${momentText(run.sentBack.at)}: ${run.sentBack.reason}`,
          )}
        </p>
      )}
    </Panel>
  )
}

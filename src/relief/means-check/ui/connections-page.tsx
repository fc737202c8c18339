import { useQuery, useQueryClient } from '@tanstack/react-query'
import { FactList } from '#design/console/case-panel.tsx'
import { count, many } from '#design/console/figures.ts'
import { useSay, type Say, type Words } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { State, type ShapeName, type Tone } from '#design/console/shape.tsx'
import { closesPage, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { factWords, unitWords } from '../labels.ts'
import { listConnections } from '../wire-connections.ts'
import { ChangeWaits, ConnectionActions } from './connection-actions.tsx'
import { NewDepartment } from './new-department.tsx'
import { Simulated } from './source-list.tsx'

export type Connection = AnswerOf<typeof listConnections>[number]
const key = ['department-connections'] as const

/** How each department is reached: whether it answers, since when it is silent, and who settled its address. */
export function ConnectionsPage() {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const list = useQuery({ queryKey: key, queryFn: ({ signal }) => client.call(listConnections, { signal }) })
  const show = (next: readonly Connection[]): void => void queries.setQueryData(key, next)
  closesPage(list.error)
  return (
    <div className="p-connections">
      <PageHead
        title={say('部门接口', 'Departments')}
        says={say(
          '核对时向谁问、问什么、多久没有回复。没有接通的部门，核对报告写“没有接通，未查”，不会当成没有问题。地址要两个人看过才用；密钥封存，填好以后谁也看不到。',
          'Whom a means check asks, about what, and for how long nothing came back. A department that is not connected is told as “not asked”, never as clean. An address is used when two people have looked at it; a secret is sealed and never shown again.',
        )}
      />
      {list.isError ? <Trouble error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Waiting what={say('正在取部门接口', 'Fetching the departments')} /> : null}
      <div className="stack">
        {(list.data ?? []).map((one) => (
          <Department key={one.department} one={one} onDone={show} />
        ))}
        {list.data?.some(({ mayConnect }) => mayConnect) ? <NewDepartment known={list.data} onDone={show} /> : null}
      </div>
    </div>
  )
}

const states: Readonly<Record<Connection['state'], Words & { readonly tone: Tone; readonly shape?: ShapeName }>> = {
  live: { zh: '已接通', en: 'connected', tone: 'ok' },
  simulated: { zh: '没有接通，由模拟器回答', en: 'not connected, the simulator answers', tone: 'still' },
  off: { zh: '已停用', en: 'switched off', tone: 'still' },
  none: { zh: '没有接通', en: 'not connected', tone: 'soon' },
}

function Department({
  one,
  onDone,
}: {
  readonly one: Connection
  readonly onDone: (next: readonly Connection[]) => void
}) {
  const say = useSay()
  const { zh, en, ...look } = states[one.state]
  return (
    <Panel title={say(one)}>
      <div className="stack">
        <p className="row">
          <State {...look}>{say({ zh, en })}</State>
          {one.isOwn ? <span className="mute">{say('本地自己加的', 'added here')}</span> : null}
          {one.state === 'simulated' ? <Simulated /> : null}
          {one.silentSince === null ? null : (
            <State tone="late">
              {say(`${momentText(one.silentSince)} 起没有回复`, `silent since ${momentText(one.silentSince)}`)}
            </State>
          )}
        </p>
        {one.off === null ? null : (
          <p className="note soon">
            {say(
              `${one.off.by} ${momentText(one.off.at)} 停用：${one.off.reason}。停用期间不问这个部门。`,
              `Switched off by ${one.off.by} on ${momentText(one.off.at)}: ${one.off.reason}. It is not asked meanwhile.`,
            )}
          </p>
        )}
        <p className="small">
          {say('上次回复：', 'Last answer: ')}
          {lastAnswer(one, say)}
          {one.lastAnswerAt === null && one.silentSince === null ? null : (
            <>
              {say('；', '; ')}
              <span className="n">{triesToday(one, say)}</span>
            </>
          )}
        </p>
        {one.change === null ? null : <ChangeWaits one={one} change={one.change} onDone={onDone} />}
        <Interface one={one} />
        {one.mayConnect ? <ConnectionActions one={one} onDone={onDone} /> : null}
      </div>
    </Panel>
  )
}

const factsOf = (one: Connection, say: Say) => [
  {
    ...{ name: 'address', zh: '地址', en: 'Address' },
    value:
      one.baseUrl ??
      (one.state === 'simulated'
        ? say('本机的模拟器，没有真的接口', 'the simulator on this machine; no real interface')
        : say('还没有', 'none yet')),
  },
  {
    ...{ name: 'secret', zh: '密钥', en: 'Secret' },
    value: one.set === null ? say('没有', 'none') : say('已封存，不再显示', 'sealed, never shown again'),
  },
  {
    ...{ name: 'set', zh: '谁核实的', en: 'Confirmed by' },
    value: one.set === null ? '—' : `${one.set.by} ${momentText(one.set.at)}`,
  },
  {
    ...{ name: 'wait', zh: '最多等', en: 'Waits' },
    value: say(`${one.timeoutMs / 1000} 秒`, many(one.timeoutMs / 1000, 'second')),
  },
  {
    ...{ name: 'valid', zh: '回复有效', en: 'Answers hold' },
    value: say(`${one.validDays} 天`, many(one.validDays, 'day')),
  },
]

const lastAnswer = ({ lastAnswerAt, silentSince }: Connection, say: Say): string => {
  if (lastAnswerAt !== null) return momentText(lastAnswerAt)
  return silentSince === null ? say('还没有问过', 'never asked') : say('从来没有回复过', 'it has never answered')
}

const triesToday = ({ answersToday, failedToday }: Connection, say: Say): string =>
  answersToday + failedToday === 0
    ? say('今天还没有问过', 'not asked today')
    : say(
        `今天回复 ${count(answersToday)} 次，没问成 ${count(failedToday)} 次`,
        `today ${many(answersToday, 'answer')}, ${many(failedToday, 'failed try', 'failed tries')}`,
      )

/**
 * How it is reached and the item directory: what this department can say, and what of the file each is compared with.
 * Folded, so that a page of many departments shows first which of them answers.
 */
function Interface({ one }: { readonly one: Connection }) {
  const say = useSay()
  return (
    <details>
      <summary>
        {say(`接口怎么接的，能答的 ${one.items.length} 项`, `How it is reached, and ${many(one.items.length, 'item')}`)}
      </summary>
      <FactList facts={factsOf(one, say)} />
      <Wide label={say(`${one.zh}能答的项目`, `Items of ${one.en}`)}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('项目', 'Item')}</th>
              <th scope="col">{say('单位', 'Unit')}</th>
              <th scope="col">{say('问谁', 'Asked of')}</th>
              <th scope="col">{say('和档案里的什么比', 'Compared with')}</th>
            </tr>
          </thead>
          <tbody>
            {one.items.map((item) => (
              <tr key={item.code}>
                <th scope="row">{say(item)}</th>
                <td data-label={say('单位', 'Unit')}>{say(unitWords[item.unit])}</td>
                <td data-label={say('问谁', 'Asked of')}>
                  {item.per === 'person' ? say('每个人', 'each person') : say('全家', 'the household')}
                </td>
                <td data-label={say('和档案里的什么比', 'Compared with')}>
                  {item.speaksTo === null
                    ? say('只供参考，不比', 'shown, not compared')
                    : say(factWords[item.speaksTo])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  )
}

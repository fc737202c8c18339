import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import type { Hold } from './model.ts'
import { decideHold, readHolds } from './pay-calls.ts'
import { useMay } from './use-may.ts'
import { causeWords, holdFaces, momentText } from './words.ts'

/** What is held, why, and the two ways out. A hold stops the money and never the right. */
export function HoldsPanel() {
  const say = useSay()
  const client = useClient()
  const holds = useQuery({ queryKey: ['pay', 'holds', 'open'], queryFn: () => readHolds(client, 'open') })
  return (
    <Panel title={say('暂缓发放', 'On hold')} id="holds">
      {holds.isError ? <Trouble error={holds.error} onRetry={() => void holds.refetch()} /> : null}
      {holds.isPending ? <Waiting what={say('正在取暂缓的', 'Fetching holds')} /> : null}
      {holds.data?.length === 0 ? (
        <p className="mute">{say('眼下没有一户暂缓。', 'No household is on hold now.')}</p>
      ) : null}
      <ul className="pay-list">
        {(holds.data ?? []).map((hold) => (
          <HoldRow key={hold.id} hold={hold} />
        ))}
      </ul>
    </Panel>
  )
}

export function HoldRow({ hold }: { hold: Hold }) {
  const say = useSay()
  const may = useMay()
  const client = useClient()
  const queries = useQueryClient()
  const decide = (how: 'release' | 'end') => async (reason: string, key: string) => {
    await decideHold(client, hold.id, { how, reason, key })
    await queries.invalidateQueries({ queryKey: ['pay'] })
  }
  return (
    <li>
      <div className="pay-row-head">
        <State tone="soon" shape="still">
          {say(causeWords[hold.cause])}
        </State>
        <Link to="/households/$id" params={{ id: hold.householdId }}>
          {hold.head} <span className="n">{hold.number}</span>
        </Link>
        <span className="mute">{hold.place}</span>
        <span className="n">
          {say(
            `${count(hold.lines)} 笔 ${yuan(hold.amount)} 元`,
            `${many(hold.lines, 'line')}, ${yuan(hold.amount)} yuan`,
          )}
        </span>
      </div>
      <p>{hold.why}</p>
      <p className="small mute">
        {hold.by.name} · {momentText(hold.by.at)}
      </p>
      {hold.others === 0 || hold.state !== 'open' ? null : (
        <p className="small">
          {say(
            `这一户还有 ${hold.others} 个暂缓没有处理完：这一个处理了，钱还停着，等那一个。`,
            `The household has ${hold.others} more open holds: the money stays held until they are dealt with too.`,
          )}
        </p>
      )}
      {hold.ended === null ? null : (
        <p className="small">
          {say(holdFaces[hold.state])} · {hold.ended.name} · {momentText(hold.ended.at)} · {hold.ended.reason}
        </p>
      )}
      {hold.state === 'open' && may('payouts.hold') && !hold.mayDecide ? (
        <p className="small">
          {say(
            `要由 ${hold.by.name} 以外的人放行或不发。`,
            `Somebody other than ${hold.by.name} has to release or end it.`,
          )}
        </p>
      ) : null}
      {hold.mayDecide ? (
        <div className="row noprint">
          <ConfirmWithReason
            label={say('放行', 'Release')}
            says={say(
              '名单还开着就随这张名单发，已经批准就随下一张发。',
              'The money goes with this list while it is open, otherwise with the next.',
            )}
            askReason={say('查清了什么，为什么放行', 'What was found, why release')}
            act={decide('release')}
          />
          <ConfirmWithReason
            label={say('不发了', 'Do not pay')}
            tone="danger"
            says={say(
              '这几笔不再发。待遇本身要停，得另外作决定并听取家庭意见。',
              'These lines are never paid. Ending the right itself takes a decision and the family’s views.',
            )}
            askReason={say('为什么不发', 'Why not')}
            act={decide('end')}
          />
        </div>
      ) : null}
    </li>
  )
}

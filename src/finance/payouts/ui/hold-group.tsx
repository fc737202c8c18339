import { useQueryClient } from '@tanstack/react-query'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { HouseholdName } from './list-parts.tsx'
import type { Hold } from './model.ts'
import { decideHold } from './pay-calls.ts'
import { useMay } from './use-may.ts'
import { causeWords, holdFaces, momentText } from './words.ts'
import { whyWords } from '../written-why.ts'

export type HoldsOfOne = readonly [Hold, ...Hold[]]

/** The causes of one household and programme together, in the order they came. */
export function groupsOf(holds: readonly Hold[]): HoldsOfOne[] {
  const groups = Map.groupBy(holds, ({ householdId, programme }) => `${householdId} ${programme}`)
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  )
}

/** One household, with every reason its money stands still for. It moves when all are dealt with. */
export function HoldGroup({ holds }: { holds: HoldsOfOne }) {
  const say = useSay()
  const [first] = holds
  const open = holds.filter(({ state }) => state === 'open').length
  return (
    <li>
      <div className="pay-row-head">
        <HouseholdName of={first} />
        <span className="mute">{first.place}</span>
        {open === 0 || first.lines === 0 ? null : (
          <span className="n">
            {say(
              `停着 ${count(first.lines)} 笔 ${yuan(first.amount)} 元`,
              `${many(first.lines, 'line')}, ${yuan(first.amount)} yuan held`,
            )}
          </span>
        )}
      </div>
      {open === 0 || first.lines > 0 ? null : (
        <p className="small mute">
          {say(
            '眼下没有批过的钱停着；下一份名单先把他家留下。',
            'No approved money stands still now; the next list leaves the household out first.',
          )}
        </p>
      )}
      {open < 2 ? null : (
        <p>
          {say(
            `有 ${open} 个原因，一个一个处理，都处理完钱才动。`,
            `There are ${open} causes; the money moves when each has been dealt with.`,
          )}
        </p>
      )}
      {holds.map((hold) => (
        <HoldCause key={hold.id} hold={hold} />
      ))}
    </li>
  )
}

function HoldCause({ hold }: { hold: Hold }) {
  const say = useSay()
  const may = useMay()
  const face = holdFaces[hold.state]
  return (
    <div className="pay-asked">
      <div className="pay-row-head">
        <State tone={face.tone} shape={face.shape}>
          {say(face)}
        </State>
        <b>{say(causeWords[hold.cause])}</b>
        <span className="small mute">
          {hold.by.name} · {momentText(hold.by.at)}
        </span>
      </div>
      <p>{say(whyWords(hold.why))}</p>
      {hold.ended === null ? null : (
        <p className="small">
          {hold.ended.name} · {momentText(hold.ended.at)} · {hold.ended.reason}
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
      {hold.mayDecide ? <HoldDecision hold={hold} /> : null}
    </div>
  )
}

function HoldDecision({ hold }: { hold: Hold }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const decide = (how: 'release' | 'end') => async (reason: string, key: string) => {
    await decideHold(client, hold.id, { how, reason, key })
    await queries.invalidateQueries({ queryKey: ['pay'] })
  }
  const still =
    hold.others === 0
      ? ''
      : say(
          '还有别的原因没有处理完，这一个处理了钱仍然停着。',
          'Other causes are open: the money stays held after this one.',
        )
  return (
    <div className="row noprint">
      <ConfirmWithReason
        label={say('放行', 'Release')}
        says={`${say(
          '名单还开着就随这张名单发，已经批准就随下一张发。',
          'The money goes with this list while it is open, otherwise with the next.',
        )}${still}`}
        askReason={say('查清了什么，为什么放行', 'What was found, why release')}
        act={decide('release')}
      />
      <ConfirmWithReason
        label={say('不发了', 'Do not pay')}
        tone="danger"
        says={`${say(
          '这几笔不再发。待遇本身要停，得另外作决定并听取家庭意见。',
          'These lines are never paid. Ending the right itself takes a decision and the family’s views.',
        )}${still}`}
        askReason={say('为什么不发', 'Why not')}
        act={decide('end')}
      />
    </div>
  )
}

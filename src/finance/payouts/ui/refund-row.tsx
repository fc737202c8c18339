import { Link } from '@tanstack/react-router'
import { many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { HouseholdName } from './list-parts.tsx'
import type { Refund, RefundPart } from './refund-calls.ts'
import { RefundByBank, RefundByHand } from './refund-forms.tsx'
import { RefundProposalRow } from './refund-proposal.tsx'
import { useMay } from './use-may.ts'
import { monthZh } from './words.ts'
import { whyWords } from '../written-why.ts'

/** What one household gets back of one programme: how long it has waited, why it is due, and the two ways. */
export function RefundRow({ refund }: { refund: Refund }) {
  const say = useSay()
  const may = useMay()
  const { proposal, days } = refund
  const isWaiting = proposal?.state === 'asked'
  const isDone = refund.parts.every(({ state }) => state === 'done')
  return (
    <li>
      <div className="pay-row-head">
        <Standing refund={refund} />
        <HouseholdName of={refund} />
        <span className="mute">{refund.place}</span>
      </div>
      <p>
        {say(refund.programmeZh, refund.programmeEn)} ·{' '}
        {isDone
          ? say(`退了 ${yuan(refund.amount)} 元`, `${yuan(refund.amount)} yuan refunded`)
          : say(
              `应退还 ${yuan(refund.amount)} 元，${days === 0 ? '今天起' : `等了 ${days} 天`}`,
              `${yuan(refund.amount)} yuan to refund, ${days === 0 ? 'since today' : `waiting ${many(days, 'day')}`}`,
            )}
      </p>
      <ul className="small pay-doors">
        {refund.parts.map((part) => (
          <Part key={part.id} part={part} />
        ))}
      </ul>
      {isDone ? null : <Beside refund={refund} />}
      {proposal === null || proposal.state === 'lapsed' ? null : <RefundProposalRow proposal={proposal} />}
      {refund.openAmount !== '0' && !isWaiting && may('payouts.ask-entry') ? (
        <div className="row noprint">
          <RefundByBank refund={refund} />
          <RefundByHand refund={refund} />
        </div>
      ) : null}
    </li>
  )
}

function Standing({ refund: { parts, proposal, openAmount } }: { refund: Refund }) {
  const say = useSay()
  if (parts.every(({ state }) => state === 'done'))
    return (
      <State tone="ok" shape="done">
        {say('退到了', 'refunded')}
      </State>
    )
  if (proposal?.state === 'asked')
    return (
      <State tone="soon" shape="half">
        {say('等第二个人确认', 'awaits a second person')}
      </State>
    )
  if (openAmount !== '0')
    return (
      <State tone="late" shape="not-yet">
        {say('应退还，还没有人提', 'due, nobody has proposed it')}
      </State>
    )
  return (
    <State tone="go-on" shape="arrow">
      {say('确认了，随发放名单退', 'confirmed, goes with a pay list')}
    </State>
  )
}

/** Month by month: why it is the household's, and where it is. */
function Part({ part }: { part: RefundPart }) {
  const say = useSay()
  const why =
    part.cause === 'surplus'
      ? say('收到的比要追的多', 'more came in than was claimed')
      : say(
          `还过以后不用追那么多了：${part.why ?? ''}`,
          `the claim fell after it was repaid: ${whyWords(part.why ?? '').en}`,
        )
  return (
    <li>
      {say(monthZh(part.month), part.month)} <span className="n">{yuan(part.amount)}</span> {say('元', 'yuan')} · {why}
      {part.doneOn === null ? null : say(` · ${part.doneOn} 退到`, ` · refunded ${part.doneOn}`)}
      {part.run === null || part.doneOn !== null ? null : (
        <>
          {' · '}
          <Link to="/pay/$id" params={{ id: part.run.id }}>
            {say(`在名单 ${part.run.number} 上`, `on list ${part.run.number}`)}
          </Link>
        </>
      )}
      {part.failed === null || part.state === 'done' ? null : <Failed failed={part.failed} />}
    </li>
  )
}

function Failed({ failed: { on, by, reason } }: { failed: NonNullable<RefundPart['failed']> }) {
  const say = useSay()
  return (
    <span>
      {by === 'bank'
        ? say(
            ` · 上次没有退到：${on} 银行退回，${reason ?? ''}`,
            ` · did not arrive: returned by the bank ${on}, ${whyWords(reason ?? '').en}`,
          )
        : say(` · 上次没有退到：${on} 暂缓的不再发`, ` · did not arrive: the held payment ended ${on}`)}
    </span>
  )
}

/** What else has to be known before it is proposed. */
function Beside({ refund: { claims, isHeld, account, openAmount, proposal } }: { refund: Refund }) {
  const say = useSay()
  return (
    <>
      {claims.count === 0 ? null : (
        <p className="small">
          {say(
            `这一户另有 ${claims.count} 笔要追的，还差 ${yuan(claims.left)} 元。没有家里的书面同意，不能拿退还的钱抵：照退，另追。`,
            `The household has ${many(claims.count, 'other claim')} open, ${yuan(claims.left)} yuan left. Without its written consent nothing is set off: this is refunded, that is claimed.`,
          )}{' '}
          <Link to="/recovery">{say('看追回', 'Recovery')}</Link>
        </p>
      )}
      {isHeld ? (
        <p className="small">
          {say(
            '这一户的这项发放正暂缓着：从银行退的会跟着等，急的当面付。',
            'Payments of this benefit are held: a refund by the bank waits with them; pay by hand if it is urgent.',
          )}
        </p>
      ) : null}
      {openAmount === '0' && proposal?.way !== 'bank' ? null : (
        <p className="small mute">
          {account === null
            ? say(
                '没有审过的收款账户：先登记、审过，或者当面付。',
                'No approved account: enter one first, or pay by hand.',
              )
            : say(
                `收款账户：${account.bank}，尾号 ${account.lastFour}`,
                `Account: ${account.bank}, ending ${account.lastFour}`,
              )}
        </p>
      )}
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import type { Claim } from './asked-calls.ts'
import { AskedRow } from './asked-row.tsx'
import { DeductionForm, EndDeduction } from './deduction-form.tsx'
import { HouseholdName } from './list-parts.tsx'
import { RepaymentForm } from './repayment-form.tsx'
import { useMay } from './use-may.ts'
import { monthZh } from './words.ts'
import { whyWords } from '../written-why.ts'

/** One claim: how much of it is left, what came back by which way, and the two ways on. */
export function ClaimRow({ claim }: { claim: Claim }) {
  const say = useSay()
  const may = useMay()
  const isOpen = claim.left !== '0'
  const running = claim.agreements.find(({ state, ended }) => state === 'confirmed' && ended === null)
  return (
    <li>
      <div className="pay-row-head">
        <Standing claim={claim} />
        <HouseholdName of={claim} />
        <span className="mute">{claim.place}</span>
      </div>
      <p>
        {say(claim.programmeZh, claim.programmeEn)} · {say(monthZh(claim.month), claim.month)} ·{' '}
        {say(
          `多发 ${yuan(claim.amount)} 元，已还 ${yuan(claim.repaid)} 元`,
          `${yuan(claim.amount)} yuan too much, ${yuan(claim.repaid)} paid back`,
        )}
      </p>
      <p className="small mute">{say(whyWords(claim.why))}</p>
      {claim.repayments.map((asked) => (
        <AskedRow
          key={asked.id}
          asked={asked}
          what={say('还款', 'paid back')}
          says={say(
            '看过回单再确认：应追回减少，这笔钱回到它那一年的额度里；比要追的多的，列入退还。',
            'Look at the receipt first: the claim shrinks and the money is free again in its own year; what is more than the claim is to be refunded.',
          )}
        />
      ))}
      <Agreements claim={claim} />
      <Deductions claim={claim} />
      {may('payouts.ask-entry') ? (
        <div className="row noprint">
          <RepaymentForm claim={claim} />
          {isOpen ? <DeductionForm claim={claim} /> : null}
          {isOpen && running !== undefined ? <EndDeduction id={running.id} /> : null}
        </div>
      ) : null}
    </li>
  )
}

function Standing({ claim: { isDropped, dropped, repaid, left, repayments } }: { claim: Claim }) {
  const say = useSay()
  if (isDropped && repayments.some(({ state }) => state === 'asked'))
    return (
      <State tone="soon" shape="half">
        {say('不用追了，登记过的还款等答复', 'Dropped; a recorded repayment waits for an answer')}
      </State>
    )
  if (isDropped && repaid === '0')
    return (
      <State tone="still" shape="never">
        {say('不用追了', 'not claimed any more')}
      </State>
    )
  if (isDropped)
    return (
      <State tone="ok" shape="done">
        {say(
          `剩下的 ${yuan(dropped)} 元不用追了，还过的列入退还`,
          `the other ${yuan(dropped)} yuan are not claimed any more; what was paid back is to be refunded`,
        )}
      </State>
    )
  const isDone = left === '0'
  return (
    <State tone={isDone ? 'ok' : 'soon'} shape={isDone ? 'done' : 'half'}>
      {isDone ? say('追完了', 'recovered') : say(`还差 ${yuan(left)} 元`, `${yuan(left)} yuan left`)}
    </State>
  )
}

function Agreements({ claim }: { claim: Claim }) {
  const say = useSay()
  return claim.agreements.map((asked) => (
    <AskedRow
      key={asked.id}
      asked={asked}
      what={say('书面同意，每月扣', 'agreed in writing, a month')}
      says={say(
        '看过同意书再确认：以后每份名单扣这么多，还完为止；其余照发。',
        'Look at the paper of consent first: later lists keep this much back until all is repaid; the rest is paid.',
      )}
      confirm={say('确认，以后照扣', 'Confirm')}
      confirmed={say('按同意书在扣', 'being kept back')}
    />
  ))
}

function Deductions({ claim: { deductions } }: { claim: Claim }) {
  const say = useSay()
  const words = {
    planned: say('在还没批的名单上', 'on a list not approved yet'),
    booked: say('扣了', 'kept back'),
    reversed: say('那一笔没有发成，冲回了', 'reversed: the line was not paid'),
  }
  if (deductions.length === 0) return null
  return (
    <ul className="small pay-doors">
      {deductions.map(({ month, amount, state, runId }, index) => (
        <li key={`${month} ${index}`}>
          <Link to="/pay/$id" params={{ id: runId }}>
            {say(`${monthZh(month)}的名单`, `List of ${month}`)}
          </Link>{' '}
          <span className="n">{yuan(amount)}</span> {say('元', 'yuan')} · {words[state]}
        </li>
      ))}
    </ul>
  )
}

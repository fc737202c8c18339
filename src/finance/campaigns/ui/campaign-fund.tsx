import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { FactList, Refused } from '#design/console/case-panel.tsx'
import { fenTyped } from '#design/console/fen-text.ts'
import { MoneyField, TextField } from '#design/console/fields.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { allot, type AllotmentWish } from './campaign-calls.ts'
import type { Campaign } from './model.ts'
import { runWords } from './words.ts'

/** The purse of this document alone: no other money pays it, and it pays nothing else. */
export function CampaignFund({ one }: { one: Campaign }) {
  const say = useSay()
  const { fund } = one
  const steps = [
    { name: 'allotted', zh: '拨入', en: 'Allotted', fen: fund.allotted },
    { name: 'free', zh: '可用', en: 'Free', fen: fund.free },
    { name: 'wanted', zh: '还没批的名单要', en: 'Lists not approved ask', fen: fund.wanted },
    { name: 'reserved', zh: '批准了，占住', en: 'Kept back', fen: fund.reserved },
    { name: 'payable', zh: '可以送银行', en: 'Payable', fen: fund.payable },
    { name: 'in-bank', zh: '在银行', en: 'With the bank', fen: fund.inBank },
    { name: 'returned', zh: '退回', en: 'Returned', fen: fund.returned },
    { name: 'paid', zh: '发到', en: 'Paid', fen: fund.paid },
  ]
  return (
    <Panel title={say('这笔钱', 'The money')} asOf={say('元', 'yuan')} id="fund">
      <FactList facts={steps.map(({ fen, ...step }) => ({ ...step, value: <span className="n">{yuan(fen)}</span> }))} />
      <h3>{say('发放名单', 'Pay lists')}</h3>
      {one.runs.length === 0 ? (
        <p className="mute">
          {say('还没有。名单批准以后由财务人员算。', 'None yet. After approval a finance officer computes it.')}
        </p>
      ) : (
        <ul>
          {one.runs.map((run) => (
            <li key={run.id}>
              <Link to="/pay/$id" params={{ id: run.id }}>
                <span className="n">{run.number}</span>
              </Link>{' '}
              <span className="mute">{say(runWords[run.state])}</span>
            </li>
          ))}
        </ul>
      )}
      {one.mayAllot ? <Allot one={one} /> : null}
    </Panel>
  )
}

const nothing = { amount: '', document: '' }

/** Money that came in for this document. */
function Allot({ one }: { one: Campaign }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(nothing)
  const press = usePress(async (wish: AllotmentWish, key) => {
    await allot(client, wish, key)
    setTyped(nothing)
    await queries.invalidateQueries({ queryKey: ['campaigns'] })
  })
  const amount = fenTyped(typed.amount)
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (amount.is !== 'amount') return
    const { programme, source, payMonth } = one
    const year = Number(payMonth.slice(0, 4))
    void press.send({ programme, source, year, amount: amount.fen, document: typed.document })
  }
  return (
    <>
      <h3>{say('登记拨入的额度', 'Record an allotment')}</h3>
      <form className="fields pay-allot" onSubmit={send}>
        <MoneyField
          label={say('金额', 'Amount')}
          value={typed.amount}
          isRequired
          onChange={(text) => setTyped({ ...typed, amount: text })}
        />
        <TextField
          label={say('文件名和文号', 'Document and its number')}
          value={typed.document}
          isRequired
          onChange={(document) => setTyped({ ...typed, document })}
        />
        <Refused trouble={press.refusal} />
        <div className="row">
          <button className="btn" disabled={press.isBusy || amount.is !== 'amount'}>
            {press.isBusy ? say('正在登记…', 'Recording…') : say('登记', 'Record')}
          </button>
        </div>
      </form>
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { FactList } from '#design/console/case-panel.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { AllotmentEntry } from '#finance/payouts/ui/allotment-entry.tsx'
import { useMay } from '#finance/payouts/ui/use-may.ts'
import type { Campaign } from './model.ts'
import { runWords } from './words.ts'

/** The purse of this document alone: no other money pays it, and it pays nothing else. */
export function CampaignFund({ one }: { one: Campaign }) {
  const say = useSay()
  const may = useMay()
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
              {may('payouts.read') ? (
                <Link to="/pay/$id" params={{ id: run.id }}>
                  <span className="n">{run.number}</span>
                </Link>
              ) : (
                <span className="n">{run.number}</span>
              )}{' '}
              <span className="mute">{say(runWords[run.state])}</span>
            </li>
          ))}
        </ul>
      )}
      {one.mayAllot ? <Allot one={one} /> : null}
    </Panel>
  )
}

/** Money that came in for this document. */
function Allot({ one: { programme, source, payMonth } }: { one: Campaign }) {
  const say = useSay()
  return (
    <>
      <h3>{say('登记拨入的额度', 'Record an allotment')}</h3>
      <AllotmentEntry purse={{ programme, source, year: Number(payMonth.slice(0, 4)) }} shownBy="campaigns" />
    </>
  )
}

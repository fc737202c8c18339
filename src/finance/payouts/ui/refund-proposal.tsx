import { useQueryClient } from '@tanstack/react-query'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { confirmRefund, refuseRefund, type RefundProposal } from './refund-calls.ts'
import { momentText, refundFaces } from './words.ts'

/** How one person said the money goes back, with the second person's two answers. */
export function RefundProposalRow({ proposal }: { proposal: RefundProposal }) {
  const say = useSay()
  const { state, way, amount, voucher, paidOn, why, askedBy, decidedBy, refusedWhy } = proposal
  return (
    <div className="pay-asked">
      <div className="pay-row-head">
        {state === 'lapsed' ? null : (
          <State tone={refundFaces[state].tone} shape={refundFaces[state].shape}>
            {say(refundFaces[state])}
          </State>
        )}
        <span>
          {way === 'bank' ? say('从银行退', 'by the bank') : say('当面退', 'by hand')}{' '}
          <span className="n">{yuan(amount)}</span> {say('元', 'yuan')}
          {voucher === null ? null : say(` · 凭证 ${voucher}`, ` · voucher ${voucher}`)}
          {paidOn === null ? null : <span className="n"> · {paidOn}</span>}
          {why === null ? null : ` · ${why}`}
        </span>
      </div>
      <p className="small mute">
        {askedBy.name} · {momentText(askedBy.at)}
        {decidedBy === null ? null : ` → ${decidedBy.name} · ${momentText(decidedBy.at)}`}
        {refusedWhy === null ? null : ` · ${refusedWhy}`}
      </p>
      {state === 'asked' && !proposal.mayConfirm ? (
        <p className="small">
          {say(
            `要由 ${askedBy.name} 以外的财务负责人或局领导确认，确认了才算。`,
            `A head of finance or of the bureau other than ${askedBy.name} confirms it; it counts then.`,
          )}
        </p>
      ) : null}
      {proposal.mayConfirm ? <Answers proposal={proposal} /> : null}
    </div>
  )
}

function Answers({ proposal: { id, way } }: { proposal: RefundProposal }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const after = async (work: Promise<unknown>): Promise<void> => {
    await work
    await queries.invalidateQueries({ queryKey: ['pay'] })
  }
  return (
    <div className="row noprint">
      <ConfirmWithReason
        label={say('确认退还', 'Confirm the refund')}
        says={
          way === 'bank'
            ? say(
                '随下一份发放名单退到这一户的账户，银行回盘以后才算退到。',
                'Goes to the household’s account with the next pay list; it counts as refunded once the bank has answered.',
              )
            : say(
                '看过签字的凭证再确认：记账，算退到了。',
                'Look at the signed voucher first: it is booked and counts as refunded.',
              )
        }
        act={(_reason, key) => after(confirmRefund(client, id, key))}
      />
      <ConfirmWithReason
        label={say('不同意', 'Refuse')}
        askReason={say('为什么不同意', 'Why not')}
        act={(reason, key) => after(refuseRefund(client, id, { reason, key }))}
      />
    </div>
  )
}

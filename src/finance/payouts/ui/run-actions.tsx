import { useQueryClient } from '@tanstack/react-query'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { count, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { useClient } from '#platform/http/client.ts'
import type { Run } from './model.ts'
import { approveRun, computeRun, freezeRun, sendRunBack } from './pay-calls.ts'

/** What can be done with the list now, and, where this reader may not, why and who may. */
export function RunActions({ run }: { run: Run }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  if (run.state === 'approved' || run.state === 'done') return null
  const after = async (work: Promise<unknown>): Promise<void> => {
    await work
    await queries.invalidateQueries({ queryKey: ['pay'] })
  }
  return (
    <Panel title={say('下一步', 'What is next')}>
      <NextSentence run={run} />
      <div className="row noprint">
        {run.mayCompute ? (
          <ConfirmWithReason
            label={say('重算', 'Compute again')}
            says={say('按现在的待遇和账户再算一遍，原来算的作废。', 'Computes again from the rights as they stand.')}
            act={(_reason, key) => after(computeRun(client, run.id, key))}
          />
        ) : null}
        {run.mayFreeze ? (
          <ConfirmWithReason
            label={say('冻结，交第二个人', 'Freeze for the second person')}
            tone="main"
            says={say(
              '冻结前再问一遍死亡和财政供养信息，问出来的先暂缓。冻结后金额不能再动。',
              'Deaths and the public payroll are asked once more; what they answer is held. After this no amount changes.',
            )}
            act={(_reason, key) => after(freezeRun(client, run.id, key))}
          />
        ) : null}
        {run.mayApprove ? (
          <ConfirmWithReason
            label={say('批准发放', 'Approve')}
            tone="main"
            says={say(
              `批准后 ${count(run.lines - run.heldLines)} 笔、${yuan(BigInt(run.amount) - BigInt(run.heldAmount))} 元可以发；暂缓的 ${count(run.heldLines)} 笔留下。`,
              `${count(run.lines - run.heldLines)} lines become payable; ${count(run.heldLines)} held lines stay behind.`,
            )}
            act={(_reason, key) => after(approveRun(client, run.id, key))}
          />
        ) : null}
        {run.state === 'frozen' && (run.mayApprove || run.mayCompute || run.mayFreeze) ? (
          <ConfirmWithReason
            label={say('退回重做', 'Send back')}
            says={say('名单回到可以重算。', 'The list may be computed again.')}
            askReason={say('哪里不对', 'What is wrong')}
            act={(reason, key) => after(sendRunBack(client, run.id, { reason, key }))}
          />
        ) : null}
      </div>
    </Panel>
  )
}

function NextSentence({ run }: { run: Run }) {
  const say = useSay()
  if (run.short !== null)
    return (
      <p className="note late">
        {say(
          `预算差 ${yuan(run.short)} 元。待遇不因此停，名单先等钱：请到“预算”登记追加的指标。`,
          `The budget is short of ${yuan(run.short)} yuan. No right ends for that; the list waits for money: record the allotment under Budgets.`,
        )}
      </p>
    )
  if (run.state === 'draft')
    return run.mayFreeze ? (
      <p>{say('看过变动和暂缓，没有问题就冻结。', 'Look at the changes and the holds, then freeze.')}</p>
    ) : (
      <p className="mute">{say('等财务人员冻结。', 'A finance officer freezes it.')}</p>
    )
  if (run.mayApprove)
    return <p>{say('您是第二个人。看过再批准，批了就能发。', 'You are the second person. Look, then approve.')}</p>
  const hands = [...new Set([run.madeBy.name, run.frozenBy?.name ?? run.madeBy.name])].join('、')
  return (
    <p className="note soon">
      {say(
        `要由经手以外的人批准：${hands}经过手，不能批自己做的。请财务负责人来批。`,
        `Somebody else has to approve: ${hands} made it and may not approve it. The head of finance can.`,
      )}
    </p>
  )
}

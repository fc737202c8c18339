import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { useClient } from '#platform/http/client.ts'
import { cancelCampaign, drawCampaign, makePayList, submitCampaign } from './campaign-calls.ts'
import type { Campaign } from './model.ts'

/** What can be done now, in the order of the work; what this reader may not is not offered. */
export function CampaignActions({ one }: { one: Campaign }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const after = async (work: Promise<unknown>): Promise<void> => {
    await work
    await queries.invalidateQueries({ queryKey: ['campaigns'] })
  }
  const pay = async (_reason: string, key: string): Promise<void> => {
    const { id } = await makePayList(client, { programme: one.programme, month: one.payMonth }, key)
    await queries.invalidateQueries({ queryKey: ['pay'] })
    await navigate({ to: '/pay/$id', params: { id } })
  }
  if (one.state === 'cancelled') return null
  return (
    <Panel title={say('下一步', 'What is next')}>
      <NextSentence one={one} />
      <div className="row noprint gap-top">
        {one.mayDraw ? (
          <ConfirmWithReason
            label={say('生成名单', 'Draw the lists')}
            says={say(
              '按现在知道的，把还没有提交的镇街重新列一遍。批过的镇街只列新符合的。',
              'Draws the lists of towns not handed on from what is known now; after approval only who is new.',
            )}
            act={(_reason, key) => after(drawCampaign(client, one.id, key))}
          />
        ) : null}
        {one.maySubmit ? (
          <ConfirmWithReason
            label={say('提交，交第二个人', 'Hand on for approval')}
            tone="main"
            says={say(
              '生成好的名单都交出去，由别人一个镇街一个镇街地批。',
              'All drawn lists are handed on; somebody else approves them town by town.',
            )}
            act={(_reason, key) => after(submitCampaign(client, one.id, key))}
          />
        ) : null}
        {one.mayPay ? (
          <ConfirmWithReason
            label={say('算发放名单', 'Compute the pay list')}
            tone="main"
            says={say(
              `批准了还没有发放名单的 ${count(one.unlined)} 人，算成一张发放名单，和每月的一样冻结、批准、送银行。`,
              `A pay list of ${many(one.unlined, 'approved person', 'approved people')}, frozen, approved and sent like the monthly ones.`,
            )}
            act={pay}
          />
        ) : null}
        {one.mayCancel ? (
          <ConfirmWithReason
            label={say('整项撤销', 'Cancel all of it')}
            tone="danger"
            askReason={say('为什么撤销', 'Why')}
            says={say(
              '送了银行的撤不了。没送的都不发，账上反向记一笔，钱回到可用额度。',
              'Nothing that is with the bank can be cancelled. The rest is not paid; counter-entries bring the money back.',
            )}
            act={(reason, key) => after(cancelCampaign(client, one.id, { reason, key }))}
          />
        ) : null}
      </div>
    </Panel>
  )
}

function NextSentence({ one }: { one: Campaign }) {
  const say = useSay()
  const { tally, fund } = one
  if (fund.short !== null)
    return (
      <p className="note late">
        {say(
          `还没批的名单要 ${yuan(fund.wanted)} 元，可用的差 ${yuan(fund.short)} 元。登记了额度才批得了。`,
          `The lists not approved yet need ${yuan(fund.wanted)} yuan; ${yuan(fund.short)} are lacking. Record the allotment first.`,
        )}
      </p>
    )
  if (one.toApprove > 0)
    return (
      <p>
        {say(
          `有 ${one.toApprove} 份名单等您批：看过名单和不在名单上的，再批。`,
          `${many(one.toApprove, 'list')} for you to approve: look at who is on it and who is not.`,
        )}
      </p>
    )
  if (one.submitted > 0)
    return (
      <p className="mute">
        {say(
          '名单交出去了，由生成和提交以外的人批：镇街领导、县级负责人或财务负责人。',
          'Handed on. Somebody who neither drew nor handed them on approves: a town, county or finance head.',
        )}
      </p>
    )
  if (one.unlined > 0)
    return (
      <p className="mute">
        {say(
          `批准了 ${count(one.unlined)} 人还没有发放名单，等财务人员算。`,
          `${many(one.unlined, 'approved person', 'approved people')} on no pay list yet; a finance officer computes it.`,
        )}
      </p>
    )
  if (tally.listed === 0 && tally.excluded === 0)
    return <p className="mute">{say('还没有生成名单。', 'No list has been drawn yet.')}</p>
  return tally.open === 0 && tally.listed > 0 ? (
    <p className="mute">{say('名单上的都有了结果。', 'Everybody on the list is settled.')}</p>
  ) : (
    <p className="mute">
      {one.maySubmit
        ? say('看过名单没有问题，就提交。', 'When the lists are right, hand them on.')
        : say('名单生成了，还没有提交。', 'The lists are drawn and not handed on yet.')}
    </p>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { readCampaign } from './campaign-calls.ts'
import { CampaignActions } from './campaign-actions.tsx'
import { CampaignFund } from './campaign-fund.tsx'
import { CampaignParts } from './campaign-parts.tsx'
import { CampaignPeople } from './campaign-people.tsx'
import { CampaignTerms } from './campaign-terms.tsx'
import type { Campaign } from './model.ts'
import { emptyFace, lightFaces, partFaces } from './words.ts'

/** One document: what it says, how far each town is, where the money stands, and every person on the list or not. */
export function CampaignPage() {
  const say = useSay()
  const client = useClient()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const found = useQuery({ queryKey: ['campaigns', id], queryFn: () => readCampaign(client, id) })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取这项补贴', 'Fetching the subsidy')} />
  return <CampaignView one={found.data} />
}

export function CampaignView({ one }: { one: Campaign }) {
  const say = useSay()
  const { tally } = one
  const face =
    one.state === 'cancelled' ? partFaces.cancelled : tally.listed === 0 ? emptyFace : lightFaces[tally.light]
  return (
    <div className="p-pay">
      <Crumbs here={one.documentNumber}>
        <Link to="/one-off">{say('一次性补贴', 'One-off subsidies')}</Link>
      </Crumbs>
      <PageHead
        title={one.name}
        says={say(
          `名单上 ${count(tally.listed)} 人，${yuan(tally.listedFen)} 元，${one.dueBefore} 以前发完；发到 ${count(tally.paid)} 人。`,
          `${many(tally.listed, 'person', 'people')} listed, ${yuan(tally.listedFen)} yuan, to be paid before ${one.dueBefore}; ${count(tally.paid)} paid.`,
        )}
      >
        <State tone={face.tone} shape={face.shape}>
          {say(face)}
        </State>
      </PageHead>
      {one.cancelled === null ? null : (
        <p className="note still">
          {say(
            `${one.cancelled.name} ${momentText(one.cancelled.at)} 撤销：${one.cancelled.reason}`,
            `Cancelled by ${one.cancelled.name}, ${momentText(one.cancelled.at)}: ${one.cancelled.reason}`,
          )}
        </p>
      )}
      {tally.paidLate > 0 ? (
        <p className="note soon">
          {say(
            `有 ${count(tally.paidLate)} 笔在 ${one.dueBefore} 当天或以后才到账，算晚。`,
            `${many(tally.paidLate, 'payment')} booked on ${one.dueBefore} or later: late.`,
          )}
        </p>
      ) : null}
      <CampaignActions one={one} />
      <CampaignParts one={one} />
      <div className="pay-2">
        <CampaignTerms one={one} />
        <CampaignFund one={one} />
      </div>
      <CampaignPeople one={one} />
    </div>
  )
}

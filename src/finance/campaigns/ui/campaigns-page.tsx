import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { PageHead } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { DataTable, type Column } from '#design/console/table.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { campaignsPerPage, readCampaigns } from './campaign-calls.ts'
import type { CampaignCard } from './model.ts'
import { emptyFace, lightFaces, partFaces } from './words.ts'

/** Subsidies a document orders once, the most recent cut-off first, each with the clock to its last day. */
export function CampaignsPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const page = Math.max(1, Number(url.state['page'] ?? 1) || 1)
  const found = useQuery({
    queryKey: ['campaigns', 'page', page],
    placeholderData: keepPreviousData,
    queryFn: () => readCampaigns(client, page),
  })
  return (
    <div className="p-pay">
      <PageHead
        title={say('一次性补贴', 'One-off subsidies')}
        says={say(
          '一份文件一份名单：截止日那天在册的每人一次。名单各镇街批，钱和每月的名单走同一条路。',
          'One document, one list: everybody on file on the cut-off day, once. Towns approve; the money goes the way of the monthly lists.',
        )}
      >
        {found.data?.mayMake === true ? (
          <Link className="btn" to="/one-off/new">
            {say('建一项', 'Set one up')}
          </Link>
        ) : null}
      </PageHead>
      <DataTable<CampaignCard>
        caption={say('一次性补贴', 'One-off subsidies')}
        columns={columns}
        rows={found.data?.rows}
        keyOf={({ id }) => id}
        count={found.data?.count ?? 0}
        pageSize={campaignsPerPage}
        url={url}
        isWaiting={found.isFetching}
        error={found.error}
        onRetry={() => void found.refetch()}
        filters={null}
        waitingFor={say('正在取一次性补贴', 'Fetching one-off subsidies')}
        empty={
          <Empty title={say('还没有一次性补贴', 'No one-off subsidy yet')}>
            <p className="mute">
              {say(
                '上面发了文件要给某几类人发一次补贴，由县级审核人员或财务人员在这里照文件建。',
                'When a document orders one, a county reviewer or a finance officer sets it up here.',
              )}
            </p>
          </Empty>
        }
      />
    </div>
  )
}

const columns: readonly Column<CampaignCard>[] = [
  {
    name: 'name',
    zh: '补贴',
    en: 'Subsidy',
    isHead: true,
    cell: (one) => (
      <Link data-row-link to="/one-off/$id" params={{ id: one.id }}>
        {one.name} <span className="n mute small">{one.documentNumber}</span>
      </Link>
    ),
  },
  { name: 'cut-off', zh: '截止日', en: 'Cut-off', cell: (one) => <span className="n">{one.cutOff}</span> },
  {
    name: 'due',
    zh: '哪天以前发完',
    en: 'Paid before',
    cell: (one) => <span className="n">{one.dueBefore}</span>,
  },
  { name: 'clock', zh: '期限', en: 'Clock', cell: (one) => <Clock one={one} /> },
  { name: 'listed', zh: '在名单上', en: 'Listed', align: 'right', cell: (one) => count(one.tally.listed) },
  { name: 'amount', zh: '金额（元）', en: 'Yuan', align: 'right', cell: (one) => yuan(one.tally.listedFen) },
  { name: 'paid', zh: '发到（元）', en: 'Paid, yuan', align: 'right', cell: (one) => yuan(one.tally.paidFen) },
  { name: 'look', zh: '要看的', en: 'To look at', cell: (one) => <Signs one={one} /> },
]

function Clock({ one }: { one: CampaignCard }) {
  const say = useSay()
  const face =
    one.state === 'cancelled' ? partFaces.cancelled : one.tally.listed === 0 ? emptyFace : lightFaces[one.tally.light]
  return (
    <State tone={face.tone} shape={face.shape}>
      {say(face)}
    </State>
  )
}

function Signs({ one: { tally, submitted, toApprove } }: { one: CampaignCard }) {
  const say = useSay()
  const signs = [
    ...(toApprove > 0 ? [say(`${toApprove} 份等您批`, `${toApprove} for you to approve`)] : []),
    ...(submitted > toApprove
      ? [say(`${submitted - toApprove} 份等别人批`, `${submitted - toApprove} with others`)]
      : []),
    ...(tally.returned > 0 ? [say(`退回 ${count(tally.returned)} 笔`, `${tally.returned} returned`)] : []),
    ...(tally.held > 0 ? [say(`暂缓 ${count(tally.held)} 笔`, `${tally.held} held`)] : []),
  ]
  if (signs.length === 0) return <span className="mute">{say('没有', 'nothing')}</span>
  return (
    <span className="pay-signs">
      {signs.map((text) => (
        <State key={text} tone="soon">
          {text}
        </State>
      ))}
    </span>
  )
}

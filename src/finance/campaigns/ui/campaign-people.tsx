import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { DownloadButton } from '#design/console/download.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { DataTable, type Column } from '#design/console/table.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { TypedFilter } from '#design/console/typed-filter.tsx'
import { useClient } from '#platform/http/client.ts'
import { useMay } from '#finance/payouts/ui/use-may.ts'
import { LineState } from '#finance/payouts/wire.ts'
import { exclusionNames } from '../labels.ts'
import { Exclusion, RowState } from '../wire.ts'
import { cancelPerson, fetchPeople, peoplePerPage, readPeople } from './campaign-calls.ts'
import type { Campaign, Row } from './model.ts'
import { paymentFace, rowFaces } from './words.ts'

/** Everybody on the list, everybody who is not with the reason, and where each payment stands; filtered by the address. */
export function CampaignPeople({ one }: { one: Campaign }) {
  const say = useSay()
  const client = useClient()
  const may = useMay()
  const url = useTableUrl()
  const filter = filterOf(url.state)
  const people = useQuery({
    queryKey: ['campaigns', one.id, 'people', filter],
    placeholderData: keepPreviousData,
    queryFn: () => readPeople(client, one.id, filter),
  })
  const town = one.parts.find(({ id }) => id === filter.part)?.town
  const words = [
    town ?? '',
    filter.state === undefined ? '' : say(rowFaces[filter.state]),
    filter.reason === undefined ? '' : say(exclusionNames[filter.reason]),
    filter.text ?? '',
    paymentWords(filter.payment, say),
  ]
    .filter((text) => text !== '')
    .join('，')
  return (
    <section className="gap-top" id="people" aria-labelledby="people-title">
      <h2 id="people-title">
        {people.data === undefined
          ? say('名单', 'The list')
          : say(
              `${count(people.data.count)} 行，在名单上的 ${yuan(people.data.amount)} 元`,
              `${many(people.data.count, 'row')}, ${yuan(people.data.amount)} yuan listed`,
            )}
      </h2>
      <div className="field">
        <label>
          {say('查一个人或一户：姓名、户编号、证件号码', 'Find a person or household: name, number, ID number')}
          <TypedFilter value={url.state['text'] ?? ''} onSettle={(text) => url.set({ text })} />
        </label>
      </div>
      {one.mayExport && (people.data?.count ?? 0) > 0 ? (
        <div className="row noprint list-exports">
          <DownloadButton fetchFile={() => fetchPeople(client, one.id, filter)}>
            {say('导出看到的这些', 'Export what is shown')}
          </DownloadButton>
        </div>
      ) : null}
      <Chips one={one} url={url} now={filter} town={town} />
      <DataTable<Row>
        caption={say('在名单上的和不在名单上的', 'Persons on the list and not on it')}
        columns={columnsFor(may('households.read'))}
        rows={people.data === undefined ? undefined : [...people.data.rows]}
        keyOf={({ id }) => id}
        count={people.data?.count ?? 0}
        pageSize={peoplePerPage}
        url={url}
        isLean
        isWaiting={people.isFetching}
        error={people.error}
        onRetry={() => void people.refetch()}
        filters={words === '' ? null : words}
        waitingFor={say('正在取名单', 'Fetching the list')}
        empty={
          <Empty title={say('还没有名单', 'No list yet')}>
            <p className="mute">
              {one.mayDraw
                ? say('点“生成名单”，按文件把人列出来。', 'Draw the lists to see who the document is for.')
                : say(
                    '由县级审核人员或财务人员按文件把人列出来。',
                    'A county reviewer or a finance officer draws it from the document.',
                  )}
            </p>
          </Empty>
        }
      />
    </section>
  )
}

type Filter = ReturnType<typeof filterOf>
type Say = ReturnType<typeof useSay>

function filterOf(state: Readonly<Record<string, string>>) {
  const text = state['text'] ?? ''
  const { part, payment } = state
  return {
    state: RowState.safeParse(state['state']).data,
    reason: Exclusion.safeParse(state['reason']).data,
    payment: payment === 'none' ? ('none' as const) : LineState.safeParse(payment).data,
    part,
    text: text.length < 2 ? undefined : text,
    page: Number(state['page'] ?? 1),
  }
}

const paymentWords = (payment: Filter['payment'], say: Say): string => {
  if (payment === undefined) return ''
  return payment === 'none' ? say('还没有发放名单', 'on no pay list yet') : say(paymentFace(payment))
}

function Chips({ one, url, now, town }: { one: Campaign; url: TableUrl; now: Filter; town: string | undefined }) {
  const say = useSay()
  const { tally } = one
  const isAll = now.state === undefined && now.reason === undefined && now.payment === undefined
  const none = { state: undefined, reason: undefined, payment: undefined }
  const states = [
    { state: 'listed' as const, found: tally.listed },
    { state: 'excluded' as const, found: tally.excluded },
    { state: 'cancelled' as const, found: tally.cancelled },
  ]
  const payments = [
    { payment: 'returned' as const, found: tally.returned },
    { payment: 'held' as const, found: tally.held },
    { payment: 'paid' as const, found: tally.paid },
  ]
  const chip = (
    key: string,
    label: string,
    { isOn, found, press }: { isOn: boolean; found: number; press: () => void },
  ) => (
    <button key={key} type="button" className="ro-chip" aria-pressed={isOn} onClick={press}>
      {label} <span>{count(found)}</span>
    </button>
  )
  return (
    <div className="ro-filt noprint" role="group" aria-label={say('筛选', 'Filter')}>
      {chip('all', say('全部', 'All'), {
        ...{ isOn: isAll, found: tally.listed + tally.excluded + tally.cancelled },
        press: () => url.set(none),
      })}
      {town === undefined ? null : (
        <button type="button" className="ro-chip" aria-pressed onClick={() => url.set({ part: undefined })}>
          {say(`只看${town}，点一下看全部`, `${town} only; press for all`)}
        </button>
      )}
      {states
        .filter(({ found }) => found > 0)
        .map(({ state, found }) =>
          chip(state, say(rowFaces[state]), {
            ...{ isOn: now.state === state && now.reason === undefined, found },
            press: () => url.set({ ...none, state }),
          }),
        )}
      {payments
        .filter(({ found }) => found > 0)
        .map(({ payment, found }) =>
          chip(payment, say(paymentFace(payment)), {
            ...{ isOn: now.payment === payment, found },
            press: () => url.set({ ...none, payment }),
          }),
        )}
      {one.reasons.map(({ reason, count: found }) =>
        chip(reason, say(exclusionNames[reason]), {
          ...{ isOn: now.reason === reason, found },
          press: () => url.set({ ...none, reason }),
        }),
      )}
    </div>
  )
}

/** The name is a door to the file for whoever may open it. */
const columnsFor = (mayOpen: boolean): readonly Column<Row>[] => [
  {
    name: 'person',
    zh: '谁',
    en: 'Who',
    isHead: true,
    cell: (row) => {
      const name = (
        <>
          {row.person} <span className="n mute">{row.number}</span>
        </>
      )
      return mayOpen ? (
        <Link data-row-link to="/households/$id" params={{ id: row.householdId }}>
          {name}
        </Link>
      ) : (
        name
      )
    },
  },
  { name: 'place', zh: '镇街 · 村', en: 'Place', isOptional: true, cell: (row) => row.place },
  { name: 'group', zh: '哪一类', en: 'Group', cell: (row) => row.group },
  {
    name: 'amount',
    zh: '金额（元）',
    en: 'Yuan',
    align: 'right',
    cell: (row) => (row.state === 'listed' ? yuan(row.amount) : <span className="mute">—</span>),
  },
  { name: 'standing', zh: '在不在名单上', en: 'Listed', cell: (row) => <Standing row={row} /> },
  { name: 'payment', zh: '发到哪了', en: 'Payment', cell: (row) => <Payment row={row} /> },
]

function Standing({ row }: { row: Row }) {
  const say = useSay()
  const face = rowFaces[row.state]
  return (
    <div className="pay-standing">
      <State tone={face.tone} shape={face.shape}>
        {say(face)}
      </State>
      {row.why === null ? null : <p className="small">{say(row.why)}</p>}
      {row.state === 'listed' && row.diedOn !== null ? (
        <p className="small">
          {say(`${row.diedOn} 去世，照文件定的发`, `died ${row.diedOn}; paid as the document says`)}
        </p>
      ) : null}
    </div>
  )
}

function Payment({ row }: { row: Row }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  if (row.state !== 'listed') return <span className="mute">—</span>
  const back = async (reason: string, key: string): Promise<void> => {
    await cancelPerson(client, row.id, { reason, key })
    await queries.invalidateQueries({ queryKey: ['campaigns'] })
  }
  return (
    <div className="pay-standing">
      {row.payment === null ? (
        <span className="mute">{say('还没有发放名单', 'on no pay list yet')}</span>
      ) : (
        <PaymentState payment={row.payment} />
      )}
      {row.paidOn === null ? null : <span className="n mute"> {row.paidOn}</span>}
      {row.paymentNote === null ? null : <p className="small">{row.paymentNote}</p>}
      {row.account === null ? null : (
        <p className="small mute">
          {say(
            `${row.account.bank}，尾号 ${row.account.lastFour}`,
            `${row.account.bank}, ending ${row.account.lastFour}`,
          )}
        </p>
      )}
      {row.mayCancel ? (
        <ConfirmWithReason
          label={say('撤回这个人', 'Take this person back')}
          askReason={say('为什么不发', 'Why')}
          says={say(
            '还没有送银行，可以撤：不发了，账上反向记一笔，这项补贴不再列他。',
            'Not with the bank yet: it is not paid, a counter-entry brings the money back, and this subsidy does not list the person again.',
          )}
          act={back}
        />
      ) : null}
    </div>
  )
}

function PaymentState({ payment }: { payment: NonNullable<Row['payment']> }) {
  const say = useSay()
  const face = paymentFace(payment)
  return (
    <State tone={face.tone} shape={face.shape}>
      {say(face)}
    </State>
  )
}

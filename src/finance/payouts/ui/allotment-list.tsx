import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import type { TableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { allotmentsPerPage, askReversal, readAllotments, type Allotment } from './asked-calls.ts'
import { AskedRow } from './asked-row.tsx'
import { useMay } from './use-may.ts'
import { momentText, sourceWords } from './words.ts'

/** Every allotment by itself. A wrong one is taken back by a counter-entry, asked by one and confirmed by another. */
export function AllotmentList({ year, url }: { year: number | undefined; url: TableUrl }) {
  const say = useSay()
  const client = useClient()
  const page = Math.max(1, Number(url.state['page'] ?? 1) || 1)
  const found = useQuery({
    queryKey: ['pay', 'allotments', year ?? 0, page],
    placeholderData: keepPreviousData,
    queryFn: () => readAllotments(client, { year, page }),
  })
  const { rows = [], count: all = 0 } = found.data ?? {}
  if (found.data?.count === 0) return null
  return (
    <Panel
      title={say('拨入的指标，一笔一笔', 'Allotments one by one')}
      id="allotments"
      asOf={
        all === 0 ? undefined : say(`共 ${count(all)} 笔，新的在上面`, `${many(all, 'allotment')}, the newest on top`)
      }
    >
      {found.isError ? <Trouble error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Waiting what={say('正在取指标', 'Fetching allotments')} /> : null}
      <ul className="pay-list">
        {rows.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
      <Pages page={page} size={allotmentsPerPage} all={all} onPage={(next) => url.set({ page: next })} />
    </Panel>
  )
}

function Row({ one }: { one: Allotment }) {
  const say = useSay()
  const may = useMay()
  const client = useClient()
  const queries = useQueryClient()
  const isAsked = one.asked.some(({ state }) => state !== 'refused')
  return (
    <li>
      <div className="pay-row-head">
        <State tone={one.isReversed ? 'still' : 'ok'} shape={one.isReversed ? 'never' : 'done'}>
          {one.isReversed ? say('冲回了', 'taken back') : say('登记了', 'recorded')}
        </State>
        <b>
          {say(one.programmeZh, one.programmeEn)} <span className="n">{one.year}</span>
        </b>
        <span>{say(sourceWords[one.source] ?? { zh: one.source, en: one.source })}</span>
        <span className="n">
          {yuan(one.amount)} {say('元', 'yuan')}
        </span>
      </div>
      <p>{one.document}</p>
      <p className="small mute">
        {one.by.name} · {momentText(one.by.at)}
      </p>
      {one.asked.map((asked) => (
        <AskedRow
          key={asked.id}
          asked={asked}
          what={say('冲回', 'take back')}
          says={say(
            '确认以后记一笔相反的账，原来那笔不动。法定救助的钱因此不够，名单会等钱；封顶的资金已经答应出去的冲不回。',
            'A counter-entry is posted; the original stays. Statutory money may then be short and the list waits; capped money that was promised cannot be taken back.',
          )}
        />
      ))}
      {!isAsked && !one.isReversed && may('payouts.ask-entry') ? (
        <div className="row noprint">
          <ConfirmWithReason
            label={say('登错了，提出冲回', 'Ask to take it back')}
            says={say(
              '由另一个人确认以后，记一笔相反的账；确认以前什么都不变。',
              'Once somebody else confirms, a counter-entry is posted; until then nothing changes.',
            )}
            askReason={say('为什么冲回', 'Why')}
            act={async (reason, key) => {
              await askReversal(client, one.id, { reason, key })
              await queries.invalidateQueries({ queryKey: ['pay'] })
            }}
          />
        </div>
      ) : null}
    </li>
  )
}

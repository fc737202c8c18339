import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { count, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { Trouble } from '#design/console/table-states.tsx'
import { useClient, type Wire } from '#platform/http/client.ts'
import type { HouseholdPage } from '#registry/households/contract.ts'
import { DueToday } from '#relief/casework/ui/due-today.tsx'
import { LeaderCounts } from '#relief/casework/ui/leader-counts.tsx'
import { useMe } from '../session/me.ts'
import { weekdayOf } from '../shell/weekday.ts'
import { LatestRuns } from './latest-runs.tsx'
import { isLeader } from './leaders.ts'

/** The first page of the day: what is in this desk's sight, and the doors to it. Every number opens its list. */
export function TodayPage() {
  const say = useSay()
  const me = useMe()
  const holds = (permission: string): boolean => me.permissions.includes(permission)
  return (
    <>
      <PageHead
        title={say(`${me.today} ${weekdayOf(me.today).zh}`, `${weekdayOf(me.today).en}, ${me.today}`)}
        says={`${me.tenant.name} · ${me.post} · ${me.roles.map((role) => say(role)).join(say('、', ', '))}`}
      />
      <div className="stack">
        {holds('casework.move') ? <DueToday /> : null}
        {holds('casework.read') && (isLeader(me) || !holds('casework.move')) ? <LeaderCounts /> : null}
        {holds('households.read') ? <Households /> : null}
        {holds('roster.check') ? <LatestRuns /> : null}
        <Panel title={say('从这里开始', 'Start here')}>
          <ul className="doors">
            {holds('casework.read') ? (
              <Door to="/cases" title={say('办件', 'Cases')}>
                {say(
                  '每件办到哪一步、轮到谁、还有几个工作日。',
                  'How far each case is, whose turn, how many days are left.',
                )}
              </Door>
            ) : null}
            {holds('roster.check') ? (
              <Door to="/roster" title={say('名单体检', 'Roster check')}>
                {say(
                  '手上的名单放进来，每一户都有算法、理由和差额。',
                  'Bring in the list you have: a sum, the reasons and the difference for every household.',
                )}
              </Door>
            ) : null}
            {holds('households.read') ? (
              <Door to="/households" title={say('查一户', 'Find a household')}>
                {say('按姓名、拼音首字母、户号、村名或证件号。', 'By name, pinyin, number, village or ID number.')}
              </Door>
            ) : null}
            <Door to="/policies" title={say('看标准', 'See the standards')}>
              {say('每个数从哪天起、依据哪份文件。', 'Since when each number holds, and by which document.')}
            </Door>
            <Door to="/security" title={say('两步验证', 'Two-step sign-in')}>
              {me.hasSecondFactor
                ? say('已经开着。', 'It is on.')
                : say('还没有开，两分钟就好。', 'Not on yet; it takes two minutes.')}
            </Door>
          </ul>
        </Panel>
      </div>
    </>
  )
}

function Door({ to, title, children }: { to: string; title: string; children: ReactNode }) {
  return (
    <li>
      <Link to={to}>{title}</Link>
      <p>{children}</p>
    </li>
  )
}

const programmes = [
  { code: '', zh: '全部家庭', en: 'All households' },
  { code: 'dibao', zh: '低保', en: 'Dibao' },
  { code: 'tekun', zh: '特困', en: 'Tekun' },
  { code: 'elder-allowance', zh: '高龄津贴', en: 'Elder allowance' },
] as const

function Households() {
  const say = useSay()
  return (
    <section className="panel" aria-label={say('您看得到的家庭', 'Households in your sight')}>
      <ul className="ro-tiles four">
        {programmes.map((programme) => (
          <CountTile key={programme.code} code={programme.code} name={say(programme)} />
        ))}
      </ul>
    </section>
  )
}

/** One count that opens its list. */
function CountTile({ code, name }: { code: string; name: string }) {
  const say = useSay()
  const client = useClient()
  const found = useQuery({
    queryKey: ['households', 'count', code],
    queryFn: ({ signal }) =>
      client.json<Wire<HouseholdPage>>({
        verb: 'GET',
        path: '/api/households',
        query: { programme: code, size: 1 },
        signal,
      }),
  })
  return (
    <li>
      <b>{name}</b>
      <br />
      {found.isError ? (
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <>
          <Link className="big" to="/households" search={(code === '' ? {} : { programme: code }) as never}>
            {found.data === undefined ? '…' : count(found.data.count)}
            <small>{say('户', ' households')}</small>
          </Link>
          <p>
            {found.data === undefined
              ? say('正在数', 'counting')
              : say(
                  `${count(found.data.members)} 人，每月发 ${yuan(found.data.paidNow)} 元`,
                  `${count(found.data.members)} people, ${yuan(found.data.paidNow)} yuan a month`,
                )}
          </p>
        </>
      )}
    </li>
  )
}

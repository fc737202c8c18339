import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { Trouble } from '#design/console/table-states.tsx'
import { useClient, type Wire } from '#platform/http/client.ts'
import type { HouseholdPage } from '#registry/households/contract.ts'

const programmes = [
  { code: '', zh: '全部家庭', en: 'All households' },
  { code: 'dibao', zh: '低保', en: 'Dibao' },
  { code: 'tekun', zh: '特困', en: 'Tekun' },
  { code: 'elder-allowance', zh: '高龄津贴', en: 'Elder allowance' },
] as const

/** Whom this desk can see: each count opens its list. A benefit nobody holds is left out. */
export function HouseholdCounts() {
  const say = useSay()
  const client = useClient()
  const found = useQueries({
    queries: programmes.map(({ code }) => ({
      queryKey: ['households', 'count', code],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.json<Wire<HouseholdPage>>({
          ...{ verb: 'GET', path: '/api/households', signal },
          query: { programme: code, size: 1 },
        }),
    })),
  })
  const failed = found.find(({ isError }) => isError)
  const shown = programmes
    .map((programme, index) => ({ ...programme, data: found[index]?.data }))
    .filter(({ code, data }) => code === '' || (data !== undefined && data.count > 0))
  return (
    <Panel title={say('您看得到的家庭', 'Households in your sight')}>
      {failed === undefined ? null : (
        <Trouble error={failed.error} onRetry={() => void Promise.all(found.map((one) => one.refetch()))} />
      )}
      <ul className="todo">
        {shown.map(({ code, data, ...words }) => (
          <li key={code}>
            <b>{say(words)}</b>
            <Link className="big" to="/households" search={(code === '' ? {} : { programme: code }) as never}>
              {data === undefined ? '…' : count(data.count)}
              <small>{say('户', data?.count === 1 ? 'household' : 'households')}</small>
            </Link>
            <p className="small">
              {data === undefined
                ? say('正在数', 'counting')
                : say(
                    `${count(data.members)} 人，报来的每月共 ${yuan(data.paidNow)} 元`,
                    `${many(data.members, 'person', 'people')}, ${yuan(data.paidNow)} yuan a month as stated`,
                  )}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

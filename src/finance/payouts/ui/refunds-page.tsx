import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Filters } from '#design/console/filters.tsx'
import { count, many, yuan } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { closesPage, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl, type TableUrl } from '#design/console/table-url.ts'
import { TypedFilter } from '#design/console/typed-filter.tsx'
import { useClient } from '#platform/http/client.ts'
import { readRefunds, refundsPerPage, type RefundsShown } from './refund-calls.ts'
import { RefundRow } from './refund-row.tsx'

const shownNames = ['open', 'done'] as const satisfies readonly RefundsShown[]

/** Money of households that goes back to them: how much, since when, why, and where it stands. */
export function RefundsPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const show = shownNames.find((name) => name === url.state['show']) ?? 'open'
  const text = url.state['text']
  const page = Math.max(1, Number(url.state['page'] ?? 1) || 1)
  const found = useQuery({
    queryKey: ['pay', 'refunds', show, text ?? '', page],
    placeholderData: keepPreviousData,
    queryFn: () => readRefunds(client, { show, text, page }),
  })
  const { rows = [], count: all = 0, amount = '0' } = found.data ?? {}
  closesPage(found.error)
  return (
    <div className="p-pay">
      <PageHead
        title={say('退还', 'Refunds')}
        says={say(
          '家里还过钱，后来不用还那么多了，或者还多了：多出来的是他家的，列在这里。一个人提怎么退，另一个人确认：随发放名单退到账户，或者当面付、登记凭证。',
          'A family repaid, and then owed less, or paid too much: the excess is its own and stands here. One person says how it goes back, another confirms: to the account with a pay list, or by hand with a voucher.',
        )}
      />
      <RefundFilters url={url} now={{ show, text }} />
      {found.isError ? <Trouble error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Waiting what={say('正在取应退还的', 'Fetching refunds')} /> : null}
      {found.data?.count === 0 ? (
        <p className="tell">
          {text === undefined && show === 'open'
            ? say('眼下没有要退还给家庭的。', 'Nothing is to be refunded now.')
            : say('没有符合筛选的。', 'Nothing matches the filter.')}
        </p>
      ) : null}
      {all === 0 ? null : (
        <Panel
          title={say(`${count(all)} 笔`, many(all, 'refund'))}
          asOf={say(`合计 ${yuan(amount)} 元`, `${yuan(amount)} yuan in all`)}
        >
          <ul className="pay-list">
            {rows.map((refund) => (
              <RefundRow key={refund.key} refund={refund} />
            ))}
          </ul>
          <Pages page={page} size={refundsPerPage} all={all} onPage={(next) => url.set({ page: next })} />
        </Panel>
      )}
    </div>
  )
}

function RefundFilters({
  url,
  now,
}: {
  url: TableUrl
  now: { readonly show: RefundsShown; readonly text: string | undefined }
}) {
  const say = useSay()
  const words: Readonly<Record<RefundsShown, string>> = {
    open: say('还没退到的', 'Not refunded yet'),
    done: say('退到了的', 'Refunded'),
  }
  return (
    <Filters>
      <label className="filter">
        <span>{say('姓名、拼音、户编号', 'Name, pinyin, household number')}</span>
        <TypedFilter value={now.text ?? ''} onSettle={(text) => url.set({ text }, { replace: true })} />
      </label>
      <label className="filter">
        <span>{say('哪些', 'Which')}</span>
        <select
          className="in"
          value={now.show}
          onChange={({ target }) => url.set({ show: target.value === 'open' ? undefined : target.value })}
        >
          {shownNames.map((name) => (
            <option key={name} value={name}>
              {words[name]}
            </option>
          ))}
        </select>
      </label>
    </Filters>
  )
}

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
import { claimsPerPage, readClaims, type ClaimsShown } from './asked-calls.ts'
import { ClaimRow } from './claim-row.tsx'

const shownNames = ['open', 'closed', 'all'] as const satisfies readonly ClaimsShown[]

/** What households were paid too much: what is left to recover, and how it comes back. */
export function ClaimsPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const show = shownNames.find((name) => name === url.state['show']) ?? 'open'
  const text = url.state['text']
  const page = Math.max(1, Number(url.state['page'] ?? 1) || 1)
  const found = useQuery({
    queryKey: ['pay', 'claims', show, text ?? '', page],
    placeholderData: keepPreviousData,
    queryFn: () => readClaims(client, { show, text, page }),
  })
  const { rows = [], count: all = 0, left = '0' } = found.data ?? {}
  closesPage(found.error)
  return (
    <div className="p-pay">
      <PageHead
        title={say('追回', 'Recovery')}
        says={say(
          '待遇往前改小、停发，已经到账的多出来的钱列在这里。家里还了，凭回单登记；当地有规定、家里书面同意的，也可以从以后的发放里扣。都由另一个人确认才算。',
          'When a right is lowered or ended for months already paid, the excess stands here. Repayments are recorded by their receipts; where the place allows it and the family signed, it is kept back of later payments. Somebody else confirms either.',
        )}
      />
      <ClaimFilters url={url} now={{ show, text }} />
      {found.isError ? <Trouble error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Waiting what={say('正在取要追回的', 'Fetching claims')} /> : null}
      {found.data?.count === 0 ? (
        <p className="tell">
          {text === undefined && show === 'open'
            ? say('眼下没有多发要追回的。', 'Nothing is to be recovered now.')
            : say('没有符合筛选的。', 'Nothing matches the filter.')}
        </p>
      ) : null}
      {all === 0 ? null : (
        <Panel
          title={say(`${count(all)} 笔`, many(all, 'claim'))}
          asOf={say(`合计还差 ${yuan(left)} 元`, `${yuan(left)} yuan left in all`)}
        >
          <ul className="pay-list">
            {rows.map((claim) => (
              <ClaimRow key={claim.id} claim={claim} />
            ))}
          </ul>
          <Pages page={page} size={claimsPerPage} all={all} onPage={(next) => url.set({ page: next })} />
        </Panel>
      )}
    </div>
  )
}

function ClaimFilters({
  url,
  now,
}: {
  url: TableUrl
  now: { readonly show: ClaimsShown; readonly text: string | undefined }
}) {
  const say = useSay()
  const words: Readonly<Record<ClaimsShown, string>> = {
    open: say('还没了结的', 'Open'),
    closed: say('追完的、不用追的', 'Recovered or dropped'),
    all: say('全部', 'All'),
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

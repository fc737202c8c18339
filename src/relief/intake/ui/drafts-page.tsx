import { many } from '#design/console/figures.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { Pages } from '#design/console/list-pages.tsx'
import { momentText } from '#design/console/moment.ts'
import { PageHead, Panel } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { dropDraft, listDrafts } from '../wire.ts'

const draftsPerPage = 20

/** Applications that were begun and not registered yet. They belong to the window, not to one clerk. */
export function DraftsPage() {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const [page, setPage] = useState(1)
  const list = useQuery({
    queryKey: ['drafts', page],
    placeholderData: keepPreviousData,
    queryFn: () => client.call(listDrafts, { query: { page, size: draftsPerPage } }),
  })
  const { rows = [], count: all = 0 } = list.data ?? {}
  const drop = async (id: string): Promise<void> => {
    await client.call(dropDraft, { params: { id } })
    await queries.invalidateQueries({ queryKey: ['drafts'] })
  }
  return (
    <div className="p-window">
      <PageHead
        title={say('窗口受理', 'Applications')}
        says={say(
          '打的字都存在这里：关了页面、断了电、换个人，都能接着填。',
          'What is typed is kept: close the page, change the clerk, go on.',
        )}
      >
        <Link className="btn" to="/applications/new">
          {say('新申请', 'New application')}
        </Link>
      </PageHead>
      <Panel title={say('没填完的', 'Not finished')}>
        {list.isError ? <Trouble error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <Waiting what={say('正在取', 'Fetching')} /> : null}
        {list.data?.count === 0 ? (
          <p className="mute">{say('没有没填完的。家里人来了，点“新申请”。', 'None. Begin with “New application”.')}</p>
        ) : null}
        <ul className="plain-list">
          {rows.map((one) => (
            <li key={one.id} className="paper-row">
              <Link to="/applications/$id" params={{ id: one.id }}>
                <b>{one.family ?? say('还没写名字', 'no name yet')}</b>
                {` · ${say(one.programme)}`}
              </Link>
              <span className="mute">
                {[
                  one.place ?? say('还没选村', 'no village yet'),
                  say(`${one.members} 人`, many(one.members, 'person', 'people')),
                  say(`${one.papers} 份材料`, many(one.papers, 'paper')),
                  `${one.createdBy} · ${momentText(one.savedAt)}`,
                ].join(' · ')}
              </span>
              <ConfirmWithReason
                label={say('不要了', 'Throw away')}
                tone="danger"
                says={say('打的字和交的材料都删掉，找不回来。', 'All that was typed is deleted for good.')}
                act={() => drop(one.id)}
              />
            </li>
          ))}
        </ul>
        <Pages page={page} size={draftsPerPage} all={all} onPage={setPage} />
      </Panel>
    </div>
  )
}

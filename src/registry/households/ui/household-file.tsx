import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { CutShort } from '#design/console/list-pages.tsx'
import { Crumbs, Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting, troubleOf } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { AsOfBar } from './as-of-bar.tsx'
import { AddPaper, type AddedPaper } from '#registry/documents/ui/add-paper.tsx'
import { useKeepPaper } from './keep-paper.ts'
import { readFile, type HouseholdFile } from './file-call.ts'
import { FileHead } from './file-head.tsx'
import { PeopleTable } from './people-table.tsx'
import { PurposeForm } from './purpose-form.tsx'
import { SectionTable } from './section-table.tsx'
import { usePurpose } from './purposes.ts'
import { TimelineList } from './timeline-list.tsx'

/** One household: who lives there, what comes in, what there is, what was computed, and everything that happened. */
export function HouseholdFilePage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const on = url.state['on']
  const [purpose, setPurpose] = usePurpose(id)
  const keep = useKeepPaper(id)
  const send = async (body: FormData, key: string): Promise<AddedPaper> => {
    const added = await keep(body, key)
    await found.refetch()
    return added
  }
  const found = useQuery({
    queryKey: ['household', id, on ?? '', purpose ?? ''],
    queryFn: ({ signal }) => readFile(client, { id, on, purpose, signal }),
  })
  if (found.isError && troubleOf(found.error).code === 'access.purposeNeeded')
    return <PurposeForm onSaid={setPurpose} />
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取档案', 'Fetching the file')} />
  const file = found.data
  return (
    <div className="p-house">
      <Crumbs here={file.number}>
        <Link to="/households">{say('家庭档案', 'Households')}</Link>
      </Crumbs>
      <FileHead file={file} />
      <AsOfBar on={on} onChange={(day) => url.set({ on: day })} />
      <div className="grid2">
        <div className="stack">
          <PeopleTable file={file} />
          {file.sections.map((section) => (
            <SectionTable key={section.name} section={section} purpose={purpose} />
          ))}
          {file.mayAddPapers ? (
            <Panel title={say('添一份材料', 'Add a paper')}>
              <AddPaper onSend={send} />
            </Panel>
          ) : null}
        </div>
        <div className="stack">
          <Hidden file={file} />
          <Panel id="timeline" title={say('经过', 'Timeline')}>
            <TimelineList entries={file.timeline.entries} />
            {file.timeline.hasMore ? (
              <CutShort
                shown={file.timeline.entries.length}
                all={null}
                how={{
                  zh: '更早的在办件、名单、复核各自的页面里。',
                  en: 'Older ones are on the pages of the cases, lists and reviews.',
                }}
              />
            ) : null}
          </Panel>
        </div>
      </div>
    </div>
  )
}

/** What this post does not see is said, with the way to ask: a padlock on hatch, never an empty column. */
function Hidden({ file }: { file: HouseholdFile }) {
  const say = useSay()
  if (file.hidden.length === 0) return null
  return (
    <Panel title={say('这个岗位看不到', 'Not open to this post')}>
      <ul className="nos">
        {file.hidden.map((part) => (
          <li key={part.name}>
            <span className="mask">
              <State tone="still" shape="lock">
                {say(part)}
              </State>
            </span>
            <p className="why2">{say(part.why)}</p>
          </li>
        ))}
      </ul>
      <p className="small mute gap">
        {say('要看，请找管岗位的人；每次查阅都有记录。', 'Ask whoever assigns posts; every reading is on record.')}
      </p>
    </Panel>
  )
}

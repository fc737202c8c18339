import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { CutShort } from '#design/console/list-pages.tsx'
import { PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { draftStateWords } from '../labels.ts'
import { draftsShownMax, openWorkbench } from '../wire.ts'
import { AdjustmentsPanel } from './adjustments-panel.tsx'
import type { Workbench } from './model.ts'
import { PackGroups } from './pack-groups.tsx'
import { PlansPanel } from './plans-panel.tsx'
import { useNames } from './use-names.ts'
import { dayOf, stateTone, versionName } from './words.ts'

/** Packs in force, what is being written, what was published: the desk of the policy officer. */
export function WorkbenchPage() {
  const say = useSay()
  const client = useClient()
  const found = useQuery({
    queryKey: ['policy-workbench'],
    queryFn: ({ signal }) => client.call(openWorkbench, { signal }),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取规则包', 'Fetching the packs')} />
  const bench = found.data
  return (
    <>
      <PageHead
        title={say('政策工作台', 'Policy workbench')}
        says={say(
          '标准和规则怎么改：起草、跑算例、拿全县试算、另一个人复核、从某天起用。没发布的草稿不改变任何一户的钱。',
          'How standards and rules change: draft, run the cases, try it on everybody, a second person approves, in force from a day. A draft changes nobody’s money.',
        )}
      />
      <div className="stack">
        {bench.unreadable.map((one) => (
          <p key={`${one.region}-${one.programme}`} className="note late" role="alert">
            {say(one)}
          </p>
        ))}
        <Drafts bench={bench} />
        <PlansPanel mayDraft={bench.may.draft} />
        <AdjustmentsPanel versions={bench.versions} />
        <PackGroups bench={bench} />
        <Versions bench={bench} />
      </div>
    </>
  )
}

type Draft = Workbench['drafts'][number]
const isOpen = ({ state }: Draft): boolean => state === 'open' || state === 'proposed'

/** What waits for somebody first, and for whom; what has come to its end is folded. */
function Drafts({ bench }: { bench: Workbench }) {
  const say = useSay()
  const shown = bench.drafts.slice(0, draftsShownMax)
  const open = shown.filter(isOpen)
  const closed = shown.filter((draft) => !isOpen(draft))
  return (
    <Panel title={say('草稿，等谁办', 'Drafts, and whom they wait for')}>
      {open.length === 0 ? (
        <Empty
          title={
            bench.may.draft
              ? say(
                  '没有在办的草稿。要改本县的标准，在下面找到那一项起草。',
                  'No drafts under way. To change a standard of this county, find its pack below and begin one.',
                )
              : say('没有在办的草稿。', 'No drafts under way.')
          }
        />
      ) : (
        <DraftTable drafts={open} />
      )}
      {closed.length === 0 ? null : (
        <details>
          <summary>
            {say(
              `办完的 ${closed.length} 份（发布了或者撤回了）`,
              `${closed.length} that are done (published or withdrawn)`,
            )}
          </summary>
          <DraftTable drafts={closed} />
        </details>
      )}
      {bench.drafts.length > shown.length ? (
        <CutShort
          shown={shown.length}
          all={null}
          how={{ zh: '更早办完的，看各项的版本。', en: 'What was done earlier stands among the versions of its pack.' }}
        />
      ) : null}
    </Panel>
  )
}

function DraftTable({ drafts }: { drafts: readonly Draft[] }) {
  const say = useSay()
  const { packTitle } = useNames()
  const waitsFor = ({ state, changed }: Draft): string =>
    state === 'open'
      ? say(`等${changed.name}写完、送复核`, `waits for ${changed.name} to propose it`)
      : state === 'proposed'
        ? say('等没有动过手的另一位复核、发布', 'waits for another person to approve and publish it')
        : `${changed.name} ${dayOf(changed.at)}`
  return (
    <Wide label={say('草稿', 'Drafts')}>
      <table className="tb cards">
        <thead>
          <tr>
            <th scope="col">{say('改什么', 'What')}</th>
            <th scope="col">{say('办到哪了', 'State')}</th>
            <th scope="col">{say('等谁', 'Waits for')}</th>
            <th scope="col">{say('从哪天起用', 'In force from')}</th>
            <th scope="col">{say('依据', 'By')}</th>
          </tr>
        </thead>
        <tbody>
          {drafts.map((draft) => (
            <tr key={draft.id}>
              <th scope="row">
                <Link to={'/workbench/drafts/$id' as never} params={{ id: draft.id } as never}>
                  {packTitle(draft)}
                </Link>
              </th>
              <td data-label={say('办到哪了', 'State')}>
                <State tone={stateTone[draft.state]}>{say(draftStateWords[draft.state])}</State>
              </td>
              <td data-label={say('等谁', 'Waits for')}>{waitsFor(draft)}</td>
              <td data-label={say('从哪天起用', 'In force from')}>{draft.startsOn}</td>
              <td className="song" data-label={say('依据', 'By')}>
                {draft.document === '' ? <span className="mute">{say('还没写', 'not yet')}</span> : draft.document}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function Versions({ bench }: { bench: Workbench }) {
  const say = useSay()
  const { packTitle } = useNames()
  if (bench.versions.length === 0) return null
  return (
    <Panel title={say('发布过的版本', 'Published versions')}>
      <ul className="wb-packs">
        {bench.versions.map((version) => (
          <li key={`${version.region}-${version.programme}-${version.serial}`}>
            <span>
              <Link
                to={'/workbench/packs/$region/$programme' as never}
                params={{ region: version.region, programme: version.programme } as never}
              >
                {packTitle(version)} {versionName(version.serial, say)}
              </Link>{' '}
              <span className="mute small">
                {say(`${version.startsOn} 起`, `from ${version.startsOn}`)} ·{' '}
                <span className="song">{version.document}</span> · {say('起草', 'drafted by')} {version.madeName} ·{' '}
                {say('复核', 'approved by')} {version.approvedName} · {dayOf(version.publishedAt)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

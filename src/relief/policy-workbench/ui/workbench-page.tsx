import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { draftStateWords } from '../labels.ts'
import { beginDraft, openWorkbench } from '../wire.ts'
import { AdjustmentsPanel } from './adjustments-panel.tsx'
import type { Workbench } from './model.ts'
import { PlansPanel } from './plans-panel.tsx'
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
        <Packs bench={bench} />
        <Versions bench={bench} />
      </div>
    </>
  )
}

function Drafts({ bench }: { bench: Workbench }) {
  const say = useSay()
  return (
    <Panel title={say('草稿', 'Drafts')}>
      {bench.drafts.length === 0 ? (
        <Empty
          title={say(
            '还没有草稿。要改本县的标准，在下面“本县的规则包”里选一项起草。',
            'No drafts yet. To change a standard of this county, begin one from its packs below.',
          )}
        />
      ) : (
        <Wide label={say('草稿', 'Drafts')}>
          <table className="tb cards">
            <thead>
              <tr>
                <th scope="col">{say('改什么', 'What')}</th>
                <th scope="col">{say('办到哪了', 'State')}</th>
                <th scope="col">{say('从哪天起用', 'In force from')}</th>
                <th scope="col">{say('依据', 'By')}</th>
                <th scope="col">{say('最后改的人', 'Last hand')}</th>
              </tr>
            </thead>
            <tbody>
              {bench.drafts.map((draft) => (
                <tr key={draft.id}>
                  <th scope="row">
                    <Link to={'/workbench/drafts/$id' as never} params={{ id: draft.id } as never}>
                      {draft.title}
                    </Link>
                  </th>
                  <td data-label={say('办到哪了', 'State')}>
                    <State tone={stateTone[draft.state]}>{say(draftStateWords[draft.state])}</State>
                  </td>
                  <td data-label={say('从哪天起用', 'In force from')}>{draft.startsOn}</td>
                  <td className="song" data-label={say('依据', 'By')}>
                    {draft.document === '' ? <span className="mute">{say('还没写', 'not yet')}</span> : draft.document}
                  </td>
                  <td data-label={say('最后改的人', 'Last hand')}>
                    {draft.changed.name} {dayOf(draft.changed.at)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </Panel>
  )
}

/** Our own packs first: those can be drafted. Everybody's can be read. */
function Packs({ bench }: { bench: Workbench }) {
  const say = useSay()
  const ours = bench.packs.filter(({ isOurs }) => isOurs)
  const others = bench.packs.filter(({ isOurs }) => !isOurs)
  const programmes = [
    ...new Map(bench.packs.filter(({ hasRules, isAbove }) => hasRules && isAbove).map((one) => [one.programme, one])),
  ]
  const without = programmes.filter(([programme]) => !ours.some((one) => one.programme === programme))
  return (
    <>
      <Panel title={say('本县的规则包', 'Packs of this county')}>
        <ul className="wb-packs">
          {ours.map((pack) => (
            <li key={pack.id}>
              <PackLink pack={pack} />
              {bench.may.draft ? <Begin programme={pack.programme} title={pack.title.zh} /> : null}
            </li>
          ))}
          {bench.may.draft
            ? without.map(([programme, pack]) => (
                <li key={programme}>
                  <span className="mute">
                    {say(pack.title)}
                    {say('：本县还没有自己的数', ': this county has no numbers of its own')}
                  </span>
                  <Begin programme={programme} title={pack.title.zh} />
                </li>
              ))
            : null}
        </ul>
      </Panel>
      <Panel title={say('上级和别处的规则包', 'Packs of other places')}>
        <ul className="wb-packs">
          {others.map((pack) => (
            <li key={pack.id}>
              <PackLink pack={pack} />
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}

function PackLink({ pack }: { pack: Workbench['packs'][number] }) {
  const say = useSay()
  const { region, programme } = pack
  return (
    <span>
      <Link to={'/workbench/packs/$region/$programme' as never} params={{ region, programme } as never}>
        {say(pack.title)}
      </Link>{' '}
      <span className="mute small">
        {say(pack.place)} · {pack.hasRules ? say('有规则', 'rules') : say('只有数', 'numbers only')} ·{' '}
        {say(`${pack.values} 个数`, `${pack.values} values`)} · {versionName(pack.serial, say)}
        {pack.status === 'draft' ? say(' · 草案，不发钱', ' · draft, never pays') : ''}
        {pack.status === 'synthetic' ? say(' · 合成', ' · synthetic') : ''}
      </span>
    </span>
  )
}

function Begin({ programme, title }: { programme: string; title: string }) {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const begin = async (_: string, key: string): Promise<void> => {
    const { id } = await client.call(beginDraft, { body: { programme }, key })
    await navigate({ to: '/workbench/drafts/$id', params: { id } } as never)
  }
  return (
    <ConfirmWithReason
      label={say('起草', 'Draft')}
      says={say(
        `从在用的“${title}”抄一份来改。在用的不动，别人看得见您在改。`,
        `Copies “${title}” as it is in force. What is in force stays; others see that you are at it.`,
      )}
      act={begin}
    />
  )
}

function Versions({ bench }: { bench: Workbench }) {
  const say = useSay()
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
                {version.title} {versionName(version.serial, say)}
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

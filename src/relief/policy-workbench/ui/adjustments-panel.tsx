import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Empty } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { listAdjustments, prepareAdjustment } from '../wire-adjustment.ts'
import type { VersionCard } from './model.ts'
import { useNames } from './use-names.ts'
import { adjustmentStates, versionName } from './words.ts'

/** A published version does not change what is paid: that is a list of its own, with a second person. */
export function AdjustmentsPanel({ versions }: { versions: readonly VersionCard[] }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { packTitle } = useNames()
  const found = useQuery({
    queryKey: ['policy-adjustments'],
    retry: false,
    queryFn: ({ signal }) => client.call(listAdjustments, { signal }),
  })
  if (found.data === undefined) return null
  const { lists, may } = found.data
  const newest = [...new Map(versions.toReversed().map((one) => [one.programme, one])).values()]
  const open = newest.filter(
    (one) =>
      !lists.some(
        ({ programme, serial, state }) => programme === one.programme && serial === one.serial && !over.has(state),
      ),
  )
  if (lists.length === 0 && open.length === 0) return null
  const prepare = async (one: VersionCard, key: string): Promise<void> => {
    const { id } = await client.call(prepareAdjustment, { body: { programme: one.programme, serial: one.serial }, key })
    await queries.invalidateQueries({ queryKey: ['policy-adjustments'] })
    await navigate({ to: '/workbench/adjustments/$id', params: { id } } as never)
  }
  if (lists.length === 0 && !may.prepare)
    return (
      <Panel title={say('调标名单', 'Adjustment lists')}>
        <NoneYet open={open} />
      </Panel>
    )
  return (
    <Panel title={say('调标名单', 'Adjustment lists')}>
      <p className="mute small">
        {say(
          '发布了标准，在发的钱不会自己变：照新标准做一份名单，另一个人批准，往前的月份随下一批补发。会降低、停止的不在名单里办。',
          'A published standard changes no payment by itself: a list is made, another person approves, earlier months come with the next pay list. Who would fall is not settled here.',
        )}
      </p>
      <ul className="wb-packs">
        {lists.map((list) => (
          <li key={list.id}>
            <span>
              <Link to={'/workbench/adjustments/$id' as never} params={{ id: list.id } as never}>
                {packTitle(list)} {say(`${list.fromMonth} 起`, `from ${list.fromMonth}`)}
              </Link>{' '}
              <State tone={adjustmentStates[list.state].tone}>{say(adjustmentStates[list.state])}</State>{' '}
              <span className="mute small song">{list.document}</span>
            </span>
          </li>
        ))}
        {open.map((one) => (
          <li key={`${one.programme}-${one.serial}`}>
            <span>
              {packTitle(one)} {versionName(one.serial, say)}{' '}
              {may.prepare ? null : <State tone="soon">{say('还没有做名单', 'no list yet')}</State>}
            </span>
            {may.prepare ? (
              <ConfirmWithReason
                label={say('做调标名单', 'Make the list')}
                says={say(
                  '把在发的每一户照老标准和新标准各算一遍，列出谁调高、谁要先核实。只做名单，不动钱。',
                  'Computes everybody who is paid by both laws and lists who is raised and who is looked into first. It moves no money.',
                )}
                act={(_, key) => prepare(one, key)}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** A list of which nothing goes on any more: another of the version may be made. */
const over: ReadonlySet<string> = new Set(['dropped', 'undone', 'stopped'])

/** For whoever makes no lists: which versions wait for one, who makes it, and what waits until then. */
function NoneYet({ open }: { open: readonly VersionCard[] }) {
  const say = useSay()
  const { packTitle } = useNames()
  return (
    <Empty title={say('还没有调标名单', 'No adjustment list yet')}>
      <p>{say('已经发布、在发的钱还没有照它调的：', 'Published, and what is paid not yet held against it:')}</p>
      <ul>
        {open.map((one) => (
          <li key={`${one.programme}-${one.serial}`}>
            <b>
              {packTitle(one)} {versionName(one.serial, say)}
            </b>
          </li>
        ))}
      </ul>
      <p className="mute">
        {say(
          '下一步：请政策维护人员或县级审核确认人员在这里做名单。做好以后出现在这里，由负责人批准。在这以前，新标准到的月份做不了发放名单。',
          'Next: a policy officer or county reviewer makes the list here. It then appears here, and the head approves it. Until then no pay list is made of a month the new standard reaches.',
        )}
      </p>
    </Empty>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { TextField } from '#design/console/fields.tsx'
import { groupDigits } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel, Wide } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { unitInWords } from '#design/console/units.ts'
import { useClient } from '#platform/http/client.ts'
import { draftStateWords } from '../labels.ts'
import { editPlan, readPlan, releasePlan, reopenPlan } from '../wire-plan.ts'
import { ExportButtons } from './export-buttons.tsx'
import type { PlanSheet } from './model.ts'
import { PlanLetter } from './plan-letter.tsx'
import { usePart } from './use-id.ts'
import { useNames } from './use-names.ts'
import { tierName } from './words.ts'

/** One plan over many standards: old, basis, new, from when; released only when nothing is empty. */
export function PlanPage() {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const id = usePart('id')
  const found = useQuery({
    queryKey: ['policy-plan', id],
    queryFn: ({ signal }) => client.call(readPlan, { params: { id }, signal }),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取方案', 'Fetching the plan')} />
  const show = (next: PlanSheet): void => void queries.setQueryData(['policy-plan', id], next)
  return <Sheet key={found.data.version} plan={found.data} onChanged={show} />
}

type Item = PlanSheet['items'][number]

function Sheet({ plan, onChanged }: { plan: PlanSheet; onChanged: (plan: PlanSheet) => void }) {
  const say = useSay()
  const client = useClient()
  const [title, setTitle] = useState(plan.title)
  const [document, setDocument] = useState(plan.document)
  const [items, setItems] = useState<readonly Item[]>(plan.items)
  const params = { id: plan.id }
  const press = usePress(async (wish: { title: string; document: string; items: readonly Item[] }, key) =>
    onChanged(
      await client.call(editPlan, {
        params,
        body: {
          version: plan.version,
          ...wish,
          items: wish.items.map((item) => ({ ...item, regions: [...item.regions] })),
        },
        key,
      }),
    ),
  )
  const isChanged = title !== plan.title || document !== plan.document || items !== plan.items
  const set = (index: number, name: 'basis' | 'value' | 'from', text: string): void =>
    setItems(items.map((item, place) => (place === index ? { ...item, [name]: text } : item)))
  return (
    <>
      <Crumbs here={plan.title}>
        <Link to={'/workbench' as never}>{say('政策工作台', 'Policy workbench')}</Link>
      </Crumbs>
      <PageHead
        title={say(`调标方案：${plan.title}`, `Adjustment plan: ${plan.title}`)}
        says={say(
          '每个标准写明老的数、调整的根据、新的数、从哪天起。有一处空着就放不了行。放行以后各成一份草稿，照常跑算例、复核、发布。',
          'Each standard: old value, basis, new value, from when. Nothing is released while one is empty; then each programme becomes a draft of its own.',
        )}
      >
        <button type="button" className="btn line" onClick={() => window.print()}>
          {say('打印文件稿', 'Print the document')}
        </button>
        <ExportButtons
          fetchFile={(format) =>
            client.file({
              ...{ verb: 'GET', path: '/api/policy-workbench/plans/:id/export', params: { id: plan.id } },
              query: { format },
            })
          }
        />
      </PageHead>
      <div className="stack">
        {plan.may.edit ? (
          <div className="noprint">
            <Panel title={say('方案', 'The plan')} asOf={say(`${items.length} 个标准`, `${items.length} standards`)}>
              <div className="fields">
                <TextField label={say('叫什么', 'Title')} value={title} onChange={setTitle} lengthMax={100} />
                <TextField
                  label={say('依据的文件（名称和文号）', 'Document (title and number)')}
                  value={document}
                  onChange={setDocument}
                  lengthMax={300}
                />
                <Items
                  items={items}
                  names={plan.names}
                  onSet={set}
                  onRemove={(index) => setItems(items.filter((_, place) => place !== index))}
                />
                <StillEmpty empty={plan.empty} isChanged={isChanged} />
                <Refused trouble={press.refusal} />
                <div className="row">
                  <button
                    type="button"
                    className="btn"
                    disabled={press.isBusy || !isChanged}
                    onClick={() => void press.send({ title, document, items })}
                  >
                    {say('存', 'Save')}
                  </button>
                  <ConfirmWithReason
                    label={say('放行，各成一份草稿', 'Release into drafts')}
                    isOff={isChanged || plan.empty.length > 0}
                    says={say(
                      '放行以后方案不能再改；数在各自的草稿里改。',
                      'The plan can no longer be changed; values are changed in the drafts.',
                    )}
                    act={async (_, key) =>
                      onChanged(await client.call(releasePlan, { params, body: { version: plan.version }, key }))
                    }
                  />
                </div>
              </div>
            </Panel>
          </div>
        ) : null}
        {plan.drafts.length === 0 ? null : (
          <div className="noprint">
            <Panel title={say('成了这些草稿', 'Became these drafts')}>
              <ul className="wb-packs">
                {plan.drafts.map((draft) => (
                  <li key={draft.id}>
                    <Link to={'/workbench/drafts/$id' as never} params={{ id: draft.id } as never}>
                      {draft.title}
                    </Link>
                    <span className="mute">{say(draftStateWords[draft.state as keyof typeof draftStateWords])}</span>
                  </li>
                ))}
              </ul>
              {plan.may.reopen ? (
                <ConfirmWithReason
                  label={say('收回放行', 'Take the release back')}
                  askReason={say('为什么收回', 'Why')}
                  says={say(
                    '还没发布的草稿撤回，在草稿里改过的也不留；方案重新打开，可以再改、再放行。已经发布的不动，从方案里去掉。',
                    'Drafts not published yet are withdrawn with whatever was changed in them; the plan is open again. What is published stays and leaves the plan.',
                  )}
                  act={async (reason, key) =>
                    onChanged(await client.call(reopenPlan, { params, body: { version: plan.version, reason }, key }))
                  }
                />
              ) : null}
            </Panel>
          </div>
        )}
        <PlanLetter plan={{ ...plan, title, document, items: [...items] }} />
      </div>
    </>
  )
}

/** Longest list that is shown unfolded. */
const emptyShownMax = 6

/** Everything that keeps the plan from being released, as it was kept last. */
function StillEmpty({ empty, isChanged }: { empty: PlanSheet['empty']; isChanged: boolean }) {
  const say = useSay()
  if (empty.length === 0) return null
  const item = (one: PlanSheet['empty'][number], index: number) => <li key={index}>{say(one)}</li>
  return (
    <div className="note soon" role="status">
      <b>
        {say(`还有 ${empty.length} 处空着，填齐才能放行：`, `${empty.length} still empty; fill them in to release:`)}
      </b>
      {isChanged ? say('（刚填的存了才算）', ' (what was just typed counts when it is saved)') : null}
      <ul>{empty.slice(0, emptyShownMax).map(item)}</ul>
      {empty.length <= emptyShownMax ? null : (
        <details>
          <summary>{say(`另外 ${empty.length - emptyShownMax} 处`, `${empty.length - emptyShownMax} more`)}</summary>
          <ul>{empty.slice(emptyShownMax).map(item)}</ul>
        </details>
      )}
    </div>
  )
}

interface ItemsProps {
  readonly items: readonly Item[]
  readonly names: PlanSheet['names']
  readonly onSet: (index: number, name: 'basis' | 'value' | 'from', text: string) => void
  readonly onRemove: (index: number) => void
}

function Items({ items, names, onSet, onRemove }: ItemsProps) {
  const say = useSay()
  const { titleOf } = useNames()
  const nameOf = (programme: string): string => say(titleOf(programme) ?? { zh: '', en: '' })
  return (
    <Wide label={say('各个标准', 'The standards')}>
      <table className="tb cards wb-plan">
        <thead>
          <tr>
            <th scope="col">{say('标准', 'Standard')}</th>
            <th scope="col" className="r">
              {say('老的数', 'Old')}
            </th>
            <th scope="col">{say('新的数', 'New')}</th>
            <th scope="col">{say('从哪天起', 'From')}</th>
            <th scope="col">{say('调整的根据', 'Basis')}</th>
            <th scope="col">
              <span className="vh">{say('去掉', 'Take out')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={[item.programme, item.key, item.tier, item.series, ...(item.regions ?? [])].join('-')}>
              <th scope="row">
                <span className="small mute wb-of">{nameOf(item.programme)}</span>
                {say(item.name, names[item.key] ?? item.name)}
                {tierName(item.tier, say)}{' '}
                <span className="mute small">{say(item.unit, unitInWords(item.unit, 'en'))}</span>
              </th>
              <td className="r" data-label={say('老的数', 'Old')}>
                {groupDigits(item.old)}
              </td>
              <td data-label={say('新的数', 'New')}>
                <input
                  className="in"
                  aria-label={say(`${item.name}新的数`, `New value of ${names[item.key] ?? item.name}`)}
                  value={item.value}
                  onChange={(event) => onSet(index, 'value', event.target.value)}
                />
              </td>
              <td data-label={say('从哪天起', 'From')}>
                <input
                  className="in"
                  type="date"
                  aria-label={say(`${item.name}从哪天起`, `${names[item.key] ?? item.name} from`)}
                  value={item.from}
                  onChange={(event) => onSet(index, 'from', event.target.value)}
                />
              </td>
              <td data-label={say('调整的根据', 'Basis')}>
                <input
                  className="in"
                  aria-label={say(`${item.name}调整的根据`, `Basis of ${names[item.key] ?? item.name}`)}
                  value={item.basis}
                  onChange={(event) => onSet(index, 'basis', event.target.value)}
                />
              </td>
              <td>
                <button type="button" className="btn text" onClick={() => onRemove(index)}>
                  {say('不调', 'Take out')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { draftStateWords } from '../labels.ts'
import { readDraft } from '../wire.ts'
import { CasesPanel } from './cases-panel.tsx'
import { Compared } from './compared.tsx'
import { DraftActions } from './draft-actions.tsx'
import { DraftFrame } from './draft-frame.tsx'
import type { DraftPart, DraftSheet } from './model.ts'
import { RulesPanel } from './rules-panel.tsx'
import { SimulationPanel } from './simulation-panel.tsx'
import { usePart } from './use-id.ts'
import { useNames } from './use-names.ts'
import { ValuesPanel } from './values-panel.tsx'
import { dayOf, stateTone, versionName } from './words.ts'

const tabs = ['values', 'rules', 'cases', 'changes', 'simulation'] as const
type Tab = (typeof tabs)[number]

/** A draft while it is written: its checks stay in sight, whatever is being edited. */
export function DraftPage() {
  const say = useSay()
  const client = useClient()
  const id = usePart('id')
  const found = useQuery({
    queryKey: ['policy-draft', id],
    queryFn: ({ signal }) => client.call(readDraft, { params: { id }, signal }),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取草稿', 'Fetching the draft')} />
  return <Sheet draft={found.data} />
}

function Sheet({ draft }: { draft: DraftSheet }) {
  const say = useSay()
  const queries = useQueryClient()
  const url = useTableUrl()
  const [isDone, setDone] = useState(false)
  const title = useNames().packTitle(draft)
  const tab = tabs.find((one) => one === url.state['tab']) ?? 'values'
  const onChanged = (next: DraftSheet): void => {
    queries.setQueryData(['policy-draft', draft.id], next)
    void queries.invalidateQueries({ queryKey: ['policy-workbench'] })
    setDone(true)
  }
  const part: DraftPart = { draft, onChanged }
  const names: Readonly<Record<Tab, string>> = {
    values: say('标准', 'Values'),
    rules: say('规则', 'Rules'),
    cases: say('算例', 'Cases'),
    changes: say('改了什么', 'Changes'),
    simulation: say('全县试算', 'Try on everybody'),
  }
  return (
    <>
      <Crumbs here={title}>
        <Link to={'/workbench' as never}>{say('政策工作台', 'Policy workbench')}</Link>
      </Crumbs>
      <PageHead
        title={title}
        says={
          <>
            <State tone={stateTone[draft.state]}>{say(draftStateWords[draft.state])}</State>{' '}
            {say(`从${versionName(draft.baseSerial, say)}抄来`, `from ${versionName(draft.baseSerial, say)}`)} ·{' '}
            {say(`${draft.made.name} 起草`, `drafted by ${draft.made.name}`)}
            {draft.closed === null
              ? null
              : draft.state === 'published'
                ? say(` · ${draft.closed.name} 复核发布`, ` · approved and published by ${draft.closed.name}`)
                : ` · ${draft.closed.name} ${draft.closed.reason ?? ''}`}
          </>
        }
      />
      <div className="stack">
        {draft.sentBack !== null && draft.state === 'open' ? (
          <p className="note soon">
            <b>{say(`${draft.sentBack.name} 退回：`, `Sent back by ${draft.sentBack.name}: `)}</b>
            {draft.sentBack.reason} <span className="mute small">{dayOf(draft.sentBack.at)}</span>
          </p>
        ) : null}
        <DraftFrame {...part} />
        {draft.state === 'open' || draft.state === 'proposed' ? (
          <Checks draft={draft} onCases={tab === 'cases' ? null : () => url.set({ tab: 'cases' }, { replace: true })} />
        ) : null}
        <div className="ro-filt" role="group" aria-label={say('看哪一部分', 'Which part')}>
          {tabs.map((one) => (
            <button
              type="button"
              className="ro-chip"
              key={one}
              aria-pressed={one === tab}
              onClick={() => url.set({ tab: one }, { replace: true })}
            >
              {names[one]}
            </button>
          ))}
        </div>
        {tab === 'values' ? <ValuesPanel {...part} /> : null}
        {tab === 'rules' ? <RulesPanel {...part} /> : null}
        {tab === 'cases' ? <CasesPanel {...part} /> : null}
        {tab === 'changes' ? (
          <Panel title={names.changes}>
            <Compared {...draft} />
          </Panel>
        ) : null}
        {tab === 'simulation' ? <SimulationPanel draft={draft} /> : null}
        <DraftActions {...part} />
        <p className="vh" role="status">
          {isDone ? say('已存', 'Saved') : ''}
        </p>
      </div>
    </>
  )
}

/** Longest list that is shown unfolded: more than this is one mistake many times over. */
const findingsShownMax = 6

function Checks({ draft, onCases }: { draft: DraftSheet; onCases: (() => void) | null }) {
  const say = useSay()
  const { findings, cases } = draft
  if (findings.length === 0)
    return (
      <p className="note ok">
        {say(`检查没有话说：${cases} 个算例全部对得上。`, `The checks are silent: ${cases} cases agree.`)}
      </p>
    )
  const item = (one: DraftSheet['findings'][number], index: number) => (
    <li key={index}>
      {one.case === null ? null : <b>{say(`算例“${one.case}”：`, `Case “${one.case}”: `)}</b>}
      {say(one)}
    </li>
  )
  return (
    <div className="note late" role="status">
      <b>
        {say(
          `还有 ${findings.length} 处要改，改好才能${draft.state === 'open' ? '送复核' : '发布'}（${cases} 个算例）：`,
          `${findings.length} to mend before it can be ${draft.state === 'open' ? 'proposed' : 'published'} (${cases} cases):`,
        )}
      </b>
      {draft.may.edit && onCases !== null && findings.some((one) => one.case !== null) ? (
        <p>
          {say('数改了，算例要跟着改：', 'Where a number has changed, its cases change with it: ')}
          <button type="button" className="btn text" onClick={onCases}>
            {say('去“算例”里看过、收下', 'read and take them in “Cases”')}
          </button>
        </p>
      ) : null}
      <ul>{findings.slice(0, findingsShownMax).map(item)}</ul>
      {findings.length <= findingsShownMax ? null : (
        <details>
          <summary>
            {say(`另外 ${findings.length - findingsShownMax} 处`, `${findings.length - findingsShownMax} more`)}
          </summary>
          <ul>{findings.slice(findingsShownMax).map(item)}</ul>
        </details>
      )}
    </div>
  )
}

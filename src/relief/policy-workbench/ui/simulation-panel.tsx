import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Refused } from '#design/console/case-panel.tsx'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { CutShort } from '#design/console/list-pages.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import {
  cancelSimulation,
  listSimulations,
  readSimulationRun,
  runSimulation,
  triesShownMax,
} from '../wire-simulation.ts'
import type { DraftSheet, SimulationRun } from './model.ts'

/** Milliseconds between two looks at a try that is under way. */
const askAgainAfter = 700

/** Tries the draft on everybody on file; changes nothing. */
export function SimulationPanel({ draft }: { draft: DraftSheet }) {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const found = useQuery({
    queryKey: ['policy-simulations', draft.id],
    queryFn: ({ signal }) => client.call(listSimulations, { params: { id: draft.id }, signal }),
  })
  const runKey = ['policy-simulation-run', draft.id]
  const latest = useQuery({
    queryKey: runKey,
    queryFn: ({ signal }) => client.call(readSimulationRun, { params: { id: draft.id }, signal }),
    refetchInterval: (query) => (query.state.data?.run?.state === 'running' ? askAgainAfter : false),
  })
  const run = latest.data?.run ?? null
  const isRunning = run?.state === 'running'
  const isClosed = draft.state === 'published' || draft.state === 'withdrawn'
  const begun = useRef<string | null>(null)
  const press = usePress(async (_: object, key) => {
    const { id } = await client.call(runSimulation, { params: { id: draft.id }, key })
    begun.current = id
    await queries.invalidateQueries({ queryKey: runKey })
  })
  useEffect(() => {
    if (run === null || isRunning) return
    void queries.invalidateQueries({ queryKey: ['policy-simulations', draft.id] })
    // Whoever pressed here is taken to what was found; whoever only watched stays.
    if (run.state !== 'done' || begun.current !== run.id) return
    begun.current = null
    void navigate({ to: '/workbench/simulations/$id', params: { id: run.id } } as never)
  }, [run, isRunning, queries, navigate, draft.id])
  return (
    <Panel title={say('全县试算', 'Try on everybody')}>
      <p className="mute">
        {say(
          '把在册的每一户照在用的和照草稿各算一遍：要多少钱，谁新符合，谁不再符合，谁多谁少。只算，什么也不改，不发也不停谁的钱。',
          'Every household on file by the law in force and by the draft: what it costs, who enters, who leaves, who gains or loses. It changes nothing.',
        )}
      </p>
      {run === null ? null : (
        <RunState run={run} mayCancel={latest.data?.may.cancel ?? false} onChanged={() => void latest.refetch()} />
      )}
      {latest.data?.may.simulate === true && !isRunning ? (
        <div className="row gap-top">
          <button
            type="button"
            className="btn"
            disabled={press.isBusy || draft.pack === null}
            onClick={() => void press.send({})}
          >
            {press.isBusy ? say('正在开始…', 'Beginning…') : say('现在试算', 'Try now')}
          </button>
        </div>
      ) : null}
      {isClosed ? (
        <p className="mute small">
          {say(
            '这份草稿已经办完，不再试算；以前试算的结果还在下面。',
            'This draft has come to its end and is tried no more; what was found before stands below.',
          )}
        </p>
      ) : null}
      <Refused trouble={press.refusal} />
      {found.data === undefined || found.data.length === 0 ? null : (
        <ul className="wb-packs">
          {found.data.slice(0, triesShownMax).map((one) => (
            <li key={one.id}>
              <span>
                <Link to={'/workbench/simulations/$id' as never} params={{ id: one.id } as never}>
                  {one.at.slice(0, 10)} {one.byName}
                </Link>{' '}
                <span className="mute small">
                  {say(
                    `${count(one.households)} 户，用了 ${(one.milliseconds / 1000).toFixed(1)} 秒`,
                    `${count(one.households)} households in ${(one.milliseconds / 1000).toFixed(1)} s`,
                  )}
                  {one.isStale ? say(' · 之后草稿又改过', ' · the draft has changed since') : ''}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {found.data === undefined || found.data.length <= triesShownMax ? null : (
        <CutShort
          shown={triesShownMax}
          all={null}
          how={{ zh: '再早的试算按它的网址还能打开。', en: 'Earlier tries still open by their addresses.' }}
        />
      )}
    </Panel>
  )
}

interface RunStateProps {
  readonly run: SimulationRun
  readonly mayCancel: boolean
  readonly onChanged: () => void
}

/** How far the try is, or how the last one ended; of one that is done the list below speaks. */
function RunState({ run, mayCancel, onChanged }: RunStateProps) {
  const say = useSay()
  const client = useClient()
  const press = usePress(async (wish: { readonly id: string }, key) => {
    await client.call(cancelSimulation, { params: wish, key })
    onChanged()
  })
  if (run.state === 'done') return null
  if (run.state === 'cancelled')
    return (
      <p className="note">
        {say(
          `上一次试算由${run.endedName ?? ''}停掉了，没有留下结果。`,
          `The last try was cancelled by ${run.endedName ?? ''}; nothing of it is kept.`,
        )}
      </p>
    )
  if (run.state === 'broken-off')
    return (
      <p className="note soon">
        {run.trouble === null
          ? say(
              '上一次试算没有算完就断了（服务停过），没有留下结果。请再算一次。',
              'The last try broke off before it was done (the service stopped); nothing of it is kept. Try again.',
            )
          : say(`上一次试算没有算成：${run.trouble.zh}`, `The last try failed: ${run.trouble.en}`)}
      </p>
    )
  const all = run.total ?? 0
  const text =
    run.total === null
      ? say('正在数有多少户', 'Counting the households')
      : say(`已算 ${count(run.done)} / ${count(all)} 户`, `${count(run.done)} of ${count(all)} households`)
  return (
    <div aria-live="polite">
      <div
        className="ro-prog"
        role="progressbar"
        aria-label={say('试算进度', 'Progress of the try')}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={run.done}
        aria-valuetext={text}
      >
        <i style={{ width: `${all === 0 ? 0 : (run.done / all) * 100}%` }} />
      </div>
      <p className="small mute gap">
        {text}
        {say(`，${run.byName} 开始的。可以离开这一页。`, `, begun by ${run.byName}. You may leave this page.`)}
      </p>
      {mayCancel ? (
        <div className="row">
          <button
            type="button"
            className="btn line"
            disabled={press.isBusy}
            onClick={() => void press.send({ id: run.id })}
          >
            {say('停下来', 'Cancel')}
          </button>
        </div>
      ) : null}
      <Refused trouble={press.refusal} />
    </div>
  )
}

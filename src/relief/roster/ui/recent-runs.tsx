import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '#design/console/figures.ts'
import { useSay, type Say, type Words } from '#design/console/language.tsx'
import { CutShort } from '#design/console/list-pages.tsx'
import { State, type ShapeName, type Tone } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { readRuns } from './calls.ts'
import { runsShownMax, type RunState } from '../contract.ts'
import type { RunCard } from './model.ts'

const faces: Readonly<Record<RunState, Words & { tone: Tone; shape: ShapeName }>> = {
  reading: { zh: '正在试读', en: 'being read', tone: 'go-on', shape: 'half' },
  read: { zh: '试读过，还没存', en: 'read, not kept', tone: 'still', shape: 'still' },
  running: { zh: '正在测算', en: 'being assessed', tone: 'go-on', shape: 'half' },
  assessed: { zh: '存入并测算', en: 'kept and assessed', tone: 'ok', shape: 'done' },
  discarded: { zh: '没存，删掉了', en: 'not kept, deleted', tone: 'still', shape: 'never' },
  failed: { zh: '没读成', en: 'not readable', tone: 'late', shape: 'late' },
}

export function RecentRuns() {
  const say = useSay()
  const client = useClient()
  const runs = useQuery({ queryKey: ['roster', 'runs'], queryFn: () => readRuns(client) })
  return (
    <section className="gap-top" aria-labelledby="recent">
      <h2 id="recent">{say('最近几次', 'Latest runs')}</h2>
      {runs.isError ? <Trouble error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.isPending ? <Waiting what={say('正在取', 'Fetching')} /> : null}
      {runs.data === undefined ? null : <RunTable runs={runs.data.slice(0, runsShownMax)} />}
      {runs.data === undefined || runs.data.length <= runsShownMax ? null : (
        <CutShort
          shown={runsShownMax}
          all={null}
          how={{
            zh: '更早的还存着，结果在每一户的“测算”里。',
            en: 'Earlier ones are kept; what they found stands under “Assessments” of each household.',
          }}
        />
      )}
    </section>
  )
}

export function RunTable({ runs }: { runs: readonly RunCard[] }) {
  const say = useSay()
  if (runs.length === 0)
    return (
      <p className="mute">{say('还没有做过。第一份名单从上面放进来。', 'None yet. The first list goes in above.')}</p>
    )
  return (
    <div className="ro-t">
      <table>
        <caption className="vh">{say('最近的体检', 'Latest runs')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('文件', 'File')}</th>
            <th scope="col">{say('什么时候', 'When')}</th>
            <th scope="col">{say('照哪天的规矩', 'Rules of')}</th>
            <th scope="col" className="r">
              {say('户', 'Households')}
            </th>
            <th scope="col">{say('到哪一步', 'Stage')}</th>
            <th scope="col" className="r">
              <span className="vh">{say('打开', 'Open')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id} className="card">
              <th scope="row">{run.file}</th>
              <td className="nw hide mute">{run.at.slice(0, 16).replace('T', ' ')}</td>
              <td className="hide nw">{run.lawOn}</td>
              <td className="r nw hide">{run.households === null ? '—' : count(run.households)}</td>
              <td className="full">
                <State tone={faces[run.state].tone} shape={faces[run.state].shape}>
                  {say(faces[run.state])}
                </State>
                {run.says === null ? null : <span className="mute">　{say(run.says)}</span>}
              </td>
              <td className="nw r lnk">{doorOf(run, say)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function doorOf(run: RunCard, say: Say) {
  switch (run.state) {
    case 'assessed':
      return (
        <Link to="/roster/$id/result" params={{ id: run.id }}>
          {say('看结果', 'Result')}
        </Link>
      )
    case 'reading':
    case 'read':
    case 'running':
    case 'failed':
      return (
        <Link to="/roster/$id" params={{ id: run.id }}>
          {say('打开', 'Open')}
        </Link>
      )
    case 'discarded':
      return null
  }
}

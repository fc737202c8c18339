import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Refused } from '#design/console/case-panel.tsx'
import { count } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { usePress } from '#design/console/press.ts'
import { useClient } from '#platform/http/client.ts'
import { listSimulations, runSimulation } from '../wire-simulation.ts'
import type { DraftSheet } from './model.ts'

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
  const press = usePress(async () => {
    const { id } = await client.call(runSimulation, { params: { id: draft.id } })
    await queries.invalidateQueries({ queryKey: ['policy-simulations', draft.id] })
    await navigate({ to: '/workbench/simulations/$id', params: { id } } as never)
  })
  return (
    <Panel title={say('全县试算', 'Try on everybody')}>
      <p className="mute">
        {say(
          '把在册的每一户照在用的和照草稿各算一遍：要多少钱，谁新符合，谁不再符合，谁多谁少。只算，什么也不改，不发也不停谁的钱。',
          'Every household on file by the law in force and by the draft: what it costs, who enters, who leaves, who gains or loses. It changes nothing.',
        )}
      </p>
      <div className="row">
        <button
          type="button"
          className="btn"
          disabled={press.isBusy || draft.pack === null}
          onClick={() => void press.send({})}
        >
          {press.isBusy ? say('正在算…', 'Computing…') : say('现在试算', 'Try now')}
        </button>
      </div>
      <Refused trouble={press.refusal} />
      {found.data === undefined || found.data.length === 0 ? null : (
        <ul className="wb-packs">
          {found.data.map((one) => (
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
                  {one.draftVersion === draft.version ? '' : say(' · 之后草稿又改过', ' · the draft has changed since')}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

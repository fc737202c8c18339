import { Link } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { Panel, Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useCaseCounts, useCaseList, type FoundRow } from './calls.ts'
import { RowClock } from './row-clock.tsx'
import { CountLink } from './stage-table.tsx'
import { lightNames, lightWords } from './words.ts'

const mine = { whose: 'mine', state: 'open' } as const

/** A morning's worth; the rest is one click away. */
const shownMax = 8

/** What waits for this desk, red and amber first: the list is ordered by due day, the nearest on top. */
export function DueToday() {
  const say = useSay()
  const counts = useCaseCounts(mine)
  const list = useCaseList(mine, shownMax)
  const error = counts.error ?? list.error
  return (
    <Panel
      title={say('今天要办', 'For today')}
      asOf={
        <Link to="/cases" search={{ whose: 'mine' } as never}>
          {say('轮到我的，全部', 'All that wait for me')}
        </Link>
      }
    >
      {error === null ? null : (
        <Trouble error={error} onRetry={() => void Promise.all([counts.refetch(), list.refetch()])} />
      )}
      {error === null && (counts.data === undefined || list.data === undefined) ? (
        <Waiting what={say('正在取今天要办的', 'Fetching what is for today')} />
      ) : null}
      {counts.data === undefined || list.data === undefined ? null : (
        <>
          <ul className="due-lights">
            {lightNames.map((light) => (
              <li key={light}>
                <State tone={lightWords[light].tone}>{say(lightWords[light])}</State>
                <CountLink
                  count={counts.data.all[light]}
                  filter={{ whose: 'mine', light }}
                  says={say(lightWords[light])}
                />
                <span className="mute">{say('件', 'cases')}</span>
              </li>
            ))}
          </ul>
          {list.data.rows.length === 0 ? (
            <p className="mute">
              {say('没有轮到您的件。有新的，会出现在这里。', 'Nothing waits for you. New cases will stand here.')}
            </p>
          ) : (
            <Rows rows={list.data.rows} />
          )}
        </>
      )}
    </Panel>
  )
}

function Rows({ rows }: { rows: readonly FoundRow[] }) {
  const say = useSay()
  const title = say('轮到您的件，最急的在上面', 'What waits for you, the most urgent first')
  return (
    <Wide label={title}>
      <table className="tb cards due-rows">
        <caption className="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('申请人', 'Applicant')}</th>
            <th scope="col">{say('镇街 · 村', 'Town, village')}</th>
            <th scope="col">{say('项目', 'Programme')}</th>
            <th scope="col">{say('环节', 'Stage')}</th>
            <th scope="col">{say('期限（工作日）', 'Limit (working days)')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/cases/$id" params={{ id: row.id }}>
                  {row.applicant}
                </Link>
              </th>
              <td data-label={say('镇街 · 村', 'Place')}>{row.placeLabel}</td>
              <td data-label={say('项目', 'Programme')}>{say(row.programmeWords)}</td>
              <td data-label={say('环节', 'Stage')}>{say(row.stageWords)}</td>
              <td data-label={say('期限', 'Limit')}>
                <RowClock row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

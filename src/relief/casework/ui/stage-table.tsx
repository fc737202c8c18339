import { Link } from '@tanstack/react-router'
import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Wide } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { lightCount, type CaseCounts, type Counts, type ListState } from './list-state.ts'
import { lightNames, lightWords } from './words.ts'

/** Stages down, lights across; every number opens the list behind it, and the last line is the sum of those above. */
export function StageTable({ counts, filter = {} }: { counts: CaseCounts; filter?: ListState }) {
  const say = useSay()
  const title = say('在办的件：环节和期限', 'Open cases by stage and limit')
  return (
    <Wide label={title}>
      <table className="tb stage-table">
        <caption className="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('环节', 'Stage')}</th>
            {lightNames.map((light) => (
              <th scope="col" className="r" key={light}>
                <State tone={lightWords[light].tone}>{say(lightWords[light])}</State>
              </th>
            ))}
            <th scope="col" className="r">
              {say('共', 'All')}
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.stages.map((stage) => (
            <tr key={stage.stage}>
              <th scope="row">{say(stage.words)}</th>
              <Cells counts={stage} filter={{ ...filter, stage: stage.stage }} name={say(stage.words)} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('合计', 'Sum')}</th>
            <Cells counts={counts.all} filter={filter} name={say('合计', 'Sum')} />
          </tr>
        </tfoot>
      </table>
    </Wide>
  )
}

function Cells({ counts, filter, name }: { counts: Counts; filter: ListState; name: string }) {
  const say = useSay()
  return (
    <>
      {lightNames.map((light) => (
        <td className="r" key={light}>
          <CountLink
            count={lightCount(counts, light)}
            filter={{ ...filter, light }}
            says={`${name}，${say(lightWords[light])}`}
          />
        </td>
      ))}
      <td className="r">
        <CountLink count={counts.count} filter={filter} says={name} />
      </td>
    </>
  )
}

/** A number that opens its list; nothing to open is a plain zero. */
export function CountLink({ count: size, filter, says }: { count: number; filter: ListState; says: string }) {
  const say = useSay()
  if (size === 0) return <span className="mute zero">0</span>
  return (
    <Link
      to="/cases"
      search={filter as never}
      aria-label={say(`${says}：${size} 件`, `${says}: ${many(size, 'case')}`)}
    >
      {count(size)}
    </Link>
  )
}

import { many } from '#design/console/figures.ts'
import { useLanguage, useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { WorkingClock } from '#design/console/working-clock.tsx'
import type { CaseRow } from '../wire.ts'
import { lightWords, outcomeWords } from './words.ts'

export type ClockOfRow = Pick<CaseRow, 'light' | 'leftDays' | 'isPaused' | 'outcome'> & {
  readonly beside?: Readonly<CaseRow['beside']>
  readonly acceptedOn?: string | null | undefined
  readonly limitDays?: number | null | undefined
}

/** The clock of one row, and below it what else has to begin by a day. */
export function RowClock({ row }: { row: ClockOfRow }) {
  const say = useSay()
  const language = useLanguage()
  return (
    <>
      <CaseClock row={row} />
      {(row.beside ?? []).map(({ words, leftDays, limitDays, light, dueOn, source }) => (
        <div key={words.zh} title={say(`最迟 ${dueOn}，${source}`, `by ${dueOn}, ${source}`)}>
          <span className="small mute">{say(words)}</span>{' '}
          <WorkingClock {...{ language, light }} gone={limitDays - leftDays} limit={limitDays} />
        </div>
      ))}
    </>
  )
}

/** How the case ended, or which working day it is of how many, or what little is known. */
function CaseClock({ row }: { row: ClockOfRow }) {
  const say = useSay()
  const language = useLanguage()
  if (row.outcome !== null) return <State tone={outcomeWords[row.outcome].tone}>{say(outcomeWords[row.outcome])}</State>
  if (row.light === null || row.leftDays === null)
    return (
      <span className="mute">
        {row.isPaused
          ? say('停着', 'stopped')
          : (row.acceptedOn ?? null) === null
            ? say('还没受理，不计时', 'not accepted yet, no clock')
            : say('这个环节不计时', 'no limit in this stage')}
      </span>
    )
  const { light, leftDays, limitDays = null } = row
  const stopped = row.isPaused ? say('等材料', 'waiting for papers') : null
  if (limitDays !== null)
    return <WorkingClock {...{ language, stopped, light }} gone={limitDays - leftDays} limit={limitDays} />
  if (stopped !== null)
    return (
      <State tone="still" shape="still">
        {say(`停表·${stopped}`, `stopped: ${stopped}`)}
      </State>
    )
  return <State tone={lightWords[light].tone}>{leftText(leftDays, say)}</State>
}

/** `剩 3 天`, `今天到期`, `超期 2 天`: working days, always. */
export const leftText = (leftDays: number, say: ReturnType<typeof useSay>): string => {
  if (leftDays < 0) return say(`超期 ${-leftDays} 天`, `${many(-leftDays, 'day')} late`)
  if (leftDays === 0) return say('今天到期', 'due today')
  return say(`剩 ${leftDays} 天`, `${many(leftDays, 'day')} left`)
}

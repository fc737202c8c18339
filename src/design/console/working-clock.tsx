import { many } from './figures.ts'
import { sayIn, type Language } from './language.tsx'
import { State } from './shape.tsx'

interface WorkingClockProps {
  readonly language: Language
  /** Working days gone, today included. */
  readonly gone: number
  /** The limit in working days. */
  readonly limit: number
  /** Why the clock stands still, or null. */
  readonly stopped?: string | null
  /** The light as the server reckoned it; without it the clock warns one day before its limit. */
  readonly light?: ClockLight | undefined
}

export type ClockLight = 'green' | 'amber' | 'red'

/** Days before the limit from which on the clock warns. */
const soonDays = 1

const lightOf = (left: number): ClockLight => (left < 0 ? 'red' : left <= soonDays ? 'amber' : 'green')

/** The limit as a pie, then a triangle, and a square only when it is over; beside it one small block for each working day. */
export function WorkingClock({ language, gone, limit, stopped = null, light }: WorkingClockProps) {
  return (
    <span className="clk">
      <ClockWord {...{ language, gone, limit, stopped, light }} />
      <span className={stopped === null ? 'tk' : 'tk off'} aria-hidden="true">
        {Array.from({ length: Math.max(gone, limit) }, (_, day) => (
          <i key={day} className={blockOf(day, gone, limit)} />
        ))}
      </span>
    </span>
  )
}

function blockOf(day: number, gone: number, limit: number): string | undefined {
  if (day >= limit) return 'o'
  if (day >= gone) return undefined
  return day === gone - 1 ? 't' : 'u'
}

function ClockWord({ language, gone, limit, stopped, light }: WorkingClockProps) {
  const t = sayIn(language)
  const left = limit - gone
  const shown = light ?? lightOf(left)
  if (stopped != null)
    return (
      <State tone="still" shape="still">
        {t(`停表·${stopped}`, `stopped: ${stopped}`)}
      </State>
    )
  if (left < 0) return <State tone="late">{t(`超期 ${-left} 天`, `${many(-left, 'day')} late`)}</State>
  const word = left === 0 ? t('今天到期', 'due today') : t(`剩 ${left} 天`, `${many(left, 'day')} left`)
  if (shown === 'red')
    return (
      <State tone="late" shape="soon">
        {word}
      </State>
    )
  if (shown === 'amber') return <State tone="soon">{word}</State>
  if (gone === 0) return <State tone="go-on">{word}</State>
  return (
    <span className="st go-on">
      <Pie share={gone / limit} />
      {t(`第 ${gone}/${limit} 天`, `day ${gone} of ${limit}`)}
    </span>
  )
}

/** A slice from twelve o'clock on, as large as the share of the limit that is used. */
function Pie({ share }: { readonly share: number }) {
  const turn = 2 * Math.PI * Math.min(0.999, Math.max(0, share))
  const [x, y] = [10 + 8 * Math.sin(turn), 10 - 8 * Math.cos(turn)]
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="8.5" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d={`M10 10V2A8 8 0 ${share > 0.5 ? 1 : 0} 1 ${x.toFixed(2)} ${y.toFixed(2)}z`} fill="currentColor" />
    </svg>
  )
}

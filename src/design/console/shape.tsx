/** The silhouettes of a state: they must survive a black-and-white printer, so each is drawn, not coloured. */
export type ShapeName =
  | 'done'
  | 'half'
  | 'not-yet'
  | 'soon'
  | 'late'
  | 'still'
  | 'arrow'
  | 'lock'
  | 'up'
  | 'down'
  | 'minus'
  | 'unknown'
  | 'never'
  | 'refusal'

export function Shape({ name }: { name: ShapeName }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      {drawings[name]}
    </svg>
  )
}

const line = { fill: 'none', stroke: 'currentColor' } as const
const cut = { fill: 'none', stroke: 'var(--paper)' } as const

const drawings: Readonly<Record<ShapeName, React.ReactNode>> = {
  done: (
    <>
      <circle cx="10" cy="10" r="9" fill="currentColor" />
      <path d="M5.5 10.5l3 3 6-7" strokeWidth="2.4" {...cut} />
    </>
  ),
  half: (
    <>
      <circle cx="10" cy="10" r="8" strokeWidth="2.4" {...line} />
      <path d="M10 2a8 8 0 0 1 0 16z" fill="currentColor" />
    </>
  ),
  'not-yet': <circle cx="10" cy="10" r="8.5" strokeWidth="2" strokeDasharray="3 2.4" {...line} />,
  soon: (
    <>
      <path d="M10 1.5L19 18H1z" fill="currentColor" />
      <path d="M10 7v5.5M10 14.2v2" strokeWidth="2.2" {...cut} />
    </>
  ),
  late: (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" fill="currentColor" />
      <path d="M6 6l8 8M14 6l-8 8" strokeWidth="2.4" {...cut} />
    </>
  ),
  still: (
    <>
      <rect x="2" y="2" width="16" height="16" rx="4" strokeWidth="2" {...line} />
      <path d="M8 6.5v7M12 6.5v7" strokeWidth="2" {...line} />
    </>
  ),
  arrow: <path d="M2 10h13M10 4.5L15.5 10 10 15.5" strokeWidth="2.8" {...line} />,
  lock: (
    <>
      <rect x="3" y="9" width="14" height="9.5" rx="1.5" fill="currentColor" />
      <path d="M6 9V6a4 4 0 0 1 8 0v3" strokeWidth="2.2" {...line} />
    </>
  ),
  up: <path d="M10 1l8.5 9H13v9H7v-9H1.5z" fill="currentColor" />,
  down: <path d="M10 19l8.5-9H13V1H7v9H1.5z" fill="currentColor" />,
  minus: (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" fill="currentColor" />
      <path d="M5 10h10" strokeWidth="2.6" {...cut} />
    </>
  ),
  unknown: (
    <>
      <circle cx="10" cy="10" r="8.5" strokeWidth="2" strokeDasharray="3 2.4" {...line} />
      <path d="M7.2 8c0-3.8 5.6-3.8 5.6-.3 0 2-2.8 2.1-2.8 4.3M10 13.6v2" strokeWidth="2" {...line} />
    </>
  ),
  never: (
    <>
      <circle cx="10" cy="10" r="8.5" strokeWidth="2" {...line} />
      <path d="M4 16L16 4" strokeWidth="2" {...line} />
    </>
  ),
  refusal: (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" rx="2" strokeWidth="2.4" {...line} />
      <path d="M5.5 8h9M5.5 12.5h9M13.5 4.5l-7 11" strokeWidth="2.2" {...line} />
    </>
  ),
}

export type Tone = 'ok' | 'soon' | 'late' | 'go-on' | 'still'

const shapeOf: Readonly<Record<Tone, ShapeName>> = {
  ok: 'done',
  soon: 'soon',
  late: 'late',
  'go-on': 'half',
  still: 'not-yet',
}

/** A state is a word, then a silhouette, then a colour. */
export function State({ tone, shape, children }: { tone: Tone; shape?: ShapeName; children: React.ReactNode }) {
  return (
    <span className={`st ${tone === 'still' ? '' : tone}`}>
      <Shape name={shape ?? shapeOf[tone]} />
      {children}
    </span>
  )
}

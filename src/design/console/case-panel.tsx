import type { ReactNode } from 'react'
import { useSay, type Words } from './language.tsx'
import { State, type ShapeName, type Tone } from './shape.tsx'
import { Trouble, Waiting, troubleOf } from './table-states.tsx'

/** Where the thing of this panel stands: a word, then a silhouette, then a colour. */
export interface PanelState extends Words {
  readonly tone: Tone
  readonly shape?: ShapeName
}

export interface CasePanelProps {
  readonly title: string
  /** Anchor on the page: `panel-notice`. */
  readonly id?: string
  readonly state?: PanelState | null
  /** At the right of the title: as of when, by whom, in which unit. */
  readonly asOf?: ReactNode
  /** What this panel is being fetched for; while it is true nothing else is drawn. */
  readonly isWaiting?: boolean
  /** Why the panel could not be read. A refusal, an outage and a fault of ours have three faces. */
  readonly error?: unknown
  readonly onRetry?: () => void
  /** One sentence when there is nothing yet, and what happens next. Drawn instead of the body. */
  readonly empty?: ReactNode
  /** What stands below the body: buttons and forms. */
  readonly actions?: ReactNode
  /** What the last press was answered with. It stays in the panel in which it was pressed. */
  readonly refusal?: unknown
  readonly children?: ReactNode
}

/** The frame of every panel on the case page. Each panel reads its own data and shows its own refusals. */
export function CasePanel(props: CasePanelProps) {
  const { title, id, state = null, asOf, children, actions } = props
  const say = useSay()
  return (
    <section className="panel case-panel" aria-label={title} {...(id === undefined ? {} : { id })}>
      <h2>
        <span className="case-panel-title">
          {title}
          {state === null ? null : (
            <State tone={state.tone} {...(state.shape === undefined ? {} : { shape: state.shape })}>
              {say(state)}
            </State>
          )}
        </span>
        {asOf === undefined ? null : <span className="asof">{asOf}</span>}
      </h2>
      <Body {...props}>{children}</Body>
      <Refused trouble={props.refusal} />
      {actions === undefined || actions === null ? null : <div className="case-panel-do noprint">{actions}</div>}
    </section>
  )
}

function Body({ isWaiting = false, error, onRetry, empty, title, children }: CasePanelProps) {
  const say = useSay()
  if (error !== undefined && error !== null)
    return <Trouble error={error} {...(onRetry === undefined ? {} : { onRetry })} />
  if (isWaiting) return <Waiting what={say(`正在取：${title}`, `Fetching: ${title}`)} />
  if (empty !== undefined && empty !== null) return <div className="mute">{empty}</div>
  return <>{children}</>
}

/** A refusal in place: what, why, what now, in the server's own sentence. Nothing when there is none. */
export function Refused({ trouble }: { trouble: unknown }) {
  const say = useSay()
  if (trouble === undefined || trouble === null) return null
  const { status, number, ...words } = troubleOf(trouble)
  if (status >= 400 && status < 500)
    return (
      <p className="note late refused" role="alert">
        {say(words)}
      </p>
    )
  return (
    <div className="note soon refused" role="alert">
      <p>{say(words)}</p>
      <p className="small">
        {say('填的都还在。', 'What you typed is still here.')}
        {number === undefined ? null : say(` 编号 ${number}`, ` Number ${number}`)}
      </p>
    </div>
  )
}

/** Sentences that stand in the way of a move, said before anything is pressed. */
export function InTheWay({ sentences }: { sentences: readonly (Words & { readonly code: string })[] }) {
  const say = useSay()
  if (sentences.length === 0) return null
  return (
    <ul className="in-the-way">
      {sentences.map((sentence, index) => (
        <li key={`${sentence.code}-${index}`}>
          <State tone="still" shape="never">
            <span className="vh">{say('还不能：', 'Not yet: ')}</span>
          </State>
          <span>{say(sentence)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Names and values in two columns; a missing value says that nobody knows. */
export function FactList({
  facts,
}: {
  facts: readonly (Words & { readonly name: string; readonly value: ReactNode | null })[]
}) {
  const say = useSay()
  return (
    <dl className="fact-list">
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{say(fact)}</dt>
          <dd>{fact.value ?? <span className="mute">{say('不知道', 'unknown')}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}

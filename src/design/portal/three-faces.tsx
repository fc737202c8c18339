import type { ReactNode } from 'react'
import { State } from '../console/shape.tsx'

/**
 * “No” has three faces. A refusal is an answer (the law's), an outage is someone else's debt, a bug is ours. They must
 * never be mistaken for one another: frame, hatch or edge tell them apart before a word is read.
 */
interface FaceProps {
  readonly title: string
  /** The word of the state, e.g. 答复. */
  readonly word: string
  readonly children: ReactNode
  /** The other ways open: links and buttons. */
  readonly ways?: ReactNode
}

export interface RefusalFaceProps extends FaceProps {
  /** The answer itself, on yellow. */
  readonly answer: string
  /** The two numbers compared, when the refusal is about numbers. */
  readonly compared?: {
    readonly left: { readonly value: string; readonly label: string }
    readonly sign: string
    readonly right: { readonly value: string; readonly label: string }
  }
  readonly article?: string
}

export function RefusalFace({ title, word, answer, compared, article, children, ways }: RefusalFaceProps) {
  return (
    <section className="face ref">
      <State tone="go-on" shape="refusal">
        {word}
      </State>
      <h2>{title}</h2>
      <div className="body">
        {compared !== undefined && (
          <div className="ineq">
            <div>
              <b>{compared.left.value}</b>
              <small>{compared.left.label}</small>
            </div>
            <b>{compared.sign}</b>
            <div>
              <b>{compared.right.value}</b>
              <small>{compared.right.label}</small>
            </div>
          </div>
        )}
        <p className="ans2">{answer}</p>
        {article !== undefined && <cite>{article}</cite>}
        {children}
      </div>
      {ways !== undefined && <div className="row do">{ways}</div>}
    </section>
  )
}

/** Dashed and hatched: nothing was found, because nobody answered yet. The clock is stopped. */
export function OutageFace({ title, word, children, ways }: FaceProps) {
  return (
    <section className="face out">
      <State tone="still">{word}</State>
      <h2>{title}</h2>
      <div className="body">{children}</div>
      {ways !== undefined && <div className="row do">{ways}</div>}
    </section>
  )
}

export interface BugFaceProps extends FaceProps {
  /** What was kept, what did not happen, who mends it: label and sentence. */
  readonly log: readonly { readonly label: string; readonly text: string }[]
}

export function BugFace({ title, word, log, children, ways }: BugFaceProps) {
  return (
    <section className="face bug">
      <State tone="late">{word}</State>
      <h2>{title}</h2>
      <div className="body">
        {children}
        <ul className="log">
          {log.map(({ label, text }) => (
            <li key={label}>
              <span>{label}</span>
              <span>{text}</span>
            </li>
          ))}
        </ul>
      </div>
      {ways !== undefined && <div className="row do">{ways}</div>}
    </section>
  )
}

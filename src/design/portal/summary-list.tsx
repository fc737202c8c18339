import type { ReactNode } from 'react'

export interface SummaryRow {
  readonly key: string
  readonly label: string
  readonly value: ReactNode
  /** What to press when the answer is wrong: `改` with the question's address. */
  readonly change?: { readonly href: string; readonly word: string }
}

/** Question and answer, one under the other; each answer with its own way back. */
export function SummaryList({ rows }: { readonly rows: readonly SummaryRow[] }) {
  return (
    <dl className="sl">
      {rows.map(({ key, label, value, change }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {change !== undefined && (
            <dd className="ch">
              <a href={change.href}>
                {change.word}
                <span className="vh">：{label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

import type { ReactNode } from 'react'
import { sayIn, type Language } from '../console/language.tsx'
import { Phrases } from './phrases.tsx'

export interface Crumb {
  readonly href: string
  readonly word: string
}

/** Where we are, the title, and one sentence that says what is here. */
export function PageHead({
  language,
  crumbs = [],
  title,
  lead,
  children,
}: {
  readonly language: Language
  readonly crumbs?: readonly Crumb[]
  readonly title: ReactNode
  readonly lead?: ReactNode
  readonly children?: ReactNode
}) {
  const t = sayIn(language)
  return (
    <div className="ph">
      {crumbs.length > 0 && (
        <nav className="crumb" aria-label={t('位置', 'You are here')}>
          {crumbs.map(({ href, word }) => (
            <span key={href}>
              <a href={href}>{word}</a> <span aria-hidden="true">/</span>
            </span>
          ))}
        </nav>
      )}
      <h1>{typeof title === 'string' ? <Phrases text={title} /> : title}</h1>
      {lead !== undefined && <p className="lead">{lead}</p>}
      {children}
    </div>
  )
}

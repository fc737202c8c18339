import type { ReactNode } from 'react'
import { useSay } from './language.tsx'

/** The head of a page: title, one sentence, and what can be done here. */
export function PageHead({ title, says, children }: { title: ReactNode; says?: ReactNode; children?: ReactNode }) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {says === undefined ? null : <p>{says}</p>}
      </div>
      {children === undefined ? null : <div className="row noprint">{children}</div>}
    </div>
  )
}

/** Where this page stands: links upwards, the page itself last. */
export function Crumbs({ children, here }: { children: ReactNode; here: ReactNode }) {
  const say = useSay()
  return (
    <nav className="crumb" aria-label={say('位置', 'You are here')}>
      {children}
      <span aria-hidden="true">/</span>
      <span aria-current="page">{here}</span>
    </nav>
  )
}

/** A panel with its title and, at the right, as of when or in which unit. */
export function Panel({
  title,
  asOf,
  id,
  children,
}: {
  title: ReactNode
  asOf?: ReactNode
  id?: string
  children: ReactNode
}) {
  return (
    <section className="panel" {...(id === undefined ? {} : { id })}>
      <h2>
        {title}
        {asOf === undefined ? null : <span className="asof">{asOf}</span>}
      </h2>
      {children}
    </section>
  )
}

/** A wide table inside a panel: the region can be focused and moved with the arrow keys. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}

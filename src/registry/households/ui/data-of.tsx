import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

const consolePrefix = '/console'

/** A value, or a door to where it comes from. Paths of the console stay inside it; others leave with a full load. */
export function DataOf({ href, children }: { href?: string | undefined; children: ReactNode }) {
  if (href === undefined || href === '') return <>{children}</>
  if (href.startsWith(`${consolePrefix}/`)) return <Link to={href.slice(consolePrefix.length)}>{children}</Link>
  return <a href={href}>{children}</a>
}

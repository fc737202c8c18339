import type { ReactNode } from 'react'

/**
 * Nothing to show. Done and filtered away are two different sentences, and neither is an error: no red, no apology, and
 * always a way on.
 */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p>
        <b>{title}</b>
      </p>
      {children}
    </div>
  )
}

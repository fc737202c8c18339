import type { ReactNode } from 'react'

export type NoticeTone = 'plain' | 'ok' | 'soon' | 'late' | 'gold'

/** Something the reader should know before going on. Yellow only for “you, now”. */
export function Notice({
  tone = 'plain',
  title,
  children,
}: {
  tone?: NoticeTone
  title?: string
  children: ReactNode
}) {
  return (
    <div className={tone === 'plain' ? 'note' : `note ${tone}`}>
      {title !== undefined && <b>{title} </b>}
      {children}
    </div>
  )
}

import type { ReactNode } from 'react'
import { useSay } from './language.tsx'

/** The filters above a list. Each acts when it is set, so there is nothing to send; on paper only the list stands. */
export function Filters({ label, children }: { readonly label?: string; readonly children: ReactNode }) {
  const say = useSay()
  return (
    <form
      className="filters noprint"
      role="search"
      aria-label={label ?? say('筛选', 'Filter')}
      onSubmit={(event) => event.preventDefault()}
    >
      {children}
    </form>
  )
}

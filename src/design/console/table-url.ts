import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The state of a list as it stands in the address: sendable to a colleague, kept on reload, undone by "back". */
export type UrlState = Readonly<Record<string, string | number | undefined>>

/** Only texts and numbers get in; `page` falls back to 1 whenever something else changes. */
export function cleanState(search: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  )
}

export function changedState(now: Record<string, string>, change: UrlState): Record<string, string> {
  const next = cleanState({ ...now, ...change })
  if (!('page' in change) || change['page'] === 1) delete next['page']
  return next
}

export interface TableUrl {
  readonly state: Readonly<Record<string, string>>
  /** Sets the named entries and keeps the rest; undefined or empty takes one away. */
  readonly set: (change: UrlState, options?: { replace?: boolean }) => void
  readonly clear: (keep?: readonly string[]) => void
}

export function useTableUrl(): TableUrl {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const state = cleanState(search)
  const go = useCallback(
    (next: Record<string, string>, replace: boolean) => {
      void navigate({ to: '.', search: next as never, replace, resetScroll: false })
    },
    [navigate],
  )
  return {
    state,
    set: (change, { replace = false } = {}) => go(changedState(state, change), replace),
    clear: (keep = []) => go(Object.fromEntries(Object.entries(state).filter(([name]) => keep.includes(name))), false),
  }
}

import { useEffect, type RefObject } from 'react'

/** Rows that `j`, `k` and Enter walk over: the links that open a row carry `data-row-link`. */
const rowLinks = (region: HTMLElement): HTMLElement[] => [...region.querySelectorAll<HTMLElement>('[data-row-link]')]

/** Where `step` leads from the row in focus; the ends hold. */
export const nextIndex = (now: number, step: number, count: number): number =>
  now === -1 ? (step > 0 ? 0 : count - 1) : Math.min(Math.max(now + step, 0), count - 1)

/** `j` down, `k` up, Enter opens: the focus moves over the links themselves, so a screen reader follows. */
export function useTableKeys(region: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const walk = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return
      const target = event.target
      if (target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
      if (document.querySelector('[aria-modal="true"]') !== null) return
      const links = region.current === null ? [] : rowLinks(region.current)
      if (links.length === 0) return
      event.preventDefault()
      const now = links.findIndex((link) => link === document.activeElement)
      links[nextIndex(now, event.key === 'j' ? 1 : -1, links.length)]?.focus()
    }
    document.addEventListener('keydown', walk)
    return () => document.removeEventListener('keydown', walk)
  }, [region])
}

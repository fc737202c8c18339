import { lazy, type ReactNode } from 'react'
import type { CasePanelEntry, CasePanelProps } from '#relief/casework/ui/panel-entry.ts'

/** A panel is fetched when the page needs it: `open(async () => (await import('…/notice-panel.tsx')).NoticePanel)`. */
export const open = (load: () => Promise<(props: CasePanelProps) => ReactNode>): CasePanelEntry['open'] =>
  lazy(async () => ({ default: await load() }))

/** The panels of the case page, one row each, in the order in which a family meets them. Gaps are left for more. */
export const casePanels: readonly CasePanelEntry[] = []

/** Those this person may see, in their order. */
export const panelsFor = (holds: (permission: string) => boolean): readonly CasePanelEntry[] =>
  casePanels
    .filter(({ needs }) => needs.length === 0 || needs.some(holds))
    .toSorted((one, other) => one.order - other.order)

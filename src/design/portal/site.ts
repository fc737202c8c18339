import type { Language, Words } from '../console/language.tsx'

/** What every page says about the place it belongs to. Comes from the tenant's settings, never from the code. */
export interface Site {
  /** `青禾县助联`. */
  readonly name: Words
  /** What it is, in small print under the name. */
  readonly what: Words
  /** The telephone line, dialled as it stands. */
  readonly hotline: string
  /** The number under which the site is filed (备案号); null when there is none to show. */
  readonly filingNumber: string | null
  /** A demonstration says so on every page. */
  readonly isDemonstration: boolean
  readonly nav: readonly NavItem[]
  /** “Often used” at the foot of every page. */
  readonly footLinks: readonly NavItem[]
}

export interface NavItem {
  readonly href: string
  readonly label: Words
}

/** What a page must know about the visit to draw itself. */
export interface DrawnFor {
  /** Path with query: where the 长辈版 and language links come back to. */
  readonly path: string
  readonly language: Language
  readonly elder: boolean
}

/** Changes a small choice (a cookie) and comes back. Links, not scripts, so that old phones can. */
export const choicePath = (choice: 'elder' | 'language', value: string, back: string): string =>
  `/choices?${new URLSearchParams({ [choice]: value, back }).toString()}`

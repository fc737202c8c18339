import type { NewsColumn } from '#oversight/newsroom/index.ts'
import { progressPath } from '#relief/progress/contract.ts'
import { noticesPath, publicationsPath } from '#relief/public-notice/contract.ts'

/** Every address of the portal, written once. */
export const portalPaths = {
  home: '/',
  screener: '/what-can-i-get',
  policies: '/policies',
  policy: (id: string): string => `/policies/${id}`,
  standards: '/standards',
  news: '/news',
  article: (slug: string): string => `/news/${slug}`,
  numbers: '/numbers',
  number: (code: string): string => `/numbers#${code}`,
  /** Pages of other modules, led to from here. */
  progress: progressPath,
  notices: noticesPath,
  publications: publicationsPath,
  search: '/search',
  about: '/about',
  accessibility: '/accessibility',
  privacy: '/privacy',
  style: '/style',
  choices: '/choices',
  signIn: '/sign-in?next=%2Fconsole',
} as const

export const newsPath = (column: NewsColumn | undefined, page: number): string => {
  const query = new URLSearchParams()
  if (column !== undefined) query.set('column', column)
  if (page > 1) query.set('page', String(page))
  return query.size === 0 ? portalPaths.news : `${portalPaths.news}?${query.toString()}`
}

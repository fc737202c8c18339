import { z } from 'zod'
import { redirectTo, route, type Page, type Route, type Visit } from '#platform/http/index.ts'
import { articlesPerPage, newsColumns } from '#oversight/newsroom/index.ts'
import type { PortalNeeds } from './needs.ts'
import { portalPaths } from './paths.ts'
import { createPortalPages } from './portal-pages.tsx'
import { choiceDays, createScreener } from './screener-pages.tsx'

const Choices = z.object({
  elder: z.enum(['0', '1']).optional(),
  language: z.enum(['zh', 'en']).optional(),
  back: z.string().max(2000).default('/'),
})
const NewsQuery = z.object({
  column: z.enum(newsColumns).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).default(1).catch(1),
})
const SearchQuery = z.object({ q: z.string().trim().max(100).default('').catch('') })

/** Every public page. All are open, work without script, and show nothing that concerns a person. */
export function portalRoutes(needs: PortalNeeds): Route[] {
  const pages = createPortalPages(needs)
  const open = (
    path: string,
    words: { readonly zh: string; readonly en: string },
    run: (visit: Visit) => Promise<Page>,
  ): Route =>
    route({
      verb: 'GET',
      path,
      ...words,
      may: 'anyone',
      hidden: true,
      answers: 'page',
      run: ({ visit }) => run(visit),
    })
  return [
    open(portalPaths.home, { zh: '首页', en: 'Start page' }, pages.home),
    open(portalPaths.policies, { zh: '能领什么', en: 'What you can get' }, pages.policies),
    open(portalPaths.standards, { zh: '标准', en: 'Standards' }, pages.standards),
    open(portalPaths.numbers, { zh: '公开数字', en: 'Open numbers' }, pages.numbers),
    open(portalPaths.about, { zh: '关于助联', en: 'About' }, pages.about),
    open(portalPaths.accessibility, { zh: '无障碍说明', en: 'Accessibility' }, pages.accessibility),
    open(portalPaths.privacy, { zh: '隐私说明', en: 'Privacy' }, pages.privacy),
    open(portalPaths.style, { zh: '样式总表', en: 'Style page' }, pages.style),
    route({
      verb: 'GET',
      path: portalPaths.policy(':id'),
      zh: '一项政策',
      en: 'One policy',
      may: 'anyone',
      hidden: true,
      params: z.object({ id: z.string().max(100) }),
      answers: 'page',
      run: ({ visit, params }) => pages.policy(visit, params.id),
    }),
    ...screenerRoutes(needs),
    ...newsPages(pages),
    route({
      verb: 'GET',
      path: portalPaths.choices,
      zh: '长辈版和语言',
      en: 'Large print and language',
      may: 'anyone',
      hidden: true,
      query: Choices,
      answers: 'redirect',
      run: async ({ visit, query: { elder, language, back } }) => {
        if (elder !== undefined) visit.remember('elder', elder, elder === '1' ? choiceDays : 0)
        if (language !== undefined) visit.remember('language', language, choiceDays)
        return redirectTo(back)
      },
    }),
  ]
}

const newsPages = (pages: ReturnType<typeof createPortalPages>): Route[] => [
  route({
    verb: 'GET',
    path: portalPaths.news,
    zh: '新闻',
    en: 'News',
    may: 'anyone',
    hidden: true,
    query: NewsQuery,
    answers: 'page',
    run: ({ visit, query }) => pages.news(visit, { ...query, perPage: articlesPerPage }),
  }),
  route({
    verb: 'GET',
    path: portalPaths.article(':slug'),
    zh: '一条新闻',
    en: 'One article',
    may: 'anyone',
    hidden: true,
    params: z.object({ slug: z.string().max(100) }),
    answers: 'page',
    run: ({ visit, params }) => pages.article(visit, params.slug),
  }),
  route({
    verb: 'GET',
    path: portalPaths.search,
    zh: '搜索',
    en: 'Search',
    may: 'anyone',
    hidden: true,
    query: SearchQuery,
    answers: 'page',
    run: ({ visit, query }) => pages.search(visit, query.q),
  }),
]

/** Answers travel in the form and nowhere else: not in the address, not in a cookie, not in a table. */
function screenerRoutes(needs: PortalNeeds): Route[] {
  const screener = createScreener(needs)
  const row = {
    path: portalPaths.screener,
    zh: '我能享受什么',
    en: 'What can I get',
    may: 'anyone',
    hidden: true,
  } as const
  return [
    route({ ...row, verb: 'GET', answers: 'page', run: async ({ visit }) => screener(visit, {}) }),
    route({
      ...row,
      verb: 'POST',
      body: z.record(z.string(), z.unknown()),
      answers: 'page',
      run: async ({ visit, body }) => screener(visit, body),
    }),
  ]
}

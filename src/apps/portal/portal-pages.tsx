import { renderPage } from '#design/portal/document.ts'
import type { ArticleWish } from '#oversight/newsroom/contract.ts'
import type { Page, Visit } from '#platform/http/index.ts'
import { openFigures } from './figures.ts'
import type { PortalNeeds } from './needs.ts'
import { HomePage } from './pages/home-page.tsx'
import { ArticlePage, NewsListPage } from './pages/news-pages.tsx'
import { NumbersPage } from './pages/numbers-page.tsx'
import { PolicyDetailPage, PolicyListPage } from './pages/policy-pages.tsx'
import { SearchPage } from './pages/search-page.tsx'
import { StandardsPage } from './pages/standards-page.tsx'
import { StylePage } from './pages/style-page.tsx'
import { AboutPage, AccessibilityPage, PrivacyPage } from './pages/text-pages.tsx'
import { inOrder } from './policies.ts'
import { portalRefusals } from './refusals.ts'
import { newsHit, searchPolicies } from './search.ts'

const homeArticlesMax = 6
const newsHitsMax = 30
const standardHitsMax = 20

/** Each page: fetch what it shows, draw it. */
export function createPortalPages(needs: PortalNeeds) {
  const { site, clock, newsroom, placeName } = needs
  const policies = () => inOrder(needs.policies(), needs.homeRegion)
  const places = () => needs.screener.eligibility.placesAbove(needs.homeRegion)
  return {
    home: async (visit: Visit): Promise<Page> => {
      const [computed, reported, { articles }] = await Promise.all([
        needs.computedFigures(),
        newsroom.figures(),
        newsroom.list({ page: 1, perPage: homeArticlesMax }),
      ])
      const figures = openFigures(computed, reported, visit.language)
      return renderPage(
        <HomePage
          {...{ site, visit, figures, articles }}
          homeRegion={needs.homeRegion}
          today={clock.today()}
          policies={policies()}
        />,
      )
    },
    policies: async (visit: Visit): Promise<Page> =>
      renderPage(<PolicyListPage {...{ site, visit }} today={clock.today()} policies={policies()} places={places()} />),
    /** @throws noSuchPolicy */
    policy: async (visit: Visit, id: string): Promise<Page> => {
      const policy = policies().find((one) => one.id === id)
      if (policy === undefined) throw portalRefusals.noSuchPolicy()
      return renderPage(<PolicyDetailPage {...{ site, visit, policy, placeName }} today={clock.today()} />)
    },
    standards: async (visit: Visit): Promise<Page> =>
      renderPage(<StandardsPage {...{ site, visit, placeName }} today={clock.today()} policies={policies()} />),
    numbers: async (visit: Visit): Promise<Page> => {
      const [computed, reported] = await Promise.all([needs.computedFigures(), newsroom.figures()])
      return renderPage(<NumbersPage {...{ site, visit, computed, reported }} />)
    },
    news: async (visit: Visit, wish: ArticleWish): Promise<Page> => {
      const [{ articles, total }, columns] = await Promise.all([newsroom.list(wish), newsroom.columns()])
      const pages = Math.max(1, Math.ceil(total / wish.perPage))
      return renderPage(
        <NewsListPage {...{ site, visit, articles, columns, pages }} column={wish.column} page={wish.page} />,
      )
    },
    article: async (visit: Visit, slug: string): Promise<Page> => {
      const article = await newsroom.get(slug)
      const views = await newsroom.countView(article.slug, visit.csrf())
      return renderPage(<ArticlePage {...{ site, visit, article, views }} />)
    },
    search: async (visit: Visit, question: string): Promise<Page> => {
      const news = await newsroom.search(question, newsHitsMax + 1)
      const found = Map.groupBy(searchPolicies(question, policies()), ({ kind }) => kind)
      const standards = found.get('standard') ?? []
      const hits = [
        ...(found.get('policy') ?? []),
        ...standards.slice(0, standardHitsMax),
        ...news.slice(0, newsHitsMax).map(newsHit),
      ]
      const hasMore = standards.length > standardHitsMax || news.length > newsHitsMax
      return renderPage(<SearchPage {...{ site, visit, question, hits, hasMore }} />)
    },
    about: async (visit: Visit): Promise<Page> => renderPage(<AboutPage {...{ site, visit }} />),
    accessibility: async (visit: Visit): Promise<Page> => renderPage(<AccessibilityPage {...{ site, visit }} />),
    privacy: async (visit: Visit): Promise<Page> => renderPage(<PrivacyPage {...{ site, visit }} />),
    style: async (visit: Visit): Promise<Page> => renderPage(<StylePage {...{ site, visit }} />),
  }
}

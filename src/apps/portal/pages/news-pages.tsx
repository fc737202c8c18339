import { sayIn, type Words } from '#design/console/language.tsx'
import { Empty } from '#design/portal/empty.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { Pager } from '#design/portal/pager.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { writeDay } from '#design/written.ts'
import { columnLabels, leadOf, type Article, type NewsColumn } from '#oversight/newsroom/index.ts'
import { newsPath, portalPaths } from '../paths.ts'

interface NewsListProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly articles: readonly Article[]
  readonly column: NewsColumn | undefined
  readonly columns: readonly { readonly column: NewsColumn; readonly count: number }[]
  readonly page: number
  readonly pages: number
}

export const writeWhen = (article: Article, visit: DrawnFor): string =>
  article.dated === null ? writeDay(article.publishedOn, visit.language) : sayIn(visit.language)(article.dated)

/** Newest first: title, lead, date and place. */
export function NewsListPage({ site, visit, articles, column, columns, page, pages }: NewsListProps) {
  const t = sayIn(visit.language)
  const title = column === undefined ? t('新闻', 'News') : t(columnLabels[column])
  return (
    <PortalPage site={site} visit={visit} title={title} current={portalPaths.news}>
      <div className="wrap">
        <PageHead
          language={visit.language}
          title={title}
          lead={t('照公开报道重写，每条写明出处和日期。', 'Written anew from public reports, with source and date.')}
        />
        <nav className="chips" aria-label={t('栏目', 'Columns')}>
          <Chip href={portalPaths.news} isHere={column === undefined} label={{ zh: '全部', en: 'All' }} visit={visit} />
          {columns.map((one) => (
            <Chip
              key={one.column}
              href={newsPath(one.column, 1)}
              isHere={column === one.column}
              label={columnLabels[one.column]}
              count={one.count}
              visit={visit}
            />
          ))}
        </nav>
        {articles.length === 0 ? (
          <Empty title={t('这一页没有新闻', 'No news on this page')}>
            <p>
              <a href={portalPaths.news}>{t('看全部新闻', 'See all news')}</a>
            </p>
          </Empty>
        ) : (
          <ul className="titles">
            {articles.map((article) => (
              <li key={article.slug}>
                <h2>
                  <a href={portalPaths.article(article.slug)}>{t(article.title)}</a>
                </h2>
                <p>{leadOf(t(article.body), visit.language === 'en' ? 150 : 64)}</p>
                <p className="asof">
                  {writeWhen(article, visit)} · {t(article.place)} · {t(columnLabels[article.column])}
                </p>
              </li>
            ))}
          </ul>
        )}
        <Pager language={visit.language} page={page} pages={pages} hrefOf={(to) => newsPath(column, to)} />
      </div>
    </PortalPage>
  )
}

function Chip({
  href,
  isHere,
  label,
  count,
  visit,
}: {
  readonly href: string
  readonly isHere: boolean
  readonly label: Words
  readonly count?: number
  readonly visit: DrawnFor
}) {
  return (
    <a href={href} aria-current={isHere ? 'page' : undefined}>
      {sayIn(visit.language)(label)} {count !== undefined && <span className="small">{count}</span>}
    </a>
  )
}

interface ArticleProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly article: Article
  readonly views: number
}

export function ArticlePage({ site, visit, article, views }: ArticleProps) {
  const t = sayIn(visit.language)
  return (
    <PortalPage site={site} visit={visit} title={t(article.title)} current={portalPaths.news}>
      <article className="wrap">
        <PageHead
          language={visit.language}
          crumbs={[
            { href: portalPaths.news, word: t('新闻', 'News') },
            { href: newsPath(article.column, 1), word: t(columnLabels[article.column]) },
          ]}
          title={t(article.title)}
        >
          <p className="asof">
            {writeWhen(article, visit)} · {t(article.place)} · {t(`看过 ${views} 次`, `read ${views} times`)}
          </p>
        </PageHead>
        <div className="text">
          <p>{t(article.body)}</p>
          <p className="asof">
            {t('来源：', 'Source: ')}
            {t(article.source)}
            {t(
              '。文字是我们重写的，事实和数字照原文。',
              '. The words are ours; facts and figures are those of the source.',
            )}
          </p>
        </div>
      </article>
    </PortalPage>
  )
}

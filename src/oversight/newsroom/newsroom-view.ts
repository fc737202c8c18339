import { sql, type RawBuilder } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { Article, ArticlePage, ArticleWish, NewsColumn, ReportedFigure } from './contract.ts'

/** Only what a visitor may see on this day. */
const isOut = (today: Day): RawBuilder<boolean> => sql<boolean>`state = 'published' AND published_on <= ${today}`

interface ArticleRow {
  readonly slug: string
  readonly news_column: NewsColumn
  readonly published_on: Day
  readonly dated_zh: string | null
  readonly dated_en: string | null
  readonly place_zh: string
  readonly place_en: string
  readonly title_zh: string
  readonly title_en: string
  readonly body_zh: string
  readonly body_en: string
  readonly source_zh: string
  readonly source_en: string
}

const articleOf = (row: ArticleRow): Article => ({
  slug: row.slug,
  column: row.news_column,
  publishedOn: row.published_on,
  dated: row.dated_zh === null || row.dated_en === null ? null : { zh: row.dated_zh, en: row.dated_en },
  place: { zh: row.place_zh, en: row.place_en },
  title: { zh: row.title_zh, en: row.title_en },
  body: { zh: row.body_zh, en: row.body_en },
  source: { zh: row.source_zh, en: row.source_en },
})

export async function readArticles(db: Db, today: Day, { column, page, perPage }: ArticleWish): Promise<ArticlePage> {
  const inColumn = column === undefined ? sql`true` : sql`news_column = ${column}`
  const { rows } = await sql<ArticleRow & { total: number }>`
    SELECT *, count(*) OVER ()::int AS total FROM newsroom.article
    WHERE ${isOut(today)} AND ${inColumn}
    ORDER BY published_on DESC, slug LIMIT ${perPage} OFFSET ${(page - 1) * perPage}`.execute(db)
  return { articles: rows.map(articleOf), total: rows[0]?.total ?? 0 }
}

export async function readColumns(db: Db, today: Day): Promise<{ column: NewsColumn; count: number }[]> {
  const { rows } = await sql<{ column: NewsColumn; count: number }>`
    SELECT news_column AS "column", count(*)::int AS count FROM newsroom.article
    WHERE ${isOut(today)} GROUP BY news_column`.execute(db)
  return rows
}

export async function findArticle(db: Db, today: Day, slug: string): Promise<Article | null> {
  const { rows } = await sql<ArticleRow>`
    SELECT * FROM newsroom.article WHERE slug = ${slug} AND ${isOut(today)}`.execute(db)
  return rows[0] === undefined ? null : articleOf(rows[0])
}

/** `strpos`, not LIKE: what a visitor types is never a pattern. */
export async function searchArticles(
  db: Db,
  today: Day,
  words: readonly string[],
  countMax: number,
): Promise<Article[]> {
  if (words.length === 0) return []
  const { rows } = await sql<ArticleRow>`
    SELECT * FROM newsroom.article
    WHERE ${isOut(today)} AND NOT EXISTS (
      SELECT FROM unnest(${[...words]}::text[]) AS word WHERE strpos(haystack, word) = 0)
    ORDER BY (SELECT count(*) FROM unnest(${[...words]}::text[]) AS word WHERE strpos(title_haystack, word) > 0) DESC,
      published_on DESC, slug
    LIMIT ${countMax}`.execute(db)
  return rows.map(articleOf)
}

interface FigureRow {
  readonly code: string
  readonly value: string
  readonly qualifier: ReportedFigure['qualifier']
  readonly unit_zh: string
  readonly unit_en: string
  readonly what_zh: string
  readonly what_en: string
  readonly place_zh: string
  readonly place_en: string
  readonly period_zh: string
  readonly period_en: string
  readonly article: string
  readonly source_zh: string
  readonly source_en: string
  readonly published_on: Day
  readonly note_zh: string | null
  readonly note_en: string | null
  readonly home_order: number | null
}

/** Those of the home page first, in their order; then by place and code. */
export async function readFigures(db: Db, today: Day): Promise<ReportedFigure[]> {
  const { rows } = await sql<FigureRow>`
    SELECT figure.*, article.source_zh, article.source_en, article.published_on
    FROM newsroom.reported_figure AS figure JOIN newsroom.article ON article.slug = figure.article
    WHERE article.state = 'published' AND article.published_on <= ${today}
    ORDER BY home_order NULLS LAST, figure.place_zh COLLATE "zh-x-icu", code`.execute(db)
  return rows.map((row) => ({
    code: row.code,
    value: row.value,
    qualifier: row.qualifier,
    unit: { zh: row.unit_zh, en: row.unit_en },
    what: { zh: row.what_zh, en: row.what_en },
    place: { zh: row.place_zh, en: row.place_en },
    period: { zh: row.period_zh, en: row.period_en },
    article: row.article,
    source: { zh: row.source_zh, en: row.source_en },
    publishedOn: row.published_on,
    note: row.note_zh === null || row.note_en === null ? null : { zh: row.note_zh, en: row.note_en },
    homeOrder: row.home_order,
  }))
}

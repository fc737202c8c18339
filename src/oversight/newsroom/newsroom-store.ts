import { sql } from 'kysely'
import type { Db } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Article, ReportedFigure } from './contract.ts'

/** Writes an article, or writes it again: the same slug is the same piece of news. */
export async function saveArticle(db: Db, article: Article, state: 'draft' | 'published'): Promise<void> {
  const { slug, column, publishedOn, dated, place, title, body, source } = article
  await sql`
    INSERT INTO newsroom.article (slug, news_column, state, published_on, dated_zh, dated_en, place_zh, place_en,
      title_zh, title_en, body_zh, body_en, source_zh, source_en)
    VALUES (${slug}, ${column}, ${state}, ${publishedOn}, ${dated?.zh ?? null}, ${dated?.en ?? null}, ${place.zh},
      ${place.en}, ${title.zh}, ${title.en}, ${body.zh}, ${body.en}, ${source.zh}, ${source.en})
    ON CONFLICT (slug) DO UPDATE SET news_column = excluded.news_column, state = excluded.state,
      published_on = excluded.published_on, dated_zh = excluded.dated_zh, dated_en = excluded.dated_en,
      place_zh = excluded.place_zh, place_en = excluded.place_en, title_zh = excluded.title_zh,
      title_en = excluded.title_en, body_zh = excluded.body_zh, body_en = excluded.body_en,
      source_zh = excluded.source_zh, source_en = excluded.source_en`.execute(db)
}

export async function saveFigure(db: Db, figure: Omit<ReportedFigure, 'source' | 'publishedOn'>): Promise<void> {
  const { code, value, qualifier, unit, what, place, period, article, note, homeOrder } = figure
  await sql`
    INSERT INTO newsroom.reported_figure (code, value, qualifier, unit_zh, unit_en, what_zh, what_en, place_zh, place_en,
      period_zh, period_en, article, note_zh, note_en, home_order)
    VALUES (${code}, ${value}::numeric, ${qualifier}, ${unit.zh}, ${unit.en}, ${what.zh}, ${what.en}, ${place.zh},
      ${place.en}, ${period.zh}, ${period.en}, ${article}, ${note?.zh ?? null}, ${note?.en ?? null}, ${homeOrder})
    ON CONFLICT (code) DO UPDATE SET value = excluded.value, qualifier = excluded.qualifier, unit_zh = excluded.unit_zh,
      unit_en = excluded.unit_en, what_zh = excluded.what_zh, what_en = excluded.what_en, place_zh = excluded.place_zh,
      place_en = excluded.place_en, period_zh = excluded.period_zh, period_en = excluded.period_en,
      article = excluded.article, note_zh = excluded.note_zh, note_en = excluded.note_en,
      home_order = excluded.home_order`.execute(db)
}

/**
 * One more view, unless this visitor was counted within the last minute. Two reloads at once are decided by the row's own
 * lock: the second finds the first one's time.
 */
export async function addView(
  db: Db,
  view: { readonly slug: string; readonly visitor: Buffer; readonly at: Date },
): Promise<number> {
  const { slug, visitor, at } = view
  const aMinuteAgo = new Date(at.getTime() - 60_000)
  const counted = await sql`
    INSERT INTO newsroom.recent_view AS recent (slug, visitor, counted_at) VALUES (${slug}, ${visitor}, ${at})
    ON CONFLICT (slug, visitor) DO UPDATE SET counted_at = excluded.counted_at WHERE recent.counted_at <= ${aMinuteAgo}
    RETURNING slug`.execute(db)
  const more = counted.rows.length
  // Visitors of earlier minutes are forgotten as soon as anybody looks.
  await sql`DELETE FROM newsroom.recent_view WHERE slug = ${slug} AND counted_at <= ${aMinuteAgo}`.execute(db)
  const { rows } = await sql<{ views: bigint }>`
    INSERT INTO newsroom.article_count AS counted (slug, views) VALUES (${slug}, ${more})
    ON CONFLICT (slug) DO UPDATE SET views = counted.views + ${more} RETURNING views`.execute(db)
  return Number(given(rows[0], 'the count just written').views)
}

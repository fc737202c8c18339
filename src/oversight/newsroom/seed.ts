import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { day } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import { newsColumns, type Article, type ReportedFigure } from './contract.ts'
import { saveArticle, saveFigure } from './newsroom-store.ts'

const Both = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const Day = z.string().transform((text) => day(text))
const NewsFile = z.strictObject({
  column: z.enum(newsColumns),
  source: Both,
  dated: Both.optional(),
  items: z.array(z.strictObject({ slug: z.string(), on: Day, place: Both, title: Both, text: Both })),
})
const FigureFile = z.strictObject({
  figures: z.array(
    z.strictObject({
      code: z.string(),
      value: z.string().regex(/^\d+(\.\d+)?$/),
      qualifier: z.enum(['=', '≥', '<', '~']),
      unit: Both,
      what: Both,
      place: Both,
      period: Both,
      article: z.string(),
      note: Both.optional(),
      onHome: z.int().positive().optional(),
    }),
  ),
})

const newsFiles = ['work-updates', 'features', 'authoritative', 'daily-digest', 'city-reports']
const readYaml = (name: string): unknown => parse(readFileSync(new URL(`./data/${name}.yaml`, import.meta.url), 'utf8'))

/** The articles of the demonstration, as its files tell them. @throws ZodError when a file is not well made. */
export const demonstrationArticles = (): readonly Article[] =>
  newsFiles.flatMap((name) => {
    const { column, source, dated, items } = NewsFile.parse(readYaml(name))
    return items.map(({ slug, on, place, title, text }) => ({
      slug,
      column,
      publishedOn: on,
      dated: dated ?? null,
      place,
      title,
      body: text,
      source,
    }))
  })

export const demonstrationFigures = (): readonly Omit<ReportedFigure, 'source' | 'publishedOn'>[] =>
  FigureFile.parse(readYaml('reported-figures')).figures.map(({ onHome, note, ...figure }) => ({
    ...figure,
    note: note ?? null,
    homeOrder: onHome ?? null,
  }))

/** Writes news and figures. Run again, it changes nothing: the same slug is the same article. */
export async function seedNewsroom(db: Db): Promise<{ readonly articles: number; readonly figures: number }> {
  const articles = demonstrationArticles()
  const figures = demonstrationFigures()
  for (const article of articles) await saveArticle(db, article, 'published')
  for (const figure of figures) await saveFigure(db, figure)
  return { articles: articles.length, figures: figures.length }
}

import { createHash } from 'node:crypto'
import type { Clock } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import { newsColumns, type Newsroom } from './contract.ts'
import { addView } from './newsroom-store.ts'
import { findArticle, readArticles, readColumns, readFigures, searchArticles } from './newsroom-view.ts'
import { wordsOf } from './question.ts'
import { newsRefusals } from './refusals.ts'

/** News and reported figures for whoever asks. Everything here is public; nobody's scope is needed. */
export const createNewsroom = ({ db, clock }: { readonly db: Db; readonly clock: Clock }): Newsroom => ({
  list: (wish) => readArticles(db, clock.today(), wish),
  columns: async () => {
    const counts = await readColumns(db, clock.today())
    return newsColumns.flatMap((column) => counts.find((row) => row.column === column) ?? [])
  },
  get: async (slug) => {
    const article = await findArticle(db, clock.today(), slug)
    if (article === null) throw newsRefusals.notFound()
    return article
  },
  countView: (slug, visitor) =>
    addView(db, { slug, visitor: createHash('sha256').update(visitor).digest(), at: clock.now() }),
  search: (question, countMax) => searchArticles(db, clock.today(), wordsOf(question), countMax),
  figures: () => readFigures(db, clock.today()),
})

import { z } from 'zod'
import type { Day } from '#platform/clock/index.ts'

/** The columns of the news, in the order of the page. */
export const newsColumns = ['work-updates', 'policy', 'authoritative', 'features', 'daily-digest'] as const
export type NewsColumn = (typeof newsColumns)[number]

export interface InBothLanguages {
  readonly zh: string
  readonly en: string
}

/** A published piece of news. Written anew from a public report: facts and figures, no private person. */
export interface Article {
  readonly slug: string
  readonly column: NewsColumn
  readonly publishedOn: Day
  /** Shown instead of the day where the source has none. */
  readonly dated: InBothLanguages | null
  readonly place: InBothLanguages
  readonly title: InBothLanguages
  readonly body: InBothLanguages
  readonly source: InBothLanguages
}

/** A figure as others reported it. Never added to our own; its qualifier never leaves it. */
export interface ReportedFigure {
  readonly code: string
  /** A plain number in digits, e.g. `97050000000`. */
  readonly value: string
  /** `=` exact, `≥` more than, `<` nearly, `~` about. A lower bound stays a lower bound. */
  readonly qualifier: '=' | '≥' | '<' | '~'
  readonly unit: InBothLanguages
  readonly what: InBothLanguages
  readonly place: InBothLanguages
  readonly period: InBothLanguages
  /** The article it stands in. */
  readonly article: string
  readonly source: InBothLanguages
  readonly publishedOn: Day
  readonly note: InBothLanguages | null
  readonly homeOrder: number | null
}

export interface ArticlePage {
  readonly articles: readonly Article[]
  readonly total: number
}

export interface ArticleWish {
  readonly column?: NewsColumn | undefined
  readonly page: number
  readonly perPage: number
}

/** What the portal and the API ask for. Drafts and articles of a later day are never among the answers. */
export interface Newsroom {
  /** Newest first. */
  readonly list: (wish: ArticleWish) => Promise<ArticlePage>
  /** How many published articles each column has; columns without any are left out. */
  readonly columns: () => Promise<readonly { readonly column: NewsColumn; readonly count: number }[]>
  /** @throws notFound */
  readonly get: (slug: string) => Promise<Article>
  /** Adds one view unless the same visitor came within the last minute. Answers with the count. */
  readonly countView: (slug: string, visitor: string) => Promise<number>
  /** Hits in the title first, then the newest. Every word must be found; both languages are searched. */
  readonly search: (question: string, countMax: number) => Promise<readonly Article[]>
  readonly figures: () => Promise<readonly ReportedFigure[]>
}

const Both = z.object({ zh: z.string(), en: z.string() })

export const ArticleAnswer = z.object({
  slug: z.string(),
  column: z.enum(newsColumns),
  publishedOn: z.string(),
  dated: Both.nullable(),
  place: Both,
  title: Both,
  body: Both,
  source: Both,
})
export const ArticleListAnswer = z.object({ articles: z.array(ArticleAnswer), total: z.int() })
export const FigureAnswer = z.object({
  code: z.string(),
  value: z.string(),
  qualifier: z.enum(['=', '≥', '<', '~']),
  unit: Both,
  what: Both,
  place: Both,
  period: Both,
  article: z.string(),
  source: Both,
  publishedOn: z.string(),
  note: Both.nullable(),
})

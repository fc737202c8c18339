import { z } from 'zod'
import { route, type Route } from '#platform/http/index.ts'
import { ArticleAnswer, ArticleListAnswer, FigureAnswer, newsColumns, type Newsroom } from './contract.ts'

export const articlesPerPage = 20
const articlesPerPageMax = 100

const ListQuery = z.object({
  column: z.enum(newsColumns).optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  size: z.coerce.number().int().min(1).max(articlesPerPageMax).default(articlesPerPage),
})

/** The news as data. Open to everybody: nothing in it concerns a person. */
export const newsroomRoutes = ({ newsroom }: { readonly newsroom: Newsroom }): Route[] => [
  route({
    verb: 'GET',
    path: '/api/news',
    zh: '新闻列表，新的在前',
    en: 'News, newest first',
    may: 'anyone',
    query: ListQuery,
    answers: ArticleListAnswer,
    run: async ({ query: { column, page, size } }) => {
      const { articles, total } = await newsroom.list({ column, page, perPage: size })
      return { articles: [...articles], total }
    },
  }),
  route({
    verb: 'GET',
    path: '/api/news/:slug',
    zh: '一条新闻',
    en: 'One article',
    may: 'anyone',
    params: z.object({ slug: z.string().max(100) }),
    answers: ArticleAnswer,
    run: ({ params }) => newsroom.get(params.slug),
  }),
  route({
    verb: 'GET',
    path: '/api/reported-figures',
    zh: '报道的数字，带出处',
    en: 'Reported figures with their sources',
    may: 'anyone',
    answers: z.array(FigureAnswer),
    run: async () => [...(await newsroom.figures())],
  }),
]

export {
  newsColumns,
  type Article,
  type ArticlePage,
  type NewsColumn,
  type Newsroom,
  type ReportedFigure,
} from './contract.ts'
export { columnLabels, qualifierLabels } from './labels.ts'
export { dotsOf, leadOf } from './lead.ts'
export { createNewsroom } from './newsroom.ts'
export { wordsOf } from './question.ts'
export { newsRefusals } from './refusals.ts'
export { articlesPerPage, newsroomRoutes } from './routes.ts'
export { demonstrationArticles, demonstrationFigures, seedNewsroom } from './seed.ts'

export type * from './contract.ts'
export { progressCasePath, progressPath } from './contract.ts'
export { progressRefusals } from './refusals.ts'
export { progressRoutes, type ProgressRouteNeeds } from './routes.ts'

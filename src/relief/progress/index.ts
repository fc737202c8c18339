export type * from './contract.ts'
export { progressCasePath, progressPath } from './contract.ts'

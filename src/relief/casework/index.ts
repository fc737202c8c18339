export type * from './contract.ts'
export { caseMoves } from './moves.ts'
export { caseConsolePath, casesConsolePath } from './wire.ts'

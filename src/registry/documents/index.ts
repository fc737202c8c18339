export { createDocuments, documentBytesMax } from './documents.ts'
export { documentRefusals } from './refusals.ts'
export type * from './contract.ts'

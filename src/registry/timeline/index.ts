export { assembleTimeline, entriesMax } from './timeline.ts'
export type * from './contract.ts'

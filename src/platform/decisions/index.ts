export type * from './contract.ts'
export { num, numText, dateValue, temporalValue, fromJs, toJs } from './values/outside.ts'
export { ModelRefused, loadModel, type LoadOptions } from './model/load.ts'
export { type TckResult, runTck, tckReport } from './tck/run.ts'

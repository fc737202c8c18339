export type * from './contract.ts'
export { num, numText, dateValue, temporalValue, fromJs, toJs } from './values/outside.ts'
export { Broken } from './assert.ts'
export { DecisionRefusal } from './refusals.ts'
export { ModelRefused, loadModel, type LoadOptions } from './model/load.ts'
export type { GivenTexts } from './model/known-texts.ts'
export { type TckResult, runTck, tckReport } from './tck/run.ts'
export {
  outlineOf,
  type Box,
  type DecisionOutline,
  type ExpressionBox,
  type TableBox,
  type TableRow,
} from './model/outline.ts'
export { rewriteDecision, type RewriteResult } from './model/rewrite.ts'
export { spliced } from './model/spliced.ts'
export { missingBetween, type Missing, type MissingResult } from './model/lost.ts'
export type { Conversion, UnitDeclarations, UnitVocabulary, UnitWord } from './units/index.ts'
export * from './columns/index.ts'

/** What a browser may load of the engine: reading and writing files, and telling what an editor left out. No computing. */
export {
  element,
  elements,
  knowingEverything,
  readXml,
  text,
  widenedDescriptor,
  type Element,
  type XmlProblem,
} from './model/xml.ts'
export { changedBetween, missingBetween, type Missing, type MissingResult } from './model/lost.ts'

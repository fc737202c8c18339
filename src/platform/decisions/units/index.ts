export { checkUnits } from './check.ts'
export type { Conversion, UnitDeclarations, UnitVocabulary, UnitWord } from './vocabulary.ts'

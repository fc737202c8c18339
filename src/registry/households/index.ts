export {
  birthAndTail,
  canonicalIdNumber,
  checkCharacter,
  readDisabilityCertificate,
  readIdNumber,
  type IdNumberFault,
  type IdNumberReading,
  type IdNumberWarning,
} from './id-number.ts'
export { maskIdNumber, maskName } from './masking.ts'
export * from './contract.ts'

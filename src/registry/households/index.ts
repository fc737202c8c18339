export { findDeathsAmong, type KnownDeath } from './deaths-view.ts'
export { findMaskedNames, findMemberships, type Membership } from './memberships-view.ts'
export * from './access.ts'
export * from './contract.ts'
export { createHouseholds, type HouseholdNeeds } from './households.ts'
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
export * from './labels.ts'
export { maskIdNumber, maskName } from './masking.ts'
export { householdRefusals } from './refusals.ts'
export { householdRoutes, type HouseholdRouteNeeds } from './routes.ts'

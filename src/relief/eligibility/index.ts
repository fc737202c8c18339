export type * from './assessment.ts'
export { createEligibility, type AssessOptions, type Eligibility } from './assess/eligibility.ts'
export { diffToPaid, type PaidCategory, type PaidDifference } from './assess/paid-difference.ts'
export { canonicalAnswer, canonicalJson, fingerprint, replay, type Replayed } from './assess/replay.ts'
export { outcomeWords } from './labels.ts'
export { assessmentFromWire, assessmentToWire } from './assess/wire.ts'
export { answerMany, rememberFacts, type QuickAnswer, type RememberedFacts } from './caseload.ts'
export { createLivingEligibility, type LivingEligibility, type PublishedPack, type UnreadablePack } from './living.ts'
export { loadCatalogues } from './catalogue/load.ts'
export { createEntitlementService, type EntitlementService } from './catalogue/service.ts'
export type { Catalogue } from './catalogue/shape.ts'
export { policyCatalogue } from './packs/catalogue.ts'
export { classInWords } from './packs/class-words.ts'
export { answerCase, checkPack, checkPacks, daysWithoutCases, type PackFinding } from './packs/check.ts'
export { loadPacks, type PackLibrary, type PlacesAbove } from './packs/library.ts'
export { overlayFrom } from './packs/overlay.ts'
export {
  declaredInFiles,
  hashOfFiles,
  packFromFiles,
  packInForce,
  readYaml,
  type Pack,
  type ReadModel,
} from './packs/pack.ts'
export type { ParameterRow } from './packs/parameters.ts'
export { nation, placesAboveByCode, placesAboveFrom } from './packs/places.ts'
export { agrees, CasesFile, situationOfCase, type WorkedCase } from './packs/cases.ts'
export { StandardsFile, type ParameterDefinition } from './packs/schema.ts'
export { readModel } from './packs/read-model.ts'
export { isStatusProgramme } from './packs/status.ts'
export { changedLines } from './what-if/what-if.ts'
export { recompute, type Recomputed } from './tree/recompute.ts'
export { eligibilityPermissions, makeAssessments, readAssessments } from './access.ts'
export { moveAssessments } from './assessment-store.ts'
export { eligibilityRefusals } from './refusals.ts'
export { eligibilityRoutes } from './routes.ts'
export { createAssessmentService, type AssessmentService, type ToKeep } from './service.ts'
export { whyPageRoutes } from './page/why-page-routes.ts'
export { assessmentSection, entitlementSection, statedSection } from './file-section.ts'
export { eligibilityChecks } from './checks.ts'
export { eligibilityConsumers } from './consumers.ts'
export * from './screener/index.ts'

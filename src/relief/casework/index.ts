export type * from './contract.ts'
export { hasKinAmong } from './kin.ts'
export { caseMoves } from './moves.ts'
export { caseConsolePath, casesConsolePath } from './wire.ts'
export { createCases } from './cases.ts'
export type { CaseNeeds } from './needs.ts'
export { createProcedureLibrary, loadProcedures, type ProcedureLibrary } from './procedure/library.ts'
export { moveWords } from './labels.ts'
export { caseRefusals } from './refusals.ts'
export { casePermissions, readCases } from './access.ts'
export { caseChecks } from './checks.ts'
export { caseConsumers } from './consumers.ts'
export { caseJobs } from './jobs.ts'
export { caseRoutes, type CaseRouteNeeds } from './routes.ts'
export { caseSection, caseTimeline } from './sources.ts'
export { standsUntil } from './standing.ts'
export {
  isStatusOver,
  standingStatuses,
  standingStatusSource,
  type StandingStatus,
  type StandingStatuses,
  type StatusOver,
} from './standing-status.ts'

export { reconciliationPermissions } from './access.ts'
export { reconciliationChecks } from './checks.ts'
export { reconciliationRoutes } from './routes.ts'
export { createReconciliation, type ReconciliationNeeds, type ReconciliationService } from './service.ts'

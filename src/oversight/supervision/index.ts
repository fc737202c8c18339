export { readAuditList, supervisionPermissions } from './access.ts'
export { supervisionRoutes } from './routes.ts'

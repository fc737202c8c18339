export { intakePermissions, readApplications, takeApplications } from './access.ts'
export type * from './contract.ts'

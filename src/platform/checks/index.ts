export type { Finding } from './contract.ts'
export { doctor } from './doctor.ts'
export { runChecks, type Check, type CheckResult } from './run-checks.ts'

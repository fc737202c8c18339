export { runChecks, type Check, type CheckResult } from './run-checks.ts'

export type { Job } from './contract.ts'
export { createJobs, type Jobs } from './jobs.ts'

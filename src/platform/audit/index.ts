export type { About, Actor, Audit, AuditAct, Change, Reading } from './contract.ts'
export { createAudit, readAudit, type AuditLine } from './audit.ts'
export { auditJobs, sealAudit } from './sealer.ts'
export { verifyAudit, type AuditFault, type AuditReport } from './verify.ts'

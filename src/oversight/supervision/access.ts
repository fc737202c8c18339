import type { Permission } from '#platform/http/index.ts'

/** Who looked at whom, and why. None of those who hold it handles a case. */
export const readAuditList: Permission = {
  name: 'supervision.read-audit',
  zh: '查看留痕',
  en: 'see who did and saw what',
  heldBy: ['audit-admin', 'inspector'],
}
export const supervisionPermissions: readonly Permission[] = [readAuditList]

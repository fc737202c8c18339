import type { Permission } from '#platform/http/contract.ts'

export const readReconciliations: Permission = {
  name: 'reconciliation.read',
  zh: '看对账',
  en: 'see the reconciliation',
  heldBy: ['finance-officer', 'finance-head', 'county-head', 'inspector'],
}
export const exportReconciliations: Permission = {
  name: 'reconciliation.export',
  zh: '导出对账表',
  en: 'export the reconciliation',
  heldBy: ['finance-officer', 'finance-head', 'inspector'],
}
export const reconciliationPermissions: readonly Permission[] = [readReconciliations, exportReconciliations]

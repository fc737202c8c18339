import type { Permission } from '#platform/http/contract.ts'

export const readReviews: Permission = {
  name: 'monitoring.read',
  zh: '看动态管理的复核任务',
  en: 'see reviews of households that are paid',
  heldBy: ['town-clerk', 'town-head', 'county-reviewer', 'county-head', 'inspector'],
}
/** Computes everybody who is paid again; proposes tasks, changes no payment. */
export const runReviews: Permission = {
  name: 'monitoring.run',
  zh: '把在享家庭全部重新测算一遍',
  en: 'assess everybody who is paid again',
  heldBy: ['county-reviewer'],
}
export const proposeAdjustments: Permission = {
  name: 'monitoring.propose',
  zh: '提出增发、降低、停止或者不用调整，记录家庭的意见',
  en: 'propose a raise, a cut, an end or nothing to adjust, and record the family’s views',
  heldBy: ['town-clerk'],
}
export const approveAdjustments: Permission = {
  name: 'monitoring.approve',
  zh: '批准增发、降低、停止，同意不用调整',
  en: 'approve a raise, a cut or an end, and agree that nothing is adjusted',
  heldBy: ['county-reviewer', 'county-head'],
}

export const monitoringPermissions: readonly Permission[] = [
  readReviews,
  runReviews,
  proposeAdjustments,
  approveAdjustments,
]

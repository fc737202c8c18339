import type { Permission } from '#platform/http/contract.ts'

/** Packs, drafts, versions, and what a draft would cost. No household is named here. */
export const readWorkbench: Permission = {
  name: 'policy-workbench.read',
  zh: '看政策工作台',
  en: 'see the policy workbench',
  heldBy: [
    'policy-officer',
    'county-reviewer',
    'county-head',
    'finance-officer',
    'finance-head',
    'inspector',
    'town-clerk',
    'town-head',
  ],
}
export const editDrafts: Permission = {
  name: 'policy-workbench.draft',
  zh: '起草标准和规则',
  en: 'draft standards and rules',
  heldBy: ['policy-officer'],
}
/** Never of a draft one has had a hand in. */
export const approveDrafts: Permission = {
  name: 'policy-workbench.approve',
  zh: '复核并发布标准和规则',
  en: 'approve and publish standards and rules',
  heldBy: ['county-head', 'policy-officer'],
}
export const simulateDrafts: Permission = {
  name: 'policy-workbench.simulate',
  zh: '拿草稿试算全县',
  en: 'try a draft on the whole caseload',
  heldBy: ['policy-officer', 'county-reviewer', 'county-head', 'finance-head'],
}
/** Names the households that would get something else: each look is written down. Rows follow the handling place. */
export const seeSimulated: Permission = {
  name: 'policy-workbench.see-households',
  zh: '看试算里是哪些家庭',
  en: 'see which households a draft would change',
  heldBy: ['policy-officer', 'county-reviewer', 'county-head', 'town-clerk', 'town-head'],
}

/** Amounts of households and what is owed to them: each look is written down. */
export const readAdjustments: Permission = {
  name: 'policy-workbench.read-adjustments',
  zh: '看调标名单和应补应追',
  en: 'see adjustment lists and what is owed',
  heldBy: ['policy-officer', 'county-reviewer', 'county-head', 'finance-officer', 'finance-head', 'inspector'],
}
/** Masked as on the screen; asked for a purpose, and written down with it. */
export const exportHouseholdLists: Permission = {
  name: 'policy-workbench.export-households',
  zh: '导出试算名单和调标名单',
  en: 'export lists of a simulation and of adjustments',
  heldBy: ['policy-officer', 'county-reviewer', 'county-head'],
}
export const prepareAdjustments: Permission = {
  name: 'policy-workbench.prepare-adjustment',
  zh: '照新标准做调标名单，提出撤回',
  en: 'prepare adjustment lists and ask to undo them',
  heldBy: ['policy-officer', 'county-reviewer'],
}
/** Never of a list one has prepared, nor the undoing one has asked for. */
export const approveAdjustmentLists: Permission = {
  name: 'policy-workbench.approve-adjustment',
  zh: '批准和撤回调标名单',
  en: 'approve and undo adjustment lists',
  heldBy: ['county-head'],
}

/** What two persons have said goes on; nothing new is said by it, so either of them may. */
export const resumeAdjustments: Permission = {
  name: 'policy-workbench.resume-adjustment',
  zh: '停下的撤回接着办',
  en: 'go on with an undoing that has halted',
  heldBy: ['policy-officer', 'county-reviewer', 'county-head'],
}

export const workbenchPermissions: readonly Permission[] = [
  readWorkbench,
  editDrafts,
  approveDrafts,
  simulateDrafts,
  seeSimulated,
  readAdjustments,
  exportHouseholdLists,
  prepareAdjustments,
  approveAdjustmentLists,
  resumeAdjustments,
]

import type { Permission } from '#platform/http/index.ts'

export const readOfficers: Permission = {
  name: 'officers.read',
  zh: '查看工作人员名单',
  en: 'see the list of officers',
  heldBy: ['county-head', 'system-admin', 'security-admin', 'audit-admin'],
}
/** Accounts and rights lie in two hands: who makes an account cannot give it a role. */
export const manageOfficers: Permission = {
  name: 'officers.manage',
  zh: '新增和停用账号',
  en: 'add and stop accounts',
  heldBy: ['system-admin'],
}
export const assignRoles: Permission = {
  name: 'officers.assign',
  zh: '设置和收回岗位',
  en: 'give and take roles',
  heldBy: ['security-admin'],
}
/** Agrees that another administrator works on the account of a third: two of the three hands, never one. */
export const consentToAccount: Permission = {
  name: 'officers.consent',
  zh: '同意办理管理员账号',
  en: 'consent to work on an administrator’s account',
  heldBy: ['system-admin', 'security-admin', 'audit-admin'],
}
export const officerPermissions: readonly Permission[] = [readOfficers, manageOfficers, assignRoles, consentToAccount]

import type { Permission } from '#platform/http/contract.ts'

/** A report names incomes and property: only who may see them in the file. */
export const readChecks: Permission = {
  name: 'means-check.read',
  zh: '看经济状况核对报告',
  en: 'see reports of means checks',
  heldBy: ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head', 'inspector'],
}
export const askDepartments: Permission = {
  name: 'means-check.ask',
  zh: '发起经济状况核对',
  en: 'ask the departments',
  heldBy: ['intake-clerk', 'town-clerk', 'county-reviewer'],
}
/** Writes down what the family says to a difference. */
export const answerDifferences: Permission = {
  name: 'means-check.answer',
  zh: '记录家庭对核对结果的意见',
  en: 'record what the family says to a difference',
  heldBy: ['intake-clerk', 'town-clerk', 'county-reviewer'],
}
/** A difference moves the assessment only when a person accepts it. */
export const settleDifferences: Permission = {
  name: 'means-check.settle',
  zh: '认定核对差异采用哪个数',
  en: 'decide which value of a difference counts',
  heldBy: ['town-clerk', 'county-reviewer'],
}
/** Not who asked the departments: somebody who answers for going on without them. */
export const exceptSilences: Permission = {
  name: 'means-check.except',
  zh: '部门没有回复时，具名同意先办',
  en: 'let a case go on without a silent source, by name',
  heldBy: ['town-head', 'county-reviewer', 'county-head'],
}
/** Addresses and how each department answers; no person and no secret. */
export const seeConnections: Permission = {
  name: 'means-check.see-connections',
  zh: '看部门接口',
  en: 'see how departments are connected',
  heldBy: ['system-admin', 'department-liaison', 'county-head'],
}
export const connectDepartments: Permission = {
  name: 'means-check.connect',
  zh: '接通部门、改接口、停用',
  en: 'connect departments, change and switch off their interfaces',
  heldBy: ['system-admin', 'department-liaison'],
}
/** Where ID numbers are sent is looked at by two people. */
export const confirmConnections: Permission = {
  name: 'means-check.confirm-connection',
  zh: '试通部门接口，核实改动',
  en: 'try the interfaces of departments out and confirm changes',
  heldBy: ['system-admin', 'department-liaison', 'county-head'],
}
export const meansCheckPermissions: readonly Permission[] = [
  readChecks,
  askDepartments,
  answerDifferences,
  settleDifferences,
  exceptSilences,
  seeConnections,
  connectDepartments,
  confirmConnections,
]

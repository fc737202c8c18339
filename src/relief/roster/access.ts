import type { Permission } from '#platform/http/contract.ts'

/** Reads lists on trial and sees its own runs. Who works in a town alone sees the results of that town. */
export const checkRosters: Permission = {
  name: 'roster.check',
  zh: '给名单体检',
  en: 'check lists',
  heldBy: ['town-clerk', 'county-reviewer'],
}
/** Writes the households of a list into the files and assesses them. */
export const commitRosters: Permission = {
  name: 'roster.commit',
  zh: '把名单存入并测算',
  en: 'record and assess lists',
  heldBy: ['town-clerk', 'county-reviewer'],
}
export const readRosterResults: Permission = {
  name: 'roster.read',
  zh: '看体检结果',
  en: 'see results of list checks',
  heldBy: ['town-clerk', 'town-head', 'county-reviewer', 'county-head', 'inspector'],
}
export const exportRosterResults: Permission = {
  name: 'roster.export',
  zh: '导出体检结果',
  en: 'export results of list checks',
  heldBy: ['town-clerk', 'county-reviewer', 'county-head'],
}
export const rosterPermissions: readonly Permission[] = [
  checkRosters,
  commitRosters,
  readRosterResults,
  exportRosterResults,
]

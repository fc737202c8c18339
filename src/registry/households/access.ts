import type { Permission } from '#platform/http/contract.ts'

const caseHandlers = ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head'] as const

/** Lists and files, with masked numbers; each sensitive part asks for a permission of its own. */
export const readHouseholds: Permission = {
  name: 'households.read',
  zh: '查看家庭档案',
  en: 'see households',
  heldBy: [...caseHandlers, 'village-aide', 'finance-officer', 'inspector'],
}
export const seeIncome: Permission = {
  name: 'households.see-income',
  zh: '查看收入',
  en: 'see incomes',
  heldBy: [...caseHandlers, 'inspector'],
}
export const seeProperty: Permission = {
  name: 'households.see-property',
  zh: '查看财产',
  en: 'see property',
  heldBy: [...caseHandlers, 'inspector'],
}
/** Illness and disability are sensitive (PIPL art. 28): only who decides with them. */
export const seeHealth: Permission = {
  name: 'households.see-health',
  zh: '查看健康和残疾情况',
  en: 'see illness and disability',
  heldBy: ['intake-clerk', 'town-clerk', 'county-reviewer'],
}
export const revealNumber: Permission = {
  name: 'households.reveal',
  zh: '查看完整证件号码',
  en: 'see the whole ID number',
  heldBy: ['intake-clerk', 'town-clerk', 'county-reviewer'],
}
export const exportHouseholds: Permission = {
  name: 'households.export',
  zh: '导出家庭名单',
  en: 'export the list of households',
  heldBy: ['town-clerk', 'county-reviewer', 'county-head'],
}
export const recordHouseholds: Permission = {
  name: 'households.record',
  zh: '登记和更改家庭档案',
  en: 'record and change households',
  heldBy: ['town-clerk', 'county-reviewer'],
}
export const handOverHouseholds: Permission = {
  name: 'households.hand-over',
  zh: '移交家庭到另一个镇街或村',
  en: 'hand a household over to another place',
  heldBy: ['county-reviewer'],
}

export const householdPermissions: readonly Permission[] = [
  readHouseholds,
  seeIncome,
  seeProperty,
  seeHealth,
  revealNumber,
  exportHouseholds,
  recordHouseholds,
  handOverHouseholds,
]

import type { Permission } from '#platform/http/contract.ts'

/** A form speaks of illness and income: only who decides with it. */
export const readSurveys: Permission = {
  name: 'home-survey.read',
  zh: '查看入户调查',
  en: 'read home surveys',
  heldBy: ['intake-clerk', 'town-clerk', 'county-reviewer'],
}
export const writeSurveys: Permission = {
  name: 'home-survey.write',
  zh: '填写入户调查',
  en: 'write home surveys',
  heldBy: ['intake-clerk', 'town-clerk'],
}
/** A found value becomes a fact only when a person accepts it. */
export const recordFindings: Permission = {
  name: 'home-survey.record-findings',
  zh: '把入户调查写入家庭档案',
  en: 'record findings of a survey',
  heldBy: ['town-clerk', 'county-reviewer'],
}
export const homeSurveyPermissions: readonly Permission[] = [readSurveys, writeSurveys, recordFindings]

/** Who may go along as an investigator: those who serve the family's village, town or county. */
export const investigatorRoles: readonly string[] = [
  'town-clerk',
  'intake-clerk',
  'town-head',
  'county-reviewer',
  'village-aide',
  'grid-worker',
  'child-director',
  'social-worker',
]

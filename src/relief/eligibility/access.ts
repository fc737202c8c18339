import type { Permission } from '#platform/http/contract.ts'

/** The sum names every income of every member: only who may see incomes and property in the file. */
export const readAssessments: Permission = {
  name: 'eligibility.read',
  zh: '看家庭的测算',
  en: 'see assessments of households',
  heldBy: ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head', 'inspector'],
}
export const makeAssessments: Permission = {
  name: 'eligibility.assess',
  zh: '给家庭做测算',
  en: 'assess households',
  heldBy: ['intake-clerk', 'town-clerk', 'county-reviewer'],
}
export const eligibilityPermissions: readonly Permission[] = [readAssessments, makeAssessments]

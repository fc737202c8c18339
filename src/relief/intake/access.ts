import type { Permission } from '#platform/http/contract.ts'

/** Enters and accepts applications, takes papers and signatures. */
export const takeApplications: Permission = {
  name: 'intake.take',
  zh: '受理申请',
  en: 'take applications',
  heldBy: ['intake-clerk', 'town-clerk'],
}
/** What the family stated, with incomes and property. */
export const readApplications: Permission = {
  name: 'intake.read',
  zh: '查看申请和材料',
  en: 'see applications and their papers',
  heldBy: ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head', 'inspector'],
}
export const intakePermissions: readonly Permission[] = [takeApplications, readApplications]

import type { Permission } from '#platform/http/contract.ts'

/** Reports, and sees result and day of one's own reports. */
export const reportLeads: Permission = {
  name: 'discovery.report',
  zh: '上报线索',
  en: 'report leads',
  heldBy: [
    'grid-worker',
    'village-aide',
    'child-director',
    'social-worker',
    'station-worker',
    'intake-clerk',
    'town-clerk',
  ],
}
export const handleLeads: Permission = {
  name: 'discovery.handle',
  zh: '办理线索',
  en: 'handle leads',
  heldBy: ['intake-clerk', 'town-clerk', 'town-head'],
}
/** A lead quotes what was said about a family, so only who handles or reviews. */
export const readLeads: Permission = {
  name: 'discovery.read',
  zh: '查看线索',
  en: 'see leads',
  heldBy: ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head', 'inspector'],
}
export const countLeads: Permission = {
  name: 'discovery.count',
  zh: '看线索月报',
  en: 'see the month of leads',
  heldBy: ['town-clerk', 'town-head', 'county-reviewer', 'county-head', 'inspector'],
}
export const discoveryPermissions: readonly Permission[] = [reportLeads, handleLeads, readLeads, countLeads]

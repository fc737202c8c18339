/** Where a role can be held: over places (a village, a town) or over the whole office. */
export type Reach = 'place' | 'tenant'

export interface Role {
  readonly zh: string
  readonly en: string
  readonly reach: Reach
}

/**
 * Every role of the product, from the village up. Permissions name them in `heldBy`; a name that is not here grants
 * nobody anything, and the access test says so.
 */
export const roles = {
  'grid-worker': { zh: '网格员', en: 'grid worker', reach: 'place' },
  'village-aide': { zh: '村（社区）民政协管员', en: 'village civil-affairs assistant', reach: 'place' },
  'child-director': { zh: '儿童主任', en: 'child director', reach: 'place' },
  'intake-clerk': { zh: '全科受理员', en: 'general intake clerk', reach: 'place' },
  'town-clerk': { zh: '乡镇（街道）经办人', en: 'town clerk', reach: 'place' },
  'town-head': { zh: '乡镇（街道）分管领导', en: 'town head', reach: 'place' },
  'station-worker': { zh: '助联体站点工作人员', en: 'consortium station worker', reach: 'place' },
  'county-reviewer': { zh: '县级审核确认人员', en: 'county reviewer', reach: 'tenant' },
  'county-head': { zh: '县级民政部门负责人', en: 'county head', reach: 'tenant' },
  'finance-officer': { zh: '财务人员', en: 'finance officer', reach: 'tenant' },
  'department-liaison': { zh: '部门联络员', en: 'department liaison', reach: 'tenant' },
  'social-worker': { zh: '社会工作者', en: 'social worker', reach: 'place' },
  'service-provider': { zh: '服务机构人员', en: 'service provider', reach: 'tenant' },
  'charity-staff': { zh: '慈善组织工作人员', en: 'charity staff', reach: 'tenant' },
  'fund-committee': { zh: '专项基金管委会成员', en: 'fund committee member', reach: 'tenant' },
  donor: { zh: '捐赠人', en: 'donor', reach: 'tenant' },
  volunteer: { zh: '志愿者', en: 'volunteer', reach: 'tenant' },
  'team-leader': { zh: '志愿服务队负责人', en: 'volunteer team leader', reach: 'tenant' },
  expert: { zh: '评审专家', en: 'expert', reach: 'tenant' },
  trainee: { zh: '培训学员', en: 'trainee', reach: 'tenant' },
  resident: { zh: '居民', en: 'resident', reach: 'tenant' },
  inspector: { zh: '纪检监督人员（只读）', en: 'discipline inspector (read only)', reach: 'tenant' },
  'city-statistics': { zh: '市级统计人员（只看汇总）', en: 'city statistics (aggregates only)', reach: 'tenant' },
  'content-editor': { zh: '内容编辑', en: 'content editor', reach: 'tenant' },
  'policy-officer': { zh: '政策维护人员', en: 'policy officer', reach: 'tenant' },
  'system-admin': { zh: '系统管理员', en: 'system administrator', reach: 'tenant' },
  'security-admin': { zh: '安全管理员', en: 'security administrator', reach: 'tenant' },
  'audit-admin': { zh: '审计管理员', en: 'audit administrator', reach: 'tenant' },
  'finance-head': { zh: '财务负责人', en: 'finance head', reach: 'tenant' },
} as const satisfies Readonly<Record<string, Role>>

export type RoleName = keyof typeof roles
export const roleNames = Object.keys(roles).filter((name): name is RoleName => name in roles)
export const isRole = (name: string): name is RoleName => Object.hasOwn(roles, name)
export const roleOf = (name: RoleName): Role => roles[name]

/** Accounts, rights and the records of both lie in three hands (等保: 三员分立), and none of them handles cases. */
export const threeHands = ['system-admin', 'security-admin', 'audit-admin'] as const

/** Two roles one person may not hold at once: the one that is already held, or null. */
export function clashingRole(held: readonly string[], wanted: RoleName): RoleName | null {
  const others = held.filter(isRole).filter((role) => role !== wanted)
  const isHand = (role: RoleName): boolean => threeHands.some((hand) => hand === role)
  return others.find((role) => isHand(wanted) || isHand(role)) ?? null
}

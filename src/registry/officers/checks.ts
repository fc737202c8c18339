import type { Check } from '#platform/checks/index.ts'
import { roleNames } from './roles.ts'

const inForce = `(held.until IS NULL OR held.until > $today)`

export const officerChecks: readonly Check[] = [
  {
    name: 'officers.three-hands-are-apart',
    zh: '系统、安全、审计三员分别由三个人担任，也不经办业务',
    offenders: `SELECT held.tenant_id, held.officer_id AS id FROM officers.assignment held
      WHERE ${inForce}
      GROUP BY held.tenant_id, held.officer_id
      HAVING bool_or(held.role IN ('system-admin', 'security-admin', 'audit-admin')) AND count(DISTINCT held.role) > 1`,
  },
  {
    name: 'officers.roles-are-known',
    zh: '每个人担任的岗位都在岗位表里',
    offenders: `SELECT held.tenant_id, held.id FROM officers.assignment held
      WHERE ${inForce} AND held.role NOT IN (${roleNames.map((role) => `'${role}'`).join(', ')})`,
  },
  {
    name: 'officers.leavers-hold-no-session',
    zh: '已经停用的账号没有还能用的登录',
    offenders: `SELECT session.tenant_id, session.id FROM auth.session
      JOIN officers.officer ON officer.id = session.account
      WHERE officer.until <= $today AND session.ends_at > now()`,
  },
]

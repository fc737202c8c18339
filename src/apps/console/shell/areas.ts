import type { Words } from '#design/console/language.tsx'

export interface Entry extends Words {
  /** Path below `/console`. */
  readonly path: string
  /** Names of permissions; holding one of them shows the entry. Empty: everyone who is signed in. */
  readonly needs: readonly string[]
}
export interface Area extends Words {
  readonly entries: readonly Entry[]
}

/** The left side: what there is, in the order of a clerk's day. The server decides again on every call. */
export const areas: readonly Area[] = [
  {
    zh: '救助',
    en: 'Assistance',
    entries: [
      { path: '/', zh: '今天', en: 'Today', needs: [] },
      { path: '/leads', zh: '线索', en: 'Leads', needs: ['discovery.read'] },
      { path: '/leads/new', zh: '报线索', en: 'Report a lead', needs: ['discovery.report'] },
      { path: '/applications', zh: '窗口受理', en: 'Applications', needs: ['intake.take'] },
      { path: '/cases', zh: '办件', en: 'Cases', needs: ['casework.read'] },
      { path: '/reviews', zh: '动态管理', en: 'Reviews', needs: ['monitoring.read'] },
      { path: '/notices', zh: '公示', en: 'Notices', needs: ['public-notice.read'] },
      { path: '/roster', zh: '名单体检', en: 'Roster check', needs: ['roster.read', 'roster.check'] },
      { path: '/households', zh: '家庭档案', en: 'Households', needs: ['households.read'] },
      { path: '/policies', zh: '政策与标准', en: 'Rules and standards', needs: [] },
      { path: '/workbench', zh: '政策工作台', en: 'Policy workbench', needs: ['policy-workbench.read'] },
    ],
  },
  {
    zh: '资金',
    en: 'Money',
    entries: [
      { path: '/pay', zh: '发放', en: 'Payments', needs: ['payouts.read'] },
      { path: '/one-off', zh: '一次性补贴', en: 'One-off subsidies', needs: ['campaigns.read'] },
      { path: '/budgets', zh: '预算', en: 'Budgets', needs: ['payouts.read'] },
      { path: '/recovery', zh: '追回', en: 'Recovery', needs: ['payouts.read'] },
      { path: '/refunds', zh: '退还', en: 'Refunds', needs: ['payouts.read'] },
      { path: '/reconciliation', zh: '对账', en: 'Reconciliation', needs: ['reconciliation.read'] },
    ],
  },
  {
    zh: '监督',
    en: 'Supervision',
    entries: [{ path: '/audit', zh: '留痕', en: 'Audit', needs: ['supervision.read-audit'] }],
  },
  {
    zh: '系统',
    en: 'System',
    entries: [
      { path: '/officers', zh: '工作人员', en: 'Officers', needs: ['officers.read'] },
      { path: '/connections', zh: '部门接口', en: 'Departments', needs: ['means-check.see-connections'] },
      { path: '/letter-layouts', zh: '通知书版式', en: 'Letter layouts', needs: ['papers.keep-templates'] },
    ],
  },
  {
    zh: '我的',
    en: 'Mine',
    entries: [
      { path: '/kin', zh: '近亲属备案', en: 'Declared kin', needs: ['casework.declare-kin'] },
      { path: '/security', zh: '登录与安全', en: 'Sign-in and security', needs: [] },
    ],
  },
]

export const entriesFor = (holds: (permission: string) => boolean): readonly Area[] =>
  areas
    .map((area) => ({ ...area, entries: area.entries.filter(({ needs }) => needs.length === 0 || needs.some(holds)) }))
    .filter(({ entries }) => entries.length > 0)

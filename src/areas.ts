/**
 * The table of contents: every module, what a clerk calls it, and what it may use. `tools/tidy` holds the imports to it.
 * Arrows go one way: platform, design ← registry ← finance ← relief | charity | participation ← consortium ← oversight ←
 * apps.
 */
export interface Module {
  /** `area/module`, also the folder below `src`. */
  readonly name: string
  readonly zh: string
  /** Modules of the same area it may import; everything in earlier areas is open to it. */
  readonly uses?: readonly string[]
}

/** Areas from the ground up. An area imports earlier areas; siblings on one level never import each other. */
export const areaLevels: readonly (readonly string[])[] = [
  ['platform', 'design'],
  ['registry'],
  ['finance'],
  ['relief', 'charity', 'participation'],
  ['consortium'],
  ['oversight'],
  ['apps'],
]

export const modules: readonly Module[] = [
  { name: 'platform/errors', zh: '答复与差错' },
  { name: 'platform/money', zh: '金额' },
  { name: 'platform/clock', zh: '日子与工作日' },
  { name: 'platform/decisions', zh: '决策引擎' },
  { name: 'platform/crypto', zh: '密钥与加密' },
  { name: 'platform/db', zh: '数据库' },
  { name: 'platform/audit', zh: '留痕' },
  { name: 'platform/checks', zh: '常设核验' },
  { name: 'platform/events', zh: '事件' },
  { name: 'platform/jobs', zh: '后台任务' },
  { name: 'platform/http', zh: '接口与页面' },
  { name: 'platform/auth', zh: '登录' },
  { name: 'platform/sheets', zh: '表格文件' },
  { name: 'platform/testing', zh: '测试底座' },
  { name: 'registry/regions', zh: '区划' },
  { name: 'registry/organisations', zh: '机构', uses: ['regions'] },
  { name: 'registry/officers', zh: '工作人员', uses: ['regions', 'organisations'] },
  { name: 'registry/timeline', zh: '时间线' },
  { name: 'registry/documents', zh: '材料' },
  {
    name: 'registry/households',
    zh: '家庭档案',
    uses: ['regions', 'organisations', 'officers', 'timeline', 'documents'],
  },
  { name: 'registry/demo-county', zh: '演示县', uses: ['regions', 'organisations', 'households'] },
  { name: 'finance/ledger', zh: '资金台账' },
  { name: 'finance/payouts', zh: '发放', uses: ['ledger'] },
  { name: 'finance/campaigns', zh: '一次性补贴', uses: ['ledger', 'payouts'] },
  { name: 'finance/reconciliation', zh: '对账', uses: ['ledger', 'payouts'] },
  { name: 'relief/eligibility', zh: '政策与测算' },
  { name: 'relief/roster', zh: '名单体检', uses: ['eligibility'] },
  { name: 'relief/casework', zh: '办件', uses: ['eligibility'] },
  { name: 'relief/policy-workbench', zh: '政策工作台', uses: ['eligibility'] },
  { name: 'relief/discovery', zh: '主动发现', uses: ['casework'] },
  { name: 'relief/means-check', zh: '经济状况核对', uses: ['eligibility', 'casework'] },
  { name: 'relief/home-survey', zh: '入户调查', uses: ['casework'] },
  { name: 'relief/public-notice', zh: '公示与公布', uses: ['casework'] },
  { name: 'relief/sampling', zh: '抽查', uses: ['casework'] },
  { name: 'relief/papers', zh: '文书', uses: ['eligibility', 'casework'] },
  { name: 'relief/intake', zh: '窗口受理', uses: ['eligibility', 'casework', 'discovery', 'means-check'] },
  {
    name: 'relief/progress',
    zh: '办件进度查询',
    uses: ['eligibility', 'casework', 'intake', 'public-notice', 'papers'],
  },
  {
    name: 'relief/monitoring',
    zh: '动态监测',
    uses: ['eligibility', 'casework', 'means-check', 'public-notice', 'papers'],
  },
  { name: 'oversight/supervision', zh: '监督' },
  { name: 'oversight/newsroom', zh: '新闻与公开数字' },
]

/** Folders with migrations, in the order their schemas are laid. */
export const migrationModules: readonly { readonly module: string; readonly directory: string }[] = modules.map(
  ({ name }) => ({ module: name, directory: new URL(`./${name}/migrations`, import.meta.url).pathname }),
)

import type { AuditEntry } from './wire.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const actWords: Readonly<Record<AuditEntry['act'], Words>> = {
  change: { zh: '改动', en: 'change' },
  read: { zh: '查看', en: 'read' },
  reveal: { zh: '看证件号码', en: 'reveal' },
  search: { zh: '查找', en: 'search' },
  export: { zh: '导出下载', en: 'export' },
  refused: { zh: '被拒绝', en: 'refused' },
  'sign-in': { zh: '登录退出', en: 'sign-in' },
}

/** Every action that is written to the audit, in words. A test reads the sources and misses none. */
export const actionWords: Readonly<Record<string, Words>> = {
  'casework.case-opened': { zh: '打开一个办件', en: 'opened a case page' },
  'casework.cases-listed': { zh: '查看一户的办件', en: 'listed the cases of a household' },
  'casework.exported': { zh: '导出办件列表', en: 'exported a list of cases' },
  'casework.kin-declared': { zh: '登记亲属关系', en: 'declared kin' },
  'casework.kin-ended': { zh: '结束亲属登记', en: 'ended a declaration of kin' },
  'casework.moved': { zh: '办理一个环节', en: 'made a move in a case' },
  'casework.opened': { zh: '立案登记', en: 'opened a case' },
  'casework.papers-asked-again': { zh: '想再次要求补材料（没让）', en: 'tried to ask for papers again' },
  'discovery.closed': { zh: '办结一条线索', en: 'closed a lead' },
  'discovery.escalated': { zh: '过期线索报镇街领导', en: 'told the town head of an overdue lead' },
  'discovery.joined': { zh: '把线索并到同一家', en: 'joined leads of one family' },
  'discovery.linked': { zh: '线索对上家庭档案', en: 'linked a lead to a household' },
  'discovery.opened': { zh: '打开一条线索', en: 'opened a lead' },
  'discovery.reported': { zh: '上报一条线索', en: 'reported a lead' },
  'discovery.reported-again': { zh: '同一家又报一次', en: 'reported a family again' },
  'discovery.taken': { zh: '接手一条线索', en: 'took a lead in hand' },
  'discovery.took-in': { zh: '并进来一条线索', en: 'took in another lead' },
  'discovery.turned-into-application': { zh: '线索转成申请', en: 'turned a lead into an application' },
  'documents.kept': { zh: '存入一份材料', en: 'kept a document' },
  'documents.opened': { zh: '打开一份材料', en: 'opened a document' },
  'eligibility.assessed': { zh: '测算一户', en: 'assessed a household' },
  'eligibility.assessment-opened': { zh: '打开一次测算', en: 'opened an assessment' },
  'eligibility.assessments-listed': { zh: '列出一户的测算', en: 'listed the assessments of a household' },
  'households.exported': { zh: '导出家庭名单', en: 'exported households' },
  'households.file-opened': { zh: '打开家庭档案', en: 'opened a household file' },
  'households.handed-over': { zh: '移交一户', en: 'handed a household over' },
  'households.id-number-revealed': { zh: '查看完整证件号码', en: 'saw a whole ID number' },
  'households.id-numbers-used': { zh: '凭授权向部门核对时使用证件号码', en: 'used ID numbers to ask departments' },
  'households.not-found-or-not-allowed': { zh: '想打开辖区外或不存在的一户', en: 'tried a household out of sight' },
  'households.recorded': { zh: '录入或更新一户', en: 'recorded a household' },
  'households.recorded-many': { zh: '成批录入家庭', en: 'recorded many households' },
  'households.searched': { zh: '查户查人', en: 'searched households' },
  'officers.access-refused': { zh: '想做岗位不允许的事', en: 'asked for what the role may not' },
  'officers.signed-in': { zh: '登录', en: 'signed in' },
  'officers.signed-in-as-demo': { zh: '以演示岗位登录', en: 'signed in as a demonstration post' },
  'officers.signed-out': { zh: '退出登录', en: 'signed out' },
  'roster.annotated-downloaded': { zh: '下载标了错的名单', en: 'downloaded an annotated list' },
  'roster.assessed': { zh: '名单存入并测算', en: 'recorded and assessed a list' },
  'roster.read-on-trial': { zh: '试读一份名单', en: 'read a list on trial' },
  'roster.result-exported': { zh: '导出体检结果', en: 'exported the result of a list' },
  'supervision.audit-searched': { zh: '查看留痕', en: 'looked through the audit' },
}

export const aboutWords: Readonly<Record<string, Words>> = {
  household: { zh: '一户', en: 'household' },
  person: { zh: '一个人', en: 'person' },
  officer: { zh: '工作人员', en: 'officer' },
  document: { zh: '材料', en: 'document' },
  'roster-run': { zh: '一次名单体检', en: 'roster check' },
  lead: { zh: '线索', en: 'lead' },
  tenant: { zh: '本单位', en: 'the office' },
  route: { zh: '一个入口', en: 'a door' },
}

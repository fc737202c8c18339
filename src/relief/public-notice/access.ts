import type { Permission } from '#platform/http/contract.ts'

export const readNotices: Permission = {
  name: 'public-notice.read',
  zh: '查看公示和公布的办理情况',
  en: 'see how notices and publications stand',
  heldBy: ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head', 'village-aide', 'inspector'],
}
/** What was objected, and by whom it was recorded; who objected is not in it. */
export const readObjections: Permission = {
  name: 'public-notice.read-objections',
  zh: '查看异议内容',
  en: 'read objections',
  heldBy: ['town-clerk', 'town-head', 'county-reviewer', 'county-head', 'inspector'],
}
export const recordObjections: Permission = {
  name: 'public-notice.record-objection',
  zh: '登记公示异议',
  en: 'record an objection to a notice',
  heldBy: ['town-clerk', 'town-head'],
}
export const answerObjections: Permission = {
  name: 'public-notice.answer-objection',
  zh: '答复公示异议',
  en: 'answer an objection',
  heldBy: ['town-clerk', 'town-head'],
}
/** Whoever objects is protected: only who has to write back to them. */
export const seeObjectors: Permission = {
  name: 'public-notice.see-objector',
  zh: '查看提出异议的人',
  en: 'see who objected',
  heldBy: ['town-head', 'county-reviewer'],
}
export const publishResults: Permission = {
  name: 'public-notice.publish',
  zh: '公布确认结果',
  en: 'publish the result',
  heldBy: ['town-clerk'],
}

export const publicNoticePermissions: readonly Permission[] = [
  readNotices,
  readObjections,
  recordObjections,
  answerObjections,
  seeObjectors,
  publishResults,
]

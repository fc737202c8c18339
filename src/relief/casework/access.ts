import type { Permission } from '#platform/http/contract.ts'

/** Which of them may make which move is said by the procedure; this is who comes near a case at all. */
export const readCases: Permission = {
  name: 'casework.read',
  zh: '查看办件',
  en: 'see cases',
  heldBy: ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head', 'inspector'],
}
export const openCases: Permission = {
  name: 'casework.open',
  zh: '登记立案',
  en: 'open cases',
  heldBy: ['intake-clerk', 'town-clerk'],
}
export const moveCases: Permission = {
  name: 'casework.move',
  zh: '办理环节',
  en: 'make moves in cases',
  heldBy: ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head'],
}
export const giveOpinions: Permission = {
  name: 'casework.give-opinion',
  zh: '提出审核意见',
  en: 'give opinions',
  heldBy: ['town-clerk', 'town-head'],
}
export const proposeDecisions: Permission = {
  name: 'casework.propose',
  zh: '提出确认意见',
  en: 'propose decisions',
  heldBy: ['town-clerk', 'town-head', 'county-reviewer'],
}
export const approveDecisions: Permission = {
  name: 'casework.approve',
  zh: '批准决定',
  en: 'approve decisions',
  heldBy: ['town-head', 'county-reviewer', 'county-head'],
}
export const grantEmergencies: Permission = {
  name: 'casework.grant-emergency',
  zh: '批准先行救助',
  en: 'grant help before papers',
  heldBy: ['town-head', 'county-head'],
}
export const exportCaseLists: Permission = {
  name: 'casework.export',
  zh: '导出办件列表',
  en: 'export lists of cases',
  heldBy: ['town-clerk', 'county-reviewer', 'county-head'],
}
/** Everybody declares their own; the head of the office sees all of them. */
export const declareKinship: Permission = {
  name: 'casework.declare-kin',
  zh: '登记亲属关系',
  en: 'declare kin',
  heldBy: ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head'],
}

/** Whoever declared kin cannot take it back alone. */
export const confirmKinEndings: Permission = {
  name: 'casework.confirm-kin-end',
  zh: '核实并同意结束别人的亲属登记',
  en: 'verify and confirm that a colleague’s kin are so no longer',
  heldBy: ['county-reviewer', 'county-head'],
}

export const casePermissions: readonly Permission[] = [
  readCases,
  openCases,
  moveCases,
  giveOpinions,
  proposeDecisions,
  approveDecisions,
  grantEmergencies,
  exportCaseLists,
  declareKinship,
  confirmKinEndings,
]

import type { Permission } from '#platform/http/contract.ts'

const caseHandlers = ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head'] as const

/** The list of papers of a case, and forms filled from it. */
export const printPapers: Permission = {
  name: 'papers.print',
  zh: '打印文书',
  en: 'print papers',
  heldBy: caseHandlers,
}
export const readLetters: Permission = {
  name: 'papers.read-letters',
  zh: '查看通知书',
  en: 'see letters',
  heldBy: [...caseHandlers, 'inspector'],
}
/** Files a signed paper to its case. */
export const filePapers: Permission = {
  name: 'papers.file',
  zh: '扫描归档',
  en: 'file signed papers',
  heldBy: ['intake-clerk', 'town-clerk', 'county-reviewer'],
}
/** The Word layouts of the office: downloads, brings, goes back to an earlier one. */
export const keepTemplates: Permission = {
  name: 'papers.keep-templates',
  zh: '维护通知书模板',
  en: 'keep letter templates',
  heldBy: ['county-reviewer', 'county-head', 'policy-officer'],
}

export const paperPermissions: readonly Permission[] = [printPapers, readLetters, filePapers, keepTemplates]

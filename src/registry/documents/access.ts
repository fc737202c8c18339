import type { Permission } from '#platform/http/contract.ts'

const caseHandlers = ['intake-clerk', 'town-clerk', 'town-head', 'county-reviewer', 'county-head'] as const

/** Opens a paper of a household in one's places, as a picture or PDF. */
export const openDocuments: Permission = {
  name: 'documents.open',
  zh: '打开材料',
  en: 'open papers',
  heldBy: [...caseHandlers, 'inspector'],
}
/** Papers about illness and disability are sensitive (PIPL art. 28): only who decides with them. */
export const openHealthPapers: Permission = {
  name: 'documents.open-health',
  zh: '打开病历、残疾证一类的材料',
  en: 'open papers about illness and disability',
  heldBy: ['intake-clerk', 'town-clerk', 'county-reviewer'],
}

/** Adds a paper to a household's file. */
export const keepDocuments: Permission = {
  name: 'documents.keep',
  zh: '收进材料',
  en: 'add papers',
  heldBy: ['intake-clerk', 'town-clerk', 'county-reviewer'],
}

export const documentPermissions: readonly Permission[] = [openDocuments, openHealthPapers, keepDocuments]

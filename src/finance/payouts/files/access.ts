import type { Permission } from '#platform/http/contract.ts'

export const sendPayFiles: Permission = {
  name: 'payouts.send-files',
  zh: '做发放文件',
  en: 'make files for the bank',
  heldBy: ['finance-officer'],
}
export const bookReturns: Permission = {
  name: 'payouts.book-returns',
  zh: '银行回盘入账',
  en: 'book what the bank returns',
  heldBy: ['finance-officer'],
}
/** Sums and faults of files; not the files themselves. */
export const readPayFiles: Permission = {
  name: 'payouts.read-files',
  zh: '看发放文件和回盘',
  en: 'see files to and from the bank',
  heldBy: ['finance-officer', 'finance-head', 'inspector'],
}
export const fileDeskPermissions: readonly Permission[] = [sendPayFiles, bookReturns, readPayFiles]

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
export const fileDeskPermissions: readonly Permission[] = [sendPayFiles, bookReturns]

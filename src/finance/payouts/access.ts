import type { Permission } from '#platform/http/contract.ts'

export const readPayments: Permission = {
  name: 'payouts.read',
  zh: '看发放名单和资金',
  en: 'read pay lists and funds',
  heldBy: ['finance-officer', 'finance-head', 'county-head', 'inspector'],
}
/** What one household gets and got: also the people who look after it. */
export const readHouseholdPayments: Permission = {
  name: 'payouts.read-household',
  zh: '看一户的发放情况',
  en: 'read the payments of a household',
  heldBy: [
    ...['finance-officer', 'finance-head', 'county-head', 'county-reviewer', 'inspector'],
    ...['town-clerk', 'town-head', 'intake-clerk'],
  ],
}
export const makePayments: Permission = {
  name: 'payouts.make',
  zh: '做发放名单',
  en: 'make pay lists',
  heldBy: ['finance-officer'],
}
/** Never of a list one made oneself. */
export const approvePayments: Permission = {
  name: 'payouts.approve',
  zh: '复核发放名单',
  en: 'approve pay lists',
  heldBy: ['finance-head'],
}
/** Back to the maker: the maker, who saw a slip, or the second person. */
export const sendBackPayments: Permission = {
  name: 'payouts.send-back',
  zh: '退回发放名单',
  en: 'send pay lists back',
  heldBy: ['finance-officer', 'finance-head'],
}
export const holdPayments: Permission = {
  name: 'payouts.hold',
  zh: '暂缓和恢复发放',
  en: 'hold and release payments',
  heldBy: ['finance-officer', 'finance-head', 'county-reviewer'],
}
export const enterAccounts: Permission = {
  name: 'payouts.enter-account',
  zh: '登记收款账户',
  en: 'enter payee accounts',
  heldBy: ['town-clerk', 'intake-clerk', 'finance-officer'],
}
export const approveAccounts: Permission = {
  name: 'payouts.approve-account',
  zh: '复核收款账户',
  en: 'approve payee accounts',
  heldBy: ['finance-officer', 'finance-head'],
}
export const recordAllotments: Permission = {
  name: 'payouts.allot',
  zh: '登记资金额度',
  en: 'record allotments',
  heldBy: ['finance-head'],
}

/** Entries beside the lists: an allotment taken back, a repayment received, a refund. */
export const askEntries: Permission = {
  name: 'payouts.ask-entry',
  zh: '提出冲回额度、登记追回和退还',
  en: 'ask to take allotments back, record repayments and refunds',
  heldBy: ['finance-officer', 'finance-head'],
}
/** Never what one asked for oneself. */
export const confirmEntries: Permission = {
  name: 'payouts.confirm-entry',
  zh: '确认冲回额度、追回和退还',
  en: 'confirm reversals, repayments and refunds',
  heldBy: ['finance-head', 'county-head'],
}

export const payoutPermissions: readonly Permission[] = [
  ...[readPayments, readHouseholdPayments, makePayments, approvePayments, sendBackPayments, holdPayments],
  ...[enterAccounts, approveAccounts, recordAllotments, askEntries, confirmEntries],
]

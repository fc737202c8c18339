import type { Check } from '#platform/checks/index.ts'
import { booksThatDiffer } from './reconciliation-view.ts'

/** Asked every night: the three books say the same. */
export const reconciliationChecks: readonly Check[] = [
  {
    name: 'reconciliation.list-ledger-and-bank-agree',
    zh: '每户每月：发放名单、台账、银行三处一分不差',
    offenders: booksThatDiffer,
  },
]

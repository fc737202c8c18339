import { createLedger, type Ledger } from '#finance/ledger/index.ts'
import {
  createFileDesk,
  createPayHouse,
  fileDeskRoutes,
  programmeWords,
  type FileDesk,
  type PayHouse,
} from '#finance/payouts/index.ts'
import { createReconciliation, reconciliationRoutes } from '#finance/reconciliation/index.ts'
import { paymentFeeds } from './loop-payouts.ts'
import type { LoopNeeds, Part } from './loop.ts'

export interface BankDesk {
  readonly ledger: Ledger
  readonly house: PayHouse
  readonly files: FileDesk
}

/**
 * Files to and from the bank, and the three books side by side.
 */
export function bankPart(needs: LoopNeeds): { readonly part: Part; readonly desk: BankDesk } {
  const { db, clock, vault, audit, households, installation } = needs
  const ledger = createLedger({ clock })
  const house = createPayHouse({ ledger, audit, clock, vault, households, feeds: paymentFeeds })
  const { desk } = house
  const files = createFileDesk({ db, clock, vault, audit, desk, isDemo: installation.kind === 'demo' })
  const reconciliation = createReconciliation({
    ...{ db, clock, audit, households },
    wordsOf: programmeWords,
  })
  return {
    part: { routes: [...fileDeskRoutes({ files }), ...reconciliationRoutes({ reconciliation })] },
    desk: { ledger, house, files },
  }
}

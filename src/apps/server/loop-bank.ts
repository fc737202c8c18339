import { createLedger, type Ledger } from '#finance/ledger/index.ts'
import {
  createFileDesk,
  createPayHouse,
  fileDeskRoutes,
  loadDeductionRules,
  programmeWords,
  type DeductionRuleAt,
  type FileDesk,
  type PayHouse,
} from '#finance/payouts/index.ts'
import { adjustedFirst, adjustedWhole } from '#relief/policy-workbench/index.ts'
import { createReconciliation, reconciliationRoutes } from '#finance/reconciliation/index.ts'
import { paymentFeeds } from './loop-payouts.ts'
import type { LoopNeeds, Part } from './loop.ts'

export interface BankDesk {
  readonly ledger: Ledger
  readonly house: PayHouse
  readonly files: FileDesk
  readonly deductionRule: DeductionRuleAt
}

/**
 * Files to and from the bank, and the three books side by side.
 */
export function bankPart(needs: LoopNeeds): { readonly part: Part; readonly desk: BankDesk } {
  const { db, clock, vault, audit, households, installation } = needs
  const ledger = createLedger({ clock })
  const deductionRule = deductionRuleOf(needs)
  const house = createPayHouse({
    ledger,
    audit,
    clock,
    vault,
    households,
    feeds: paymentFeeds,
    deductionRule,
    listGates: [adjustedFirst],
    pauses: [adjustedWhole],
  })
  const { desk } = house
  const files = createFileDesk({ db, clock, vault, audit, desk, isDemo: installation.kind === 'demo' })
  const reconciliation = createReconciliation({
    ...{ db, clock, audit, households },
    wordsOf: programmeWords,
  })
  return {
    part: { routes: [...fileDeskRoutes({ files }), ...reconciliationRoutes({ reconciliation })] },
    desk: { ledger, house, files, deductionRule },
  }
}

/** What the place of a household, or the nearest above it, says in its `recovery.yaml`. */
export function deductionRuleOf({
  regions,
  policyFolder,
}: Pick<LoopNeeds, 'regions' | 'policyFolder'>): DeductionRuleAt {
  const find = loadDeductionRules(policyFolder)
  return ({ placeId, on }) => {
    const directory = regions.directory()
    const code = directory.ofPlace(placeId)?.code
    return code === undefined ? null : find({ places: directory.ancestors(code).map((region) => region.code), on })
  }
}

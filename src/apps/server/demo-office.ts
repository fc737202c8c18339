import { createAudit } from '#platform/audit/index.ts'
import { stoppedClock, type Clock } from '#platform/clock/index.ts'
import type { Caller } from '#platform/http/index.ts'
import { createLedger, type Ledger } from '#finance/ledger/index.ts'
import { createFileDesk, createPayHouse, type FileDesk, type PayHouse } from '#finance/payouts/index.ts'
import type { Audit } from '#platform/audit/index.ts'
import { policyFolder, type Product } from './compose.ts'
import { deductionRuleOf } from './loop-bank.ts'
import { paymentFeeds } from './loop-payouts.ts'

/** Who makes the demonstration's lists, and who approves them. */
export interface Seats {
  readonly maker: Caller
  readonly second: Caller
}

/** The money office on a past day: every record it makes carries that day. */
export interface DemoOffice extends Seats {
  readonly product: Product
  readonly clock: Clock
  readonly audit: Audit
  readonly ledger: Ledger
  readonly house: PayHouse
  readonly files: FileDesk
}

export function officeOn(product: Product, seats: Seats, moment: string): DemoOffice {
  const { db, vault, households } = product
  const clock = stoppedClock(moment)
  const audit = createAudit({ vault, clock })
  const ledger = createLedger({ clock })
  const deductionRule = deductionRuleOf({ regions: product.regions, policyFolder })
  const house = createPayHouse({ ledger, audit, clock, vault, households, feeds: paymentFeeds, deductionRule })
  const files = createFileDesk({ db, clock, vault, audit, desk: house.desk, isDemo: true })
  return { ...seats, product, clock, audit, ledger, house, files }
}

import type { Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { linesNamed, movedLegs } from '../run/line-store.ts'
import { findReturned, markPayable } from './desk-store.ts'

/**
 * returned → payable: the next file takes the lines along. The money is in the returned account once, so it can leave it
 * only once. @returns how many lines
 */
export async function reissueLines(
  tx: Tx,
  who: Caller,
  which: { readonly householdId?: string; readonly lineId?: string },
  { why, needs: { ledger, clock } }: { why: string; needs: { readonly ledger: Ledger; readonly clock: Clock } },
): Promise<number> {
  const lines = await findReturned(tx, who.tenant, which)
  for (const { id, attempt } of lines)
    await ledger.postQuery(tx, who, {
      ...{ key: `payouts.reissued:${id}:${attempt}`, kind: 'payouts.reissued', why, on: clock.today() },
      about: { kind: 'pay-line', id },
      legs: movedLegs(linesNamed(who.tenant, [id]), 'returned', 'payable'),
    })
  await markPayable(
    tx,
    who.tenant,
    lines.map(({ id }) => id),
  )
  return lines.length
}

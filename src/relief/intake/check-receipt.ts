import { timingSafeEqual } from 'node:crypto'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { inScope, type Db, type TenantId } from '#platform/db/index.ts'
import type { Intake, ReceiptAnswer } from './contract.ts'
import { afterWrong, mayTry, numberAsTyped, secretAsTyped } from './receipt.ts'
import { findReceiptForUpdate, saveAttempts } from './receipt-store.ts'
import { createWrongByAddress } from './wrong-by-address.ts'

/** See `Intake.checkReceipt`. */
export const createCheckReceipt =
  ({ vault, clock }: { readonly vault: Vault; readonly clock: Clock }): Intake['checkReceipt'] =>
  async (tx, tenant, typedNumber, typedSecret) => {
    const number = numberAsTyped(typedNumber)
    // Computed for an unknown number too, so that the answer takes as long.
    const hash = vault.lookup('receipt-secret', `${number}:${secretAsTyped(typedSecret)}`)
    const receipt = await findReceiptForUpdate(tx, tenant, number)
    if (receipt === undefined) return { kind: 'wrong' }
    const at = clock.now()
    const allowed = mayTry(receipt, at)
    if (!allowed.may) return { kind: 'closed', until: allowed.until }
    if (timingSafeEqual(hash, receipt.secretHash)) {
      if (receipt.wrong > 0) await saveAttempts(tx, tenant, receipt.caseId, { wrong: 0, closedUntil: null })
      return { kind: 'right', tenant, caseId: receipt.caseId, number: receipt.number }
    }
    await saveAttempts(tx, tenant, receipt.caseId, afterWrong(receipt, at))
    return { kind: 'wrong' }
  }

/** For the family's page: the offices one after the other, each wrong code counted whatever the answer is. */
export function receiptSecrets({
  db,
  clock,
  tenants,
  checkReceipt,
}: {
  readonly db: Db
  readonly clock: Clock
  readonly tenants: () => Promise<readonly TenantId[]>
  readonly checkReceipt: Intake['checkReceipt']
}) {
  const wrongByAddress = createWrongByAddress()
  const tried = async (number: string, secret: string): Promise<ReceiptAnswer> => {
    let best: ReceiptAnswer = { kind: 'wrong' }
    for (const tenant of await tenants()) {
      const answer = await inScope(db, { tenants: [tenant], places: [] }, (tx) =>
        checkReceipt(tx, tenant, number, secret),
      )
      if (answer.kind !== 'wrong') best = answer
      if (answer.kind === 'right') break
    }
    return best
  }
  const locked = (until: Date | null) => ({ kind: 'locked' as const, minutes: minutesUntil(until, clock.now()) })
  return {
    check: async ({
      number,
      secret,
      address,
    }: {
      readonly number: string
      readonly secret: string
      readonly address: string
    }) => {
      const closed = wrongByAddress.closedUntil(address, clock.now())
      // Not even looked at: nothing is counted against the family whose number it is.
      if (closed !== null) return locked(closed)
      const answer = await tried(number, secret)
      if (answer.kind === 'right') return { kind: 'yes' as const, tenant: answer.tenant, caseId: answer.caseId }
      wrongByAddress.count(address, clock.now())
      return answer.kind === 'closed' ? locked(answer.until) : { kind: 'no' as const }
    },
  }
}

/** Closed until a new code is fetched: said as a day, so that nobody waits at the screen. */
const minutesOfADay = 24 * 60

const minutesUntil = (until: Date | null, now: Date): number =>
  until === null ? minutesOfADay : Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))

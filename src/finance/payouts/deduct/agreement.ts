import type { Audit } from '#platform/audit/index.ts'
import { monthOf, type Clock, type Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { addFen, formatYuan, zeroFen, type Fen } from '#platform/money/index.ts'
import { findAskedForUpdate, type ClaimRow } from '../asked/asked-store.ts'
import { payoutRefusals } from '../refusals.ts'
import { findRights, findVersions } from '../rights/rights-store.ts'
import { payIn } from '../rights/versions.ts'
import { saveEnded } from './agreement-store.ts'
import { noDeductionRule, type DeductionRuleAt } from './deduct.ts'
import { capOf } from './deduction-rules.ts'

export interface AgreementNeeds {
  readonly audit: Audit
  readonly clock: Clock
  readonly deductionRule?: DeductionRuleAt | undefined
}

export interface AgreementWish {
  readonly claimId: string
  /** How much a month the family agreed to. */
  readonly monthly: Fen
  /** Number of the paper of consent, and who signed it. */
  readonly consent: string
  readonly signedOn: Day
}

/**
 * Whether the place lets that much be kept back of what the household is paid now.
 * @throws deductionNotConfigured, nothingToDeductFrom, deductionTooMuch
 */
export async function refuseUnlessAllowed(
  tx: Tx,
  who: Caller,
  claim: ClaimRow,
  { monthly, needs }: { monthly: Fen; needs: AgreementNeeds },
): Promise<void> {
  const { clock, deductionRule = noDeductionRule } = needs
  const rule = deductionRule({ placeId: claim.placeId, on: clock.today() })
  if (rule === null) throw payoutRefusals.deductionNotConfigured()
  const due = await dueNow(tx, who, claim, clock)
  if (due === 0n) throw payoutRefusals.nothingToDeductFrom()
  const cap = capOf(rule, due)
  if (monthly > cap)
    throw payoutRefusals.deductionTooMuch(
      {
        ...{ cap: formatYuan(cap), percent: rule.sharePercentMax, source: rule.source },
        amount: formatYuan(monthly),
      },
      'amount',
    )
}

/** What the household's rights of the claim's programme give this month. */
async function dueNow(tx: Tx, who: Caller, { householdId, programme }: ClaimRow, clock: Clock): Promise<Fen> {
  const month = monthOf(clock.today())
  const rights = (await findRights(tx, who.tenant, { householdId })).filter((one) => one.programme === programme)
  const versions = Map.groupBy(
    await findVersions(
      tx,
      who.tenant,
      rights.map(({ id }) => id),
    ),
    ({ entitlementId }) => entitlementId,
  )
  return rights.reduce((sum, { id }) => addFen(sum, payIn(versions.get(id) ?? [], month)), zeroFen)
}

/**
 * The family takes its consent back, or the office ends the agreement: nothing more is kept back. What is on a list that
 * is not approved yet is computed again; what is booked stays booked.
 * @throws notFound, deductionNotRunning
 */
export async function endAgreement(
  tx: Tx,
  who: Caller,
  { id, reason }: { id: string; reason: string },
  { audit, clock }: AgreementNeeds,
): Promise<string> {
  const asked = await findAskedForUpdate(tx, who.tenant, id)
  if (!asked || asked.kind !== 'deduction') throw payoutRefusals.notFound()
  if (asked.state !== 'confirmed' || asked.endedAt !== null) throw payoutRefusals.deductionNotRunning()
  await saveEnded(tx, who, { id, reason, at: clock.now() })
  const about = { kind: 'asked-entry', id }
  await audit.record(tx, who, { action: 'payouts.deduction-ended', about, after: { reason } })
  return id
}

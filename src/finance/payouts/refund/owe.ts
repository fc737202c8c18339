import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { yearOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen, subtractFen, type Fen } from '#platform/money/index.ts'
import { moved, type Leg, type Ledger } from '#finance/ledger/index.ts'
import type { RightMonth } from '../rights/rights-store.ts'
import { addRefunds, findOwing, findPaidIn, lapse, lockUnconfirmedOf, saveState, type Owing } from './refund-store.ts'

export interface OweNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly clock: Clock
}

/** How far a month is from its right; above zero is lacking. */
interface Difference extends RightMonth {
  readonly difference: Fen
}

export const purseOf = ({ programme, source, month, householdId }: Owing): Omit<Leg, 'account' | 'amount'> => ({
  ...{ programme, source, budgetYear: yearOf(month), householdId, month },
})
const bare = { householdId: null, month: null } as const

/**
 * Of what a month lacks, as much as the household paid in itself is its own money: from now on a debt to it, in its own
 * purse. The ledger knows at once, also where the purse has nothing left. @returns what is lacking besides, as arrears
 */
export async function oweRepaid<One extends Difference>(
  tx: Tx,
  who: Caller,
  differences: readonly One[],
  needs: OweNeeds,
): Promise<One[]> {
  const lacking = differences.filter(({ difference }) => difference > 0n)
  if (lacking.length === 0) return [...differences]
  const paidIn = await findPaidIn(tx, who.tenant, lacking)
  const own = ({ rightId, month, difference }: Difference): Fen => {
    const most = paidIn.get(`${rightId} ${month}`) ?? 0n
    return fen(difference <= 0n || most <= 0n ? 0n : most < difference ? most : difference)
  }
  const wishes = lacking
    .map((one) => ({ rightId: one.rightId, month: one.month, fen: own(one) }))
    .filter((wish) => wish.fen > 0n)
  const owed = await findOwing(tx, who.tenant, wishes)
  const on = needs.clock.today()
  const posted = await needs.ledger.postTogether(
    tx,
    who,
    owed.map((one) => ({
      ...{ key: `payouts.refund-owed:${one.id}`, kind: 'payouts.refund-owed', on },
      ...{ why: '追回的理由没有了，家里还过的应退还', about: { kind: 'refund', id: one.id } },
      legs: moved(
        one.fen,
        { ...purseOf(one), ...bare, account: 'allotment' },
        {
          ...{ account: 'to-refund', householdId: one.householdId, month: one.month },
        },
      ),
    })),
  )
  await addRefunds(
    tx,
    who.tenant,
    owed.map((one, index) => ({
      ...{ ...one, cause: 'claim-fell', repaymentId: null },
      entryId: given(posted[index], 'the entry of a refund').id,
    })),
    needs.clock.now(),
  )
  await tell(tx, who, { action: 'payouts.refund-owed', refunds: owed }, needs)
  return differences
    .map((one) => ({ ...one, difference: subtractFen(one.difference, own(one)) }))
    .filter(({ difference }) => difference !== 0n)
}

/**
 * The months give less again, and nobody has confirmed yet that the money goes back: the debt ends by a counter-entry, and
 * the household owes that much less. What is confirmed is never taken back, and another claim never takes it.
 */
export async function withdrawRefunds(
  tx: Tx,
  who: Caller,
  months: readonly RightMonth[],
  needs: OweNeeds,
): Promise<void> {
  if (months.length === 0) return
  const refunds = await lockUnconfirmedOf(tx, who.tenant, months)
  if (refunds.length === 0) return
  await lapse(
    tx,
    who.tenant,
    refunds.flatMap(({ proposalId }) => proposalId ?? []),
  )
  await saveState(tx, who.tenant, { ids: refunds.map(({ id }) => id), state: 'withdrawn' })
  const entryIds = refunds.map(({ entryId }) => entryId)
  await needs.ledger.reverseMany(tx, who, { entryIds, why: '待遇又变了', on: needs.clock.today() })
  await tell(tx, who, { action: 'payouts.refund-withdrawn', refunds }, needs)
}

/** Legs of money that came in beyond a claim: it is the household's, never free. */
export const surplusLegs = (one: Owing): Leg[] =>
  moved(
    one.fen,
    { ...purseOf(one), ...bare, account: 'overpaid' },
    {
      ...{ account: 'to-refund', householdId: one.householdId, month: one.month },
    },
  )

/** Writes down a surplus whose legs stand in the entry of its repayment. */
export async function oweSurplus(
  tx: Tx,
  who: Caller,
  { owing, repaymentId, entryId }: { owing: Owing; repaymentId: string; entryId: string },
  needs: OweNeeds,
): Promise<void> {
  await addRefunds(tx, who.tenant, [{ ...owing, cause: 'surplus', repaymentId, entryId }], needs.clock.now())
  await tell(tx, who, { action: 'payouts.refund-owed', refunds: [owing] }, needs)
}

const tell = (
  tx: Tx,
  who: Caller,
  { action, refunds }: { action: string; refunds: readonly Owing[] },
  { audit }: OweNeeds,
): Promise<void> =>
  audit.recordMany(
    tx,
    who,
    refunds.map(({ id, householdId, programme, month, fen: amount }) => ({
      ...{ action, about: { kind: 'household', id: householdId } },
      after: { refund: id, programme, month, fen: String(amount) },
    })),
  )

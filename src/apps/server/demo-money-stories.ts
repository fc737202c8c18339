import { sql } from 'kysely'
import { addMonths, dayOf, monthOf, type Month } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import type { Product } from './compose.ts'
import { officeOn, type DemoOffice, type Seats } from './demo-office.ts'

const programme = 'dibao'
const lowered = '女儿一月起有了工作，收入核增（演示）'
const reversed = '工资是原单位报错的，核实以后撤回（演示）'

interface PaidFamily {
  readonly rightId: string
  readonly householdId: string
  /** Per month. */
  readonly amount: Fen
}

/**
 * What finance officers meet beside the lists: a family that was paid too much and pays it back, with an agreement that
 * waits for the second person; a correction that was reversed after a part had come back; a household on hold for two
 * reasons. On three families of the old list, in one transaction, so it is there or it is not.
 */
export async function layMoneyStories(
  product: Product,
  { tenant, isStopping }: { readonly tenant: TenantId; readonly isStopping: () => boolean },
): Promise<void> {
  if (isStopping()) return
  const { createdAt, clockOffset } = product.installation
  const last = addMonths(monthOf(dayOf(new Date(createdAt.getTime() + clockOffset))), -1)
  const seats: Seats = {
    maker: { ...systemCaller('demo-finance', tenant), name: '演示财务经办' },
    second: { ...systemCaller('demo-finance-head', tenant), name: '演示财务负责人' },
  }
  const office = officeOn(product, seats, `${last}-25T10:00:00+08:00`)
  await seats.maker.transaction(product.db, async (tx) => {
    if (await isTold(tx, tenant)) return
    const [owing, mistaken, held] = await findPaid(tx, tenant, last)
    if (owing) await payBack(tx, office, owing, last)
    if (mistaken) await takeBack(tx, office, mistaken, last)
    if (held) await holdTwice(tx, office, held)
  })
}

async function isTold(tx: Tx, tenant: TenantId): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM payouts.entitlement_version
    WHERE tenant_id = ${tenant} AND why = ${lowered} LIMIT 1`.execute(tx)
  return rows.length > 0
}

/** Families that were paid in both months, and enough that a hundred yuan less leaves something. */
async function findPaid(tx: Tx, tenant: TenantId, last: Month): Promise<PaidFamily[]> {
  const { rows } = await sql<PaidFamily>`SELECT e.id AS "rightId", e.household_id AS "householdId", l.fen AS amount
    FROM payouts.entitlement e
    JOIN payouts.line l ON l.tenant_id = e.tenant_id AND l.entitlement_id = e.id AND l.state = 'paid'
      AND l.kind = 'regular' AND l.month = ${`${last}-01`}
    JOIN payouts.line b ON b.tenant_id = e.tenant_id AND b.entitlement_id = e.id AND b.state = 'paid'
      AND b.kind = 'regular' AND b.month = ${`${addMonths(last, -1)}-01`}
    WHERE e.tenant_id = ${tenant} AND e.programme = ${programme} AND e.origin = 'legacy' AND l.fen >= 40000
    ORDER BY e.id DESC LIMIT 3`.execute(tx)
  return rows
}

async function lowerBy(
  tx: Tx,
  { house, maker }: DemoOffice,
  { rightId, amount }: PaidFamily,
  { less, from }: { less: bigint; from: Month },
): Promise<{ readonly version: number; readonly claims: readonly string[] }> {
  const rate = { per: 'month', amount: fen(amount - less) } as const
  const wish = { entitlementId: rightId, rate, from, why: lowered, decisionId: null }
  const { version } = await house.payouts.change(tx, maker, wish)
  const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.correction WHERE tenant_id = ${maker.tenant}
    AND entitlement_id = ${rightId} AND state = 'owed' AND entry_id IS NOT NULL ORDER BY month`.execute(tx)
  return { version, claims: rows.map(({ id }) => id) }
}

async function repaid(
  tx: Tx,
  { house, maker, second, clock }: DemoOffice,
  claimId: string,
  { amount, receipt }: { amount: bigint; receipt: string },
): Promise<void> {
  const wish = { claimId, amount: fen(amount), receipt, on: clock.today() }
  await house.asked.confirm(tx, second, await house.asked.recordRepayment(tx, maker, wish))
}

/** A hundred yuan a month too much for two months: some came back; for the rest the family signed an agreement. */
async function payBack(tx: Tx, office: DemoOffice, family: PaidFamily, last: Month): Promise<void> {
  const { claims } = await lowerBy(tx, office, family, { less: 10_000n, from: addMonths(last, -1) })
  const [first, second] = claims
  if (first !== undefined) await repaid(tx, office, first, { amount: 6_000n, receipt: '回单（合成）0225-01' })
  if (second === undefined) return
  await office.house.asked.agreeDeduction(tx, office.maker, {
    ...{ claimId: second, monthly: fen(5_000), consent: '同意书（合成）1 号，户主签字' },
    signedOn: office.clock.today(),
  })
}

/** A part had come back already: it is the family's, and waits on the list of refunds. */
async function takeBack(tx: Tx, office: DemoOffice, family: PaidFamily, last: Month): Promise<void> {
  const { house, maker } = office
  const { version, claims } = await lowerBy(tx, office, family, { less: 8_000n, from: last })
  const [claim] = claims
  if (claim !== undefined) await repaid(tx, office, claim, { amount: 5_000n, receipt: '回单（合成）0225-02' })
  await house.payouts.undo(tx, maker, { entitlementId: family.rightId, version, why: reversed })
}

async function holdTwice(tx: Tx, { house, maker, second }: DemoOffice, { householdId }: PaidFamily): Promise<void> {
  const wish = { householdId, programme, cause: 'office' } as const
  await house.holds.hold(tx, maker, { ...wish, why: '社区来电：一家人可能已经搬到外县（演示）' })
  await house.holds.hold(tx, second, { ...wish, why: '存折户名和户主对不上，等镇里核实（演示）' })
}

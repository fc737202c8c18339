import { given } from '#platform/errors/index.ts'
import { monthOf, yearOf, type Day, type Month } from '#platform/clock/index.ts'
import type { PlaceId } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Situation } from '#registry/households/contract.ts'
import { recordAllotment } from '#finance/payouts/index.ts'
import type { DemoOffice } from './demo-office.ts'

/** Fen a year; together well above what the invented county pays, so that no purse of the demonstration runs dry. */
const allotments = [
  { source: 'county', amount: '800000000', document: '青财社〔合成〕1号' },
  { source: 'province', amount: '4000000000', document: '合财社〔合成〕12号' },
] as const

const householdsAtOnce = 200

/**
 * The old list comes in with its document: the money of each budget year, a right and an account for every household
 * with a benefit on file. In one transaction, so it is there or it is not.
 */
export async function takeOver(
  office: DemoOffice,
  { programme, months }: { programme: string; months: readonly Month[] },
): Promise<void> {
  const { product, clock, audit, ledger, house, maker } = office
  const first = given(months[0], 'the first month that is paid')
  const paid = await paidBefore(office, programme)
  await maker.transaction(product.db, async (tx) => {
    for (const year of new Set(months.map(yearOf)))
      for (const allotment of allotments)
        await recordAllotment(tx, maker, { ...allotment, programme, year }, { clock, audit, ledger })
    await house.payouts.adoptLegacy(
      tx,
      maker,
      paid.map(({ householdId, placeId, amount, since, document }) => ({
        ...{ householdId, placeId, programme, from: since === null ? first : monthOf(since) },
        ...{ rate: { per: 'month', amount }, source: { kind: 'legacy', document } },
      })),
      first,
    )
    await house.accounts.adopt(
      tx,
      maker,
      paid.map(({ householdId, placeId, holder }, index) => ({
        ...{ householdId, placeId, holder, bank: '青禾农商银行（合成）', why: '随原发放名册导入（合成）' },
        number: `62999900${String(index + 1).padStart(11, '0')}`,
      })),
    )
  })
}

/** Whose name the account bears. */
export const headOf = ({ members, number }: Situation): string =>
  (members.find(({ relation }) => relation === 'head') ?? members[0])?.name ?? number

interface PaidBefore {
  readonly householdId: string
  readonly placeId: PlaceId
  readonly holder: string
  /** Per month. */
  readonly amount: Fen
  readonly since: Day | null
  readonly document: string
}

/** Families of the invented county with a benefit on file; whoever came by a list of a visitor is not among them. */
async function paidBefore({ product, maker }: DemoOffice, programme: string): Promise<PaidBefore[]> {
  const { db, households, clock } = product
  const { tenant } = maker
  return maker.transaction(db, async (tx) => {
    const places = new Map((await households.idsOf(tx, tenant)).map(({ id, placeId }) => [id, placeId]))
    const paid: PaidBefore[] = []
    for (let page = 1; ; page += 1) {
      const { rows } = await households.list(tx, maker, { programme, page, size: householdsAtOnce })
      if (rows.length === 0) return paid
      const since = new Map(rows.map((row) => [row.id, row.paidSince]))
      const asOf = { factsOn: clock.today(), programme }
      for (const situation of await households.situationsOf(tx, tenant, [...since.keys()], asOf)) {
        const { householdId, paidNow } = situation
        if (paidNow === null || paidNow.value <= 0n || paidNow.source.kind !== 'synthetic') continue
        paid.push({
          householdId,
          placeId: given(places.get(householdId), 'the place of a household in sight'),
          holder: headOf(situation),
          amount: paidNow.value,
          since: since.get(householdId) ?? null,
          document: paidNow.source.zh,
        })
      }
    }
  })
}

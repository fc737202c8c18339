import { addMonths, day, dayOf, monthOf } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { yuan } from '#platform/money/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import { createCampaigns } from '#finance/campaigns/index.ts'
import { recordAllotment } from '#finance/payouts/index.ts'
import type { Product } from './compose.ts'
import { officeOn, type DemoOffice, type Seats } from './demo-office.ts'
import { approveList, sendAndAnswer, type PaymentWish } from './demo-payments.ts'
import { listOf, partsOfSubsidy, placesPaid, subsidyOf } from './demo-payments-view.ts'

const documentNumber = '青民发〔2026〕合成3号'
const group = { name: '低保对象', programme: 'dibao', ageUnder: null, amount: yuan('200') } as const

/**
 * A one-off subsidy of the month before the demonstration begins, due within its first week. Three towns: the one with the
 * town's people of the demonstration waits for its head, one is approved and paid but for what came back, one was sent
 * back. Synthetic, and so labelled. Each step happens once.
 */
export async function layCampaign(product: Product, { tenant, isStopping }: PaymentWish): Promise<void> {
  const { createdAt, clockOffset } = product.installation
  const born = monthOf(dayOf(new Date(createdAt.getTime() + clockOffset)))
  const month = addMonths(born, -1)
  const seats: Seats = {
    maker: { ...systemCaller('demo-finance', tenant), name: '演示财务经办' },
    second: { ...systemCaller('demo-finance-head', tenant), name: '演示财务负责人' },
  }
  if (isStopping()) return
  const find = () => seats.maker.transaction(product.db, (tx) => subsidyOf(tx, tenant, documentNumber))
  if ((await find()) === null) await openSubsidy(officeOn(product, seats, `${month}-20T10:00:00+08:00`), born)
  const programme = await find()
  if (programme === null || isStopping()) return
  const office = officeOn(product, seats, `${month}-24T10:00:00+08:00`)
  const { maker } = seats
  const found = await listOf(product.db, maker, { programme, month })
  // A county of a few families may have nobody in the town that is approved.
  const hasPayees = await maker.transaction(
    product.db,
    async (tx) => (await placesPaid(tx, tenant, programme)).size > 0,
  )
  if (!hasPayees) return
  const runId =
    found?.id ?? (await maker.transaction(product.db, (tx) => office.house.runs.make(tx, maker, { programme, month })))
  if (found?.isOpen !== false) await approveList(office, runId)
  await sendAndAnswer(office, runId, 2)
}

/** Set up, drawn, handed on, one town approved and one sent back: in one transaction, so it is there or it is not. */
async function openSubsidy(office: DemoOffice, born: ReturnType<typeof monthOf>): Promise<void> {
  const { product, clock, audit, ledger, house, maker, second } = office
  const { regions, organisations, owner } = product
  const month = addMonths(born, -1)
  const paidIn = await maker.transaction(product.db, (tx) => placesPaid(tx, maker.tenant, group.programme))
  const towns = regions
    .directory()
    .children(syntheticCounty)
    .filter(({ code }) => regions.placesUnder(code).some((place) => paidIn.has(place)))
    .slice(0, 3)
  if (towns.length === 0) return
  const coverage = () => organisations.coverageOf(owner, maker.tenant, clock.today())
  const campaigns = createCampaigns({ db: product.db, clock, audit, once: house.once, regions, coverage })
  await maker.transaction(product.db, async (tx) => {
    const id = await campaigns.open(tx, maker, {
      ...{ name: '春节一次性生活补助（合成）', issuer: '青禾县民政局、青禾县财政局（合成）', documentNumber },
      ...{ documentOn: day(`${month}-10`), cutOff: day(`${month}-15`), dueBefore: day(`${born}-08`) },
      ...{ payMonth: month, source: 'county', deceased: 'household', overlap: 'higher', groups: [group] },
      towns: towns.map(({ code }) => code),
    })
    const programme = given(await subsidyOf(tx, maker.tenant, documentNumber), 'the subsidy just opened')
    const money = { programme, source: 'county', year: Number(month.slice(0, 4)), amount: '40000000' } as const
    await recordAllotment(tx, maker, { ...money, document: '青财社〔合成〕3号' }, { clock, audit, ledger })
    await campaigns.draw(tx, maker, id)
    await campaigns.submit(tx, maker, id)
    const parts = await partsOfSubsidy(tx, maker.tenant, id)
    const [, paid, back] = towns.map(({ placeId }) => parts.find(({ place }) => place === placeId))
    if (paid !== undefined) await campaigns.approve(tx, second, paid.id)
    if (back !== undefined) await campaigns.sendBack(tx, second, back.id, '村里说有两户刚搬走，核实以后再报（合成）')
  })
}

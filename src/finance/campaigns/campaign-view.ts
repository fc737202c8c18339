import type { Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen, subtractFen, sumFen, type Fen } from '#platform/money/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { makePayments, programmeWords, readBudgetRows, recordAllotments } from '#finance/payouts/index.ts'
import { approveCampaigns, cancelCampaigns, exportCampaigns, makeCampaigns, sendBackCampaigns } from './access.ts'
import { findCampaign, findCampaigns, type Campaign as CampaignKept, type PartRow } from './campaign-store.ts'
import { countReasons } from './people-view.ts'
import { cityOf, townName } from './places.ts'
import { lightOfTally, openOf, progressByCity, sumTallies, type Tally } from './progress.ts'
import { countUnlined, findParts, findPayLists, readTallies, type PartTally } from './progress-view.ts'
import { campaignRefusals } from './refusals.ts'
import type { Campaign, CampaignCard, Part } from './wire.ts'

export interface CampaignViewNeeds {
  readonly clock: Clock
  readonly ledger: Ledger
  readonly regions: Pick<Regions, 'directory'>
}
type When = Parameters<typeof lightOfTally>[1]

const tallyOf = (tally: Tally, when: When): CampaignCard['tally'] => {
  const { listed, listedFen, excluded, cancelled, paid, paidFen, paidLate, returned, held } = tally
  return {
    ...{ listed, excluded, cancelled, paid, paidLate, returned, held, open: openOf(tally) },
    ...{ listedFen: String(listedFen), paidFen: String(paidFen), light: lightOfTally(tally, when) },
  }
}
const personAt = (name: string | null, at: Date | null) =>
  name === null || at === null ? null : { name, at: at.toISOString() }

type CardSource = Pick<CampaignKept, 'id' | 'name' | 'documentNumber' | 'issuer' | 'cutOff' | 'dueBefore' | 'state'>

function cardOf(
  kept: CardSource,
  { parts, tallies, when, who }: { parts: readonly PartRow[]; tallies: readonly PartTally[]; when: When; who: Caller },
): CampaignCard {
  const { id, name, documentNumber, issuer, cutOff, dueBefore, state } = kept
  const submitted = parts.filter((part) => part.state === 'submitted')
  return {
    ...{ id, name, documentNumber, issuer, cutOff, dueBefore, state, tally: tallyOf(sumTallies(tallies), when) },
    ...{ submitted: submitted.length, toApprove: submitted.filter((part) => mayApprove(part, who)).length },
  }
}

const mayApprove = ({ state, drawnBy, submittedBy }: PartRow, who: Caller): boolean =>
  state === 'submitted' && drawnBy !== who.id && submittedBy !== who.id && who.may(approveCampaigns)

export async function readCards(
  tx: Tx,
  who: Caller,
  asked: { readonly page: number; readonly size: number },
  { clock }: CampaignViewNeeds,
): Promise<{ readonly rows: CampaignCard[]; readonly count: number }> {
  const { rows: kept, count } = await findCampaigns(tx, who.tenant, asked)
  const tallies = Map.groupBy(
    await readTallies(
      tx,
      who.tenant,
      kept.map(({ id }) => id),
    ),
    ({ campaignId }) => campaignId,
  )
  const today = clock.today()
  const cards: CampaignCard[] = []
  for (const one of kept) {
    const parts = await findParts(tx, who.tenant, one.id)
    const when = { dueBefore: one.dueBefore, today }
    cards.push(cardOf(one, { parts, tallies: tallies.get(one.id) ?? [], when, who }))
  }
  return { rows: cards, count }
}

/** @throws notFound */
export async function readWhole(tx: Tx, who: Caller, id: string, needs: CampaignViewNeeds): Promise<Campaign> {
  const kept = await findCampaign(tx, who.tenant, id)
  if (kept === null) throw campaignRefusals.notFound()
  const directory = needs.regions.directory()
  const when = { dueBefore: kept.dueBefore, today: needs.clock.today() }
  const parts = await findParts(tx, who.tenant, id)
  const tallies = new Map((await readTallies(tx, who.tenant, [id])).map((tally) => [tally.id, tally]))
  const places = parts.map((part) => ({
    part,
    city: cityOf(directory, part.placeId),
    tally: tallies.get(part.id) ?? sumTallies([]),
  }))
  const { programme, documentOn, payMonth, source, deceased, overlap, madeAt, madeName } = kept
  const unlined = await countUnlined(tx, who.tenant, id)
  const isOpen = kept.state === 'open'
  return {
    ...cardOf(kept, { parts, tallies: [...tallies.values()], when, who }),
    ...{ programme, documentOn, payMonth, source, deceased, overlap },
    groups: kept.groups.map(({ name, programme: standsOn, ageUnder, amount }) => ({
      ...{ name, ageUnder, programme: programmeWords(standsOn), amount: String(amount) },
    })),
    made: { name: madeName, at: madeAt.toISOString() },
    cancelled: cancelledOf(kept),
    cities: progressByCity(places, when).map(({ code, name, tally }) => ({ code, name, tally: tallyOf(tally, when) })),
    parts: places.map(({ part, city, tally }) => ({
      ...partOf(part, who),
      ...{ town: townName(directory, part.placeId), city: city.name, tally: tallyOf(tally, when) },
    })),
    reasons: await countReasons(tx, who, id),
    fund: await readFund(tx, who, { kept, places }, needs),
    ...{ runs: await findPayLists(tx, who.tenant, programme), unlined },
    mayDraw: isOpen && who.may(makeCampaigns),
    maySubmit: isOpen && who.may(makeCampaigns) && places.some(isDrawn),
    mayCancel: isOpen && who.may(cancelCampaigns),
    mayPay: unlined > 0 && who.may(makePayments),
    mayAllot: isOpen && who.may(recordAllotments),
    mayExport: who.may(exportCampaigns),
  }
}

const isDrawn = ({ part, tally }: { readonly part: PartRow; readonly tally: Tally }): boolean =>
  part.state === 'draft' && tally.listed > 0

function cancelledOf({ cancelledName, cancelledAt, cancelledReason }: CampaignKept): Campaign['cancelled'] {
  const by = personAt(cancelledName, cancelledAt)
  return by === null ? null : { ...by, reason: cancelledReason ?? '' }
}

function partOf(part: PartRow, who: Caller): Omit<Part, 'town' | 'city' | 'tally'> {
  const { id, sequence, state, backReason } = part
  const back = personAt(part.backName, part.backAt)
  return {
    ...{ id, sequence, state, drawn: personAt(part.drawnName, part.drawnAt) },
    submitted: personAt(part.submittedName, part.submittedAt),
    approved: personAt(part.approvedName, part.approvedAt),
    sentBack: back === null ? null : { ...back, reason: backReason ?? '' },
    mayApprove: mayApprove(part, who),
    maySendBack: state === 'submitted' && who.may(sendBackCampaigns),
  }
}

async function readFund(
  tx: Tx,
  who: Caller,
  { kept, places }: { kept: CampaignKept; places: readonly { readonly part: PartRow; readonly tally: Tally }[] },
  { ledger }: CampaignViewNeeds,
): Promise<Campaign['fund']> {
  const rows = await readBudgetRows(tx, who.tenant, Number(kept.payMonth.slice(0, 4)), ledger)
  const row = rows.find(({ programme, source }) => programme === kept.programme && source === kept.source)
  const wanted = sumFen(
    places
      .filter(({ part }) => part.state === 'draft' || part.state === 'submitted')
      .map(({ tally }) => tally.listedFen),
  )
  const free: Fen = fen(BigInt(row?.free ?? '0'))
  const { allotted, reserved, payable, inBank, paid, returned } = row ?? empty
  return {
    ...{ allotted, free: String(free), reserved, payable, inBank, paid, returned, wanted: String(wanted) },
    short: wanted > free ? String(subtractFen(wanted, free)) : null,
  }
}
const empty = { allotted: '0', reserved: '0', payable: '0', inBank: '0', paid: '0', returned: '0' }

import { afterwards, inScope, type Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { findCampaign, findPartForUpdate, saveApproved, type Campaign, type PartRow } from './campaign-store.ts'
import type { CampaignNeeds } from './campaigns.ts'
import { drawList } from './draw-list.ts'
import { readGround } from './ground-view.ts'
import { claimPersons, findListed, saveRights, type ListedRow } from './person-store.ts'
import { placesOf } from './places.ts'
import { campaignRefusals } from './refusals.ts'

/** One town's list becomes rights with money kept back, or nothing happens. */
export async function approve(tx: Tx, who: Caller, partId: string, needs: CampaignNeeds): Promise<string> {
  const { clock, audit, once } = needs
  const { part, campaign } = await openPart(tx, who, partId)
  if (part.state === 'approved' && part.approvedBy === who.id) return partId
  if (campaign.state === 'cancelled') throw campaignRefusals.cancelled({ reason: campaign.cancelledReason ?? '' })
  if (part.state !== 'submitted') throw campaignRefusals.notSubmitted()
  if (part.submittedBy === who.id || part.drawnBy === who.id) throw campaignRefusals.samePerson()
  const rows = await findListed(tx, who.tenant, partId)
  const { id: campaignId, documentKey, documentNumber: document, programme } = campaign
  const changed = await countChanged(tx, who, { campaign, part, rows }, needs)
  if (changed > 0) throw campaignRefusals.listStale({ count: changed })
  // Whoever approves the same person at this moment is waited for here.
  const claimed = await claimPersons(tx, { documentKey, campaignId, rows })
  if (claimed < rows.length) throw campaignRefusals.listStale({ count: rows.length - claimed })
  const drafts = rows.map(({ id: row, householdId, placeId, amount }) => ({ row, householdId, placeId, amount }))
  const rights = await once.grant(tx, who, { programme, document, drafts }).catch((refused: unknown) => {
    if (refused instanceof Refusal && refused.code === 'payouts.fundShort')
      attempted(tx, who, { campaign, part }, needs)
    throw refused
  })
  await saveRights(tx, who.tenant, rights)
  await saveApproved(tx, who, partId, clock.now())
  const about = { kind: 'campaign-part', id: partId }
  await audit.record(tx, who, { action: 'campaigns.approved', about, after: { persons: rows.length } })
  return partId
}

/** Whoever takes all of it back locks the lists as well: of the two the second sees what the first did. @throws notFound */
async function openPart(tx: Tx, who: Caller, partId: string): Promise<{ part: PartRow; campaign: Campaign }> {
  const part = await findPartForUpdate(tx, who.tenant, partId)
  const campaign = part === null ? null : await findCampaign(tx, who.tenant, part.campaignId)
  if (part === null || campaign === null) throw campaignRefusals.notFound()
  return { part, campaign }
}

/**
 * The list is drawn once more and held against what was handed on: days may lie between, and a death of yesterday is no
 * payment of today. Who could be on it since then comes with the next list of the town.
 *
 * @returns how many persons left it or changed
 */
async function countChanged(
  tx: Tx,
  who: Caller,
  { campaign, part, rows }: { campaign: Campaign; part: PartRow; rows: readonly ListedRow[] },
  { regions, clock }: CampaignNeeds,
): Promise<number> {
  const places = placesOf(regions.directory(), part.placeId)
  const ground = await readGround(tx, who, { campaign, places, today: clock.today() })
  const now = new Map(
    drawList(campaign, ground)
      .filter(({ why }) => why === null)
      .map(({ group, ...row }) => [row.subject, lineOf({ ...row, ordinal: group.ordinal })]),
  )
  return rows.filter((row) => now.get(row.subject) !== lineOf(row)).length
}

const lineOf = ({ householdId, placeId, ordinal }: Pick<ListedRow, 'householdId' | 'placeId' | 'ordinal'>): string =>
  `${householdId}:${placeId}:${ordinal}`

/** Asking more of an earmarked purse than is in it changes nothing, and is written down: who, of which list. */
function attempted(
  tx: Tx,
  who: Caller,
  { campaign, part }: { campaign: Campaign; part: PartRow },
  { db, audit }: CampaignNeeds,
): void {
  const about = { kind: 'campaign-part', id: part.id }
  const details = { fund: campaign.programme, document: campaign.documentNumber }
  afterwards(tx, () =>
    inScope(db, { tenants: [who.tenant], places: who.places }, (own) =>
      audit.recordRead(own, who, { act: 'refused', action: 'campaigns.fund-refused', about, details }),
    ),
  )
}

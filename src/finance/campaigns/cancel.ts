import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { findCampaign, lockCampaign, lockParts, saveCancelled } from './campaign-store.ts'
import type { CampaignNeeds } from './campaigns.ts'
import {
  findPersonForUpdate,
  lockListed,
  releasePersons,
  savePersonsCancelled,
  type StandingRow,
} from './person-store.ts'
import { campaignRefusals } from './refusals.ts'

/** One person of an approved list. The document may list him again: he is free under it. */
export async function cancelPerson(
  tx: Tx,
  who: Caller,
  { rowId, reason }: { readonly rowId: string; readonly reason: string },
  needs: CampaignNeeds,
): Promise<string> {
  const row = await findPersonForUpdate(tx, who.tenant, rowId)
  const campaign = row === null ? null : await findCampaign(tx, who.tenant, row.campaignId)
  if (row === null || campaign === null) throw campaignRefusals.notFound()
  if (row.state === 'cancelled') return rowId
  if (row.state !== 'listed' || row.right === null) throw campaignRefusals.notListed()
  await takeBack(tx, who, { programme: campaign.programme, rows: [row], reason }, needs)
  const about = { kind: 'household', id: row.householdId }
  await needs.audit.record(tx, who, { action: 'campaigns.person-cancelled', about, after: { row: rowId }, reason })
  return rowId
}

/** All of it, of every town, as long as nothing is with the bank. Whoever approves a town at this moment is waited for. */
export async function cancel(
  tx: Tx,
  who: Caller,
  { id, reason }: { readonly id: string; readonly reason: string },
  needs: CampaignNeeds,
): Promise<string> {
  const campaign = await lockCampaign(tx, who.tenant, id)
  if (campaign === null) throw campaignRefusals.notFound()
  if (campaign.state === 'cancelled') return id
  await lockParts(tx, who.tenant, id)
  const rows = await lockListed(tx, who.tenant, id)
  await takeBack(tx, who, { programme: campaign.programme, rows, reason }, needs)
  await saveCancelled(tx, who, { id, at: needs.clock.now(), reason })
  const about = { kind: 'campaign', id }
  await needs.audit.record(tx, who, { action: 'campaigns.cancelled', about, after: { persons: rows.length }, reason })
  return id
}

/** @throws sentAlready */
async function takeBack(
  tx: Tx,
  who: Caller,
  { programme, rows, reason }: { programme: string; rows: readonly StandingRow[]; reason: string },
  { once, clock }: CampaignNeeds,
): Promise<void> {
  const rights = rows.flatMap(({ right }) => right ?? [])
  await once.takeBack(tx, who, { programme, rights, why: `一次性补贴撤回：${reason}` })
  const ids = rows.map(({ id }) => id)
  await releasePersons(tx, ids)
  await savePersonsCancelled(tx, who, { ids, at: clock.now(), reason })
}

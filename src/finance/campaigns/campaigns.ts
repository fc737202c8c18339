import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import { monthOf, type Clock } from '#platform/clock/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Regions } from '#registry/regions/index.ts'
import { paidProgrammes, programmeWords, type OneOffs } from '#finance/payouts/index.ts'
import {
  addCampaign,
  findPartForUpdate,
  lockCampaign,
  lockParts,
  saveBack,
  saveSubmitted,
  type Campaign,
} from './campaign-store.ts'
import { approve } from './approve.ts'
import { cancel, cancelPerson } from './cancel.ts'
import type { CampaignDraft, Campaigns } from './contract.ts'
import { drawAll } from './draw.ts'
import { findPeopled } from './person-store.ts'
import { townsIn } from './places.ts'
import { campaignRefusals } from './refusals.ts'

export interface CampaignNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly once: OneOffs
  readonly regions: Pick<Regions, 'directory'>
  /** Region codes the caller's bureau serves today. */
  readonly coverage: (who: Caller) => Promise<readonly string[]>
}

export const createCampaigns = (needs: CampaignNeeds): Campaigns => ({
  open: (tx, who, draft) => open(tx, who, draft, needs),
  draw: async (tx, who, id) => drawAll(tx, who, await openCampaign(tx, who, id), needs),
  submit: async (tx, who, id) => {
    await openCampaign(tx, who, id)
    const drafts = (await lockParts(tx, who.tenant, id)).filter(({ state }) => state === 'draft')
    const peopled = await findPeopled(
      tx,
      who.tenant,
      drafts.map((part) => part.id),
    )
    if (peopled.length === 0) throw campaignRefusals.nothingToSubmit()
    await saveSubmitted(tx, who, peopled, needs.clock.now())
    const about = { kind: 'campaign', id }
    await needs.audit.record(tx, who, { action: 'campaigns.submitted', about, after: { lists: peopled.length } })
    return id
  },
  sendBack: async (tx, who, partId, reason) => {
    const part = await findPartForUpdate(tx, who.tenant, partId)
    if (part === null) throw campaignRefusals.notFound()
    if (part.state !== 'submitted') throw campaignRefusals.notSubmitted()
    await saveBack(tx, who, { id: partId, at: needs.clock.now(), reason })
    const about = { kind: 'campaign-part', id: partId }
    await needs.audit.record(tx, who, { action: 'campaigns.sent-back', about, reason })
    return partId
  },
  approve: (tx, who, partId) => approve(tx, who, partId, needs),
  cancelPerson: (tx, who, rowId, reason) => cancelPerson(tx, who, { rowId, reason }, needs),
  cancel: (tx, who, id, reason) => cancel(tx, who, { id, reason }, needs),
})

async function open(tx: Tx, who: Caller, draft: CampaignDraft, needs: CampaignNeeds): Promise<string> {
  const { towns: codes, groups, ...rest } = draft
  const terms = { ...rest, groups: groups.map((group, index) => ({ ...group, ordinal: index + 1 })) }
  checkTerms(terms)
  const known = new Map(
    townsIn(needs.regions.directory(), await needs.coverage(who)).map(({ code, place }) => [code, place]),
  )
  const towns = [...new Set(codes)].map((town) => {
    const place = known.get(town)
    if (place === undefined) throw campaignRefusals.unknownTown({ town }, 'towns')
    return { id: uuid(), place }
  })
  const { source, payMonth: month, dueBefore } = terms
  const programme = await needs.once.open(tx, who, { source, month, dueBefore })
  const id = uuid()
  await addCampaign(tx, who, { id, programme, terms, towns, at: needs.clock.now() })
  const after = { programme, document: terms.documentNumber, cutOff: terms.cutOff, towns: towns.length }
  await needs.audit.record(tx, who, { action: 'campaigns.opened', about: { kind: 'campaign', id }, after })
  return id
}

/** @throws dueBeforeCutOff, payMonthOutside, unknownGroup, sameGroup */
function checkTerms({ cutOff, dueBefore, payMonth, groups }: Omit<CampaignDraft, 'towns'>): void {
  if (dueBefore <= cutOff) throw campaignRefusals.dueBeforeCutOff({}, 'dueBefore')
  const [from, until] = [monthOf(cutOff), monthOf(dueBefore)]
  if (payMonth < from || payMonth > until) throw campaignRefusals.payMonthOutside({ from, until }, 'payMonth')
  const seen = new Set<string>()
  for (const { programme } of groups) {
    if (!Object.hasOwn(paidProgrammes, programme)) throw campaignRefusals.unknownGroup({ programme }, 'groups')
    if (seen.has(programme)) throw campaignRefusals.sameGroup({ programme: programmeWords(programme).zh }, 'groups')
    seen.add(programme)
  }
}

/** @throws notFound, cancelled */
async function openCampaign(tx: Tx, who: Caller, id: string): Promise<Campaign> {
  const campaign = await lockCampaign(tx, who.tenant, id)
  if (campaign === null) throw campaignRefusals.notFound()
  if (campaign.state === 'cancelled') throw campaignRefusals.cancelled({ reason: campaign.cancelledReason ?? '' })
  return campaign
}

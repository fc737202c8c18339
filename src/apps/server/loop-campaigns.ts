import { campaignConsumers, campaignRoutes, createCampaigns, type CampaignNeeds } from '#finance/campaigns/index.ts'
import type { BankDesk } from './loop-bank.ts'
import type { LoopNeeds, Part } from './loop.ts'

/** One-off subsidies: lists of persons; their money goes the way of every other pay list. */
export function campaignPart(needs: LoopNeeds, { ledger, house }: BankDesk): Part {
  const { owner, clock, organisations } = needs
  const coverage: CampaignNeeds['coverage'] = ({ tenant }) => organisations.coverageOf(owner, tenant, clock.today())
  const campaigns = createCampaigns({ ...needs, once: house.once, coverage })
  return { routes: campaignRoutes({ ...needs, ledger, coverage, campaigns }), consumers: campaignConsumers }
}

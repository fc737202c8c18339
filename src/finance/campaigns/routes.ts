import type { Audit } from '#platform/audit/index.ts'
import { day, month } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import { file, route, type Route } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { sheetTypes } from '#platform/sheets/index.ts'
import type { Households } from '#registry/households/contract.ts'
import { paidProgrammes } from '#finance/payouts/index.ts'
import * as access from './access.ts'
import { findCampaign } from './campaign-store.ts'
import type { CampaignNeeds } from './campaigns.ts'
import { readCards, readWhole, type CampaignViewNeeds } from './campaign-view.ts'
import type { Campaigns } from './contract.ts'
import { exportPeople } from './export.ts'
import { readPeople } from './people-view.ts'
import { townsIn } from './places.ts'
import { campaignRefusals } from './refusals.ts'
import * as paths from './wire.ts'

export interface CampaignRouteNeeds extends CampaignViewNeeds {
  readonly db: Db
  readonly audit: Audit
  readonly households: Pick<Households, 'list' | 'search'>
  readonly coverage: CampaignNeeds['coverage']
  readonly campaigns: Campaigns
}

export const campaignRoutes = (needs: CampaignRouteNeeds): Route[] => [...readRoutes(needs), ...moveRoutes(needs)]

const readRoutes = (needs: CampaignRouteNeeds): Route[] => [
  route({
    ...paths.readCampaignChoices,
    zh: '建一次性补贴时选什么',
    en: 'What a one-off subsidy is set up from',
    may: access.makeCampaigns,
    run: async ({ who }) => ({
      today: needs.clock.today(),
      towns: townsIn(needs.regions.directory(), await needs.coverage(who)).map(({ code, name }) => ({ code, name })),
      programmes: Object.entries(paidProgrammes)
        .filter(([, { fund }]) => fund === 'statutory')
        .map(([value, { zh, en }]) => ({ value, zh, en })),
    }),
  }),
  route({
    ...paths.listCampaigns,
    zh: '一次性补贴',
    en: 'One-off subsidies',
    may: access.readCampaigns,
    run: async ({ who, query }) => ({
      ...(await who.transaction(needs.db, (tx) => readCards(tx, who, query, needs))),
      mayMake: who.may(access.makeCampaigns),
    }),
  }),
  route({
    ...paths.readCampaign,
    zh: '一项一次性补贴',
    en: 'One one-off subsidy',
    may: access.readCampaigns,
    run: ({ who, params }) => who.transaction(needs.db, (tx) => readWhole(tx, who, params.id, needs)),
  }),
  route({
    ...paths.listCampaignPeople,
    zh: '一次性补贴的名单，和不在名单上的',
    en: 'Persons of a one-off subsidy, on its lists or not',
    may: access.readCampaigns,
    run: ({ who, params, query }) =>
      who.transaction(needs.db, async (tx) => {
        if ((await findCampaign(tx, who.tenant, params.id)) === null) throw campaignRefusals.notFound()
        return readPeople(tx, who, { campaignId: params.id, question: query }, needs.households)
      }),
  }),
  route({
    ...paths.exportCampaignPeople,
    zh: '导出一次性补贴名单',
    en: 'Export the list of a one-off subsidy',
    may: access.exportCampaigns,
    run: ({ who, params, query }) =>
      who.transaction(needs.db, async (tx) => {
        const campaign = await findCampaign(tx, who.tenant, params.id)
        if (campaign === null) throw campaignRefusals.notFound()
        const bytes = await exportPeople(tx, who, { campaign, question: query }, needs)
        return file(`${campaign.name}.xlsx`, sheetTypes.xlsx, bytes)
      }),
  }),
]

const moveRoutes = ({ db, campaigns }: CampaignRouteNeeds): Route[] => [
  route({
    ...paths.openCampaign,
    zh: '建一项一次性补贴',
    en: 'Set up a one-off subsidy',
    may: access.makeCampaigns,
    run: async ({ who, body }) => {
      const draft = {
        ...body,
        ...{ documentOn: day(body.documentOn), cutOff: day(body.cutOff), dueBefore: day(body.dueBefore) },
        payMonth: month(body.payMonth),
        groups: body.groups.map((group) => ({ ...group, amount: fen(BigInt(group.amount)) })),
      }
      return { id: await who.transaction(db, (tx) => campaigns.open(tx, who, draft)) }
    },
  }),
  route({
    ...paths.drawCampaign,
    zh: '生成一次性补贴名单',
    en: 'Draw the lists of a one-off subsidy',
    may: access.makeCampaigns,
    run: async ({ who, params }) => ({ id: await who.transaction(db, (tx) => campaigns.draw(tx, who, params.id)) }),
  }),
  route({
    ...paths.submitCampaign,
    zh: '提交一次性补贴名单',
    en: 'Hand the lists of a one-off subsidy on',
    may: access.makeCampaigns,
    run: async ({ who, params }) => ({ id: await who.transaction(db, (tx) => campaigns.submit(tx, who, params.id)) }),
  }),
  route({
    ...paths.cancelCampaign,
    zh: '撤销一次性补贴',
    en: 'Cancel a one-off subsidy',
    may: access.cancelCampaigns,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) => campaigns.cancel(tx, who, params.id, body.reason)),
    }),
  }),
  route({
    ...paths.sendPartBack,
    zh: '退回一个镇街的一次性补贴名单',
    en: 'Send the list of a town back',
    may: access.sendBackCampaigns,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) => campaigns.sendBack(tx, who, params.id, body.reason)),
    }),
  }),
  route({
    ...paths.approvePart,
    zh: '批准一个镇街的一次性补贴名单',
    en: 'Approve the list of a town',
    may: access.approveCampaigns,
    run: async ({ who, params }) => ({ id: await who.transaction(db, (tx) => campaigns.approve(tx, who, params.id)) }),
  }),
  route({
    ...paths.cancelCampaignPerson,
    zh: '撤回一个人的一次性补贴',
    en: 'Take back the one-off subsidy of one person',
    may: access.cancelCampaigns,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) => campaigns.cancelPerson(tx, who, params.id, body.reason)),
    }),
  }),
]

import type { Db } from '#platform/db/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import { countLeads, handleLeads, readLeads, reportLeads } from './access.ts'
import { leadRefusals } from './refusals.ts'
import { readPhoto, type LeadService } from './service.ts'
import * as wire from './wire.ts'

export interface LeadRouteNeeds {
  readonly db: Db
  readonly leads: LeadService
}

export const leadRoutes = (needs: LeadRouteNeeds): Route[] => [
  ...reportRoutes(needs),
  ...deskRoutes(needs),
  ...monthRoutes(needs),
]

const reportRoutes = ({ db, leads }: LeadRouteNeeds): Route[] => [
  route({
    ...wire.readLeadChoices,
    zh: '报线索时能选什么',
    en: 'What a report can choose from',
    may: reportLeads,
    run: ({ who }) => who.transaction(db, (tx) => leads.choices(tx, who)),
  }),
  route({
    ...wire.reportLead,
    zh: '上报一条线索',
    en: 'Report a lead',
    may: reportLeads,
    run: ({ who, body }) => who.transaction(db, (tx) => leads.reported(tx, who, body)),
  }),
  route({
    ...wire.addLeadPhoto,
    zh: '给自己报的线索加照片',
    en: 'Add a photo to one’s own report',
    may: reportLeads,
    prepare: ({ files }) => readPhoto(files[0]),
    run: ({ who, params, ready }) => who.transaction(db, (tx) => leads.addPhoto(tx, who, params.id, ready)),
  }),
  route({
    ...wire.listMyReports,
    zh: '我报的线索和答复',
    en: 'My reports and their answers',
    may: reportLeads,
    run: ({ who, query }) => who.transaction(db, (tx) => leads.mine(tx, who, query)),
  }),
]

const deskRoutes = ({ db, leads }: LeadRouteNeeds): Route[] => [
  route({
    ...wire.listLeads,
    zh: '线索清单',
    en: 'Leads',
    may: readLeads,
    run: ({ who, query }) => who.transaction(db, (tx) => leads.list(tx, who, query)),
  }),
  route({
    ...wire.openLead,
    zh: '一条线索',
    en: 'One lead',
    may: readLeads,
    run: ({ who, params }) => who.transaction(db, (tx) => leads.file(tx, who, params.id)),
  }),
  route({
    ...wire.takeLead,
    zh: '接手线索',
    en: 'Take a lead in hand',
    may: handleLeads,
    run: ({ who, params, body }) =>
      who.transaction(db, async (tx) => {
        await leads.take(tx, who, params.id, body.version)
        return leads.file(tx, who, params.id)
      }),
  }),
  route({
    ...wire.closeLead,
    zh: '办结线索',
    en: 'Close a lead',
    may: handleLeads,
    run: ({ who, params, body }) =>
      who.transaction(db, async (tx) => {
        await leads.close(tx, who, params.id, body)
        return leads.file(tx, who, params.id)
      }),
  }),
  route({
    ...wire.joinLead,
    zh: '并到同一家的线索',
    en: 'Join two leads of one family',
    may: handleLeads,
    run: ({ who, params, body }) =>
      who.transaction(db, async (tx) => {
        const kept = await leads.join(tx, who, params.id, body)
        return leads.file(tx, who, kept.id)
      }),
  }),
  route({
    ...wire.linkLead,
    zh: '线索对上家庭档案',
    en: 'Link a lead to a household',
    may: handleLeads,
    run: ({ who, params, body }) =>
      who.transaction(db, async (tx) => {
        await leads.link(tx, who, params.id, body)
        return leads.file(tx, who, params.id)
      }),
  }),
  route({
    ...wire.removeLead,
    zh: '删除线索（一律不行）',
    en: 'Delete a lead (always refused)',
    may: handleLeads,
    run: ({ who, params }) =>
      who.transaction(db, async (tx) => {
        await leads.get(tx, who, params.id)
        throw leadRefusals.neverDeleted()
      }),
  }),
]

const monthRoutes = ({ db, leads }: LeadRouteNeeds): Route[] => [
  route({
    ...wire.readLeadMonth,
    zh: '线索月报',
    en: 'Leads of a month',
    may: countLeads,
    run: ({ who, query }) => who.transaction(db, (tx) => leads.month(tx, who, query.month)),
  }),
  route({
    ...wire.listLeadMonth,
    zh: '月报数字后面的清单',
    en: 'The list behind a number of the month',
    may: countLeads,
    run: ({ who, query }) => who.transaction(db, (tx) => leads.monthList(tx, who, query)),
  }),
]

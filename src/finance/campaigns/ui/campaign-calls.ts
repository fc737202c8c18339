import type { Client } from '#platform/http/client.ts'
import { makeRun } from '#finance/payouts/wire.ts'
import type { z } from 'zod'
import * as wire from '../wire.ts'

/** Every call of the pages of one-off subsidies, in the order of the work. */

export const campaignsPerPage = 50
export const readCampaigns = (client: Client, page: number) =>
  client.call(wire.listCampaigns, { query: { page, size: campaignsPerPage } })
export const readChoices = (client: Client) => client.call(wire.readCampaignChoices)
export type CampaignWish = z.input<typeof wire.openCampaign.body>
export const openCampaign = (client: Client, wish: CampaignWish, key: string) =>
  client.call(wire.openCampaign, { body: wish, key })
export const readCampaign = (client: Client, id: string) => client.call(wire.readCampaign, { params: { id } })

export const peoplePerPage = 50
export type PeopleFilter = Pick<
  z.input<typeof wire.listCampaignPeople.query>,
  'state' | 'reason' | 'payment' | 'part' | 'text' | 'page'
>
export const readPeople = (client: Client, id: string, filter: PeopleFilter) =>
  client.call(wire.listCampaignPeople, { params: { id }, query: { ...filter, size: peoplePerPage } })

export const fetchPeople = (client: Client, id: string, { page: _, ...filter }: PeopleFilter) =>
  client.file({ ...wire.exportCampaignPeople, params: { id }, query: filter })

export const drawCampaign = (client: Client, id: string, key: string) =>
  client.call(wire.drawCampaign, { params: { id }, key })
export const submitCampaign = (client: Client, id: string, key: string) =>
  client.call(wire.submitCampaign, { params: { id }, key })
interface Said {
  readonly reason: string
  readonly key: string
}
export const cancelCampaign = (client: Client, id: string, { reason, key }: Said) =>
  client.call(wire.cancelCampaign, { params: { id }, body: { reason }, key })
export const sendPartBack = (client: Client, id: string, { reason, key }: Said) =>
  client.call(wire.sendPartBack, { params: { id }, body: { reason }, key })
export const approvePart = (client: Client, id: string, key: string) =>
  client.call(wire.approvePart, { params: { id }, key })
export const cancelPerson = (client: Client, id: string, { reason, key }: Said) =>
  client.call(wire.cancelCampaignPerson, { params: { id }, body: { reason }, key })

/** The pay list of what is approved, made by the machinery of every other list. */
export const makePayList = (client: Client, wish: { programme: string; month: string }, key: string) =>
  client.call(makeRun, { body: wish, key })

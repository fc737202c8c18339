import type { AnswerOf, Client } from '#platform/http/client.ts'
import * as asked from '../asked/wire.ts'

/** Calls about entries that take two people. */

export type Allotment = AnswerOf<typeof asked.listAllotments>['rows'][number]
export type Claim = AnswerOf<typeof asked.listClaims>['rows'][number]
export type ClaimsShown = 'open' | 'closed' | 'all'
export type Asked = Allotment['asked'][number]

export const allotmentsPerPage = 20
export const readAllotments = (client: Client, { year, page }: { year: number | undefined; page: number }) =>
  client.call(asked.listAllotments, { query: { year, page, size: allotmentsPerPage } })
export const claimsPerPage = 20
export const readClaims = (
  client: Client,
  { show, text, page }: { show: ClaimsShown; text: string | undefined; page: number },
) => client.call(asked.listClaims, { query: { show, text, page, size: claimsPerPage } })
export const askReversal = (client: Client, id: string, { reason, key }: { reason: string; key: string }) =>
  client.call(asked.askReversal, { params: { id }, body: { reason }, key })
export const askRepayment = (
  client: Client,
  id: string,
  { key, ...body }: { amount: string; receipt: string; receivedOn: string; key: string },
) => client.call(asked.askRepayment, { params: { id }, body, key })
export const askDeduction = (
  client: Client,
  id: string,
  { key, ...body }: { monthly: string; consent: string; signedOn: string; key: string },
) => client.call(asked.askDeduction, { params: { id }, body, key })
export const endDeduction = (client: Client, id: string, { reason, key }: { reason: string; key: string }) =>
  client.call(asked.endDeduction, { params: { id }, body: { reason }, key })
export const confirmAsked = (client: Client, id: string, key: string) =>
  client.call(asked.confirmAsked, { params: { id }, key })
export const refuseAsked = (client: Client, id: string, { reason, key }: { reason: string; key: string }) =>
  client.call(asked.refuseAsked, { params: { id }, body: { reason }, key })

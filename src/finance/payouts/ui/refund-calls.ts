import type { AnswerOf, Client } from '#platform/http/client.ts'
import * as refund from '../refund/wire.ts'

/** Calls about money that goes back to households. */

export type Refund = AnswerOf<typeof refund.listRefunds>['rows'][number]
export type RefundPart = Refund['parts'][number]
export type RefundProposal = NonNullable<Refund['proposal']>
export type RefundsShown = 'open' | 'done'

export const refundsPerPage = 20
export const readRefunds = (
  client: Client,
  { show, text, page }: { show: RefundsShown; text: string | undefined; page: number },
) => client.call(refund.listRefunds, { query: { show, text, page, size: refundsPerPage } })

interface Wish {
  readonly programme: string
  readonly amount: string
  readonly key: string
}
export const proposeByBank = (client: Client, householdId: string, { key, ...body }: Wish) =>
  client.call(refund.proposeByBank, { params: { id: householdId }, body, key })
export const proposeByHand = (
  client: Client,
  householdId: string,
  { key, ...body }: Wish & { readonly voucher: string; readonly paidOn: string; readonly why: string },
) => client.call(refund.proposeByHand, { params: { id: householdId }, body, key })
export const confirmRefund = (client: Client, id: string, key: string) =>
  client.call(refund.confirmRefund, { params: { id }, key })
export const refuseRefund = (client: Client, id: string, { reason, key }: { reason: string; key: string }) =>
  client.call(refund.refuseRefund, { params: { id }, body: { reason }, key })

import type { Day } from '#platform/clock/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import * as access from '../access.ts'
import type { PayoutRouteNeeds } from '../routes.ts'
import { readRefunds } from './refund-view.ts'
import * as paths from './wire.ts'

/** Money of households that goes back to them. */
export const refundRoutes = ({ db, clock, vault, households, house: { refunds } }: PayoutRouteNeeds): Route[] => [
  route({
    ...paths.listRefunds,
    zh: '应退还给家庭的',
    en: 'What is to be refunded to households',
    may: access.readPayments,
    run: ({ who, query }) => who.transaction(db, (tx) => readRefunds(tx, who, query, { households, clock, vault })),
  }),
  route({
    ...paths.proposeByBank,
    zh: '提出从银行退还',
    en: 'Propose a refund by the bank',
    may: access.askEntries,
    run: async ({ who, params, body: { programme, amount } }) => ({
      id: await who.transaction(db, (tx) =>
        refunds.proposeByBank(tx, who, { householdId: params.id, programme, amount: fen(BigInt(amount)) }),
      ),
    }),
  }),
  route({
    ...paths.proposeByHand,
    zh: '登记当面退还',
    en: 'Record a refund paid by hand',
    may: access.askEntries,
    run: async ({ who, params, body: { programme, amount, voucher, paidOn, why } }) => ({
      id: await who.transaction(db, (tx) =>
        refunds.proposeByHand(tx, who, {
          ...{ householdId: params.id, programme, amount: fen(BigInt(amount)) },
          ...{ voucher, paidOn: paidOn as Day, why },
        }),
      ),
    }),
  }),
  route({
    ...paths.confirmRefund,
    zh: '确认退还',
    en: 'Confirm a refund',
    may: access.confirmEntries,
    run: async ({ who, params }) => ({ id: await who.transaction(db, (tx) => refunds.confirm(tx, who, params.id)) }),
  }),
  route({
    ...paths.refuseRefund,
    zh: '不同意退还',
    en: 'Refuse a refund',
    may: access.confirmEntries,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) => refunds.refuse(tx, who, params.id, body.reason)),
    }),
  }),
]

import type { Day } from '#platform/clock/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import * as access from '../access.ts'
import type { PayoutRouteNeeds } from '../routes.ts'
import { readAllotments, readClaims } from './asked-view.ts'
import * as paths from './wire.ts'

/** Allotments one by one, claims on households, and the entries beside the lists that take two people. */
export const askedRoutes = ({ db, clock, households, deductionRule, house: { asked } }: PayoutRouteNeeds): Route[] => [
  route({
    ...paths.listAllotments,
    zh: '拨入的额度，一笔一笔',
    en: 'Allotments one by one',
    may: access.readPayments,
    run: ({ who, query }) => who.transaction(db, (tx) => readAllotments(tx, who, query)),
  }),
  route({
    ...paths.listClaims,
    zh: '多发要追回的',
    en: 'What is to be recovered',
    may: access.readPayments,
    run: ({ who, query }) =>
      who.transaction(db, (tx) => readClaims(tx, who, query, { households, clock, deductionRule })),
  }),
  route({
    ...paths.askReversal,
    zh: '提出冲回一笔额度',
    en: 'Ask to take an allotment back',
    may: access.askEntries,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) =>
        asked.takeBackAllotment(tx, who, { entryId: params.id, reason: body.reason }),
      ),
    }),
  }),
  route({
    ...paths.askRepayment,
    zh: '登记一笔追回',
    en: 'Record a repayment',
    may: access.askEntries,
    run: async ({ who, params, body: { amount, receipt, receivedOn } }) => ({
      id: await who.transaction(db, (tx) =>
        asked.recordRepayment(tx, who, {
          ...{ claimId: params.id, amount: fen(BigInt(amount)), receipt, on: receivedOn as Day },
        }),
      ),
    }),
  }),
  route({
    ...paths.askDeduction,
    zh: '登记一份抵扣约定',
    en: 'Record an agreement to keep repayments back',
    may: access.askEntries,
    run: async ({ who, params, body: { monthly, consent, signedOn } }) => ({
      id: await who.transaction(db, (tx) =>
        asked.agreeDeduction(tx, who, {
          ...{ claimId: params.id, monthly: fen(BigInt(monthly)), consent, signedOn: signedOn as Day },
        }),
      ),
    }),
  }),
  route({
    ...paths.endDeduction,
    zh: '结束一份抵扣约定',
    en: 'End an agreement to keep repayments back',
    may: access.askEntries,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) => asked.endDeduction(tx, who, params.id, body.reason)),
    }),
  }),
  route({
    ...paths.confirmAsked,
    zh: '确认冲回或追回',
    en: 'Confirm a reversal or repayment',
    may: access.confirmEntries,
    run: async ({ who, params }) => ({ id: await who.transaction(db, (tx) => asked.confirm(tx, who, params.id)) }),
  }),
  route({
    ...paths.refuseAsked,
    zh: '不同意冲回或追回',
    en: 'Refuse a reversal or repayment',
    may: access.confirmEntries,
    run: async ({ who, params, body }) => ({
      id: await who.transaction(db, (tx) => asked.refuse(tx, who, params.id, body.reason)),
    }),
  }),
]

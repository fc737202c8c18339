import type { Db } from '#platform/db/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import { programmeWords } from '#finance/payouts/index.ts'
import { recordObjections } from '#relief/public-notice/index.ts'
import { approveAdjustments, proposeAdjustments, readReviews } from './access.ts'
import type { LeavingService } from './leaving-service.ts'
import { fileOf, householdNumbered, type FileNeeds } from './review-file.ts'
import * as wire from './wire.ts'

interface Needs extends FileNeeds {
  readonly db: Db
  readonly leaving: LeavingService
}

/** From the report of a change to the end of somebody’s support, where it hangs on notice first. */
export const leavingRoutes = (needs: Needs): Route[] => [
  route({
    ...wire.listGrounds,
    zh: '终止供养的情形',
    en: 'Grounds on which support ends',
    may: readReviews,
    run: () => {
      const today = needs.clock.today()
      return Promise.resolve(
        needs.rules.programmes.flatMap((programme) => {
          const ending = needs.rules.find(programme, today)?.ending
          return ending == null
            ? []
            : [
                {
                  programme,
                  ...programmeWords(programme),
                  grounds: ending.grounds.map(({ name, zh, en }) => ({ name, zh, en })),
                },
              ]
        }),
      )
    },
  }),
  route({
    ...wire.reportChange,
    zh: '报一项变化，打开复核',
    en: 'Report a change: opens a review',
    may: proposeAdjustments,
    run: ({ who, body: { household, programme, ground } }) =>
      who.transaction(needs.db, async (tx) => {
        const householdId = await householdNumbered(tx, who, household, needs)
        return { id: await needs.leaving.report(tx, who, { householdId, programme, ground }) }
      }),
  }),
  route({
    ...wire.proposeLeaving,
    zh: '提出终止供养：是谁、哪一种情形',
    en: 'Propose to end somebody’s support, on a ground',
    may: proposeAdjustments,
    run: ({ who, params, body: { version, ...wish } }) =>
      who.transaction(needs.db, async (tx) => {
        await needs.leaving.propose(tx, who, { id: params.id, version }, wish)
        return fileOf(tx, who, params.id, needs)
      }),
  }),
  route({
    ...wire.objectToLeaving,
    zh: '登记对终止供养的异议，撤下公示',
    en: 'Record an objection to an ending; the notice comes down',
    may: recordObjections,
    run: ({ who, params, body: { version, ...form } }) =>
      who.transaction(needs.db, async (tx) => {
        await needs.leaving.object(tx, who, { id: params.id, version }, form)
        return fileOf(tx, who, params.id, needs)
      }),
  }),
  ...countyRoutes(needs),
]

const countyRoutes = (needs: Needs): Route[] => [
  route({
    ...wire.putOnNotice,
    zh: '贴出拟停止供养的公示',
    en: 'Put the proposal to end on notice',
    may: approveAdjustments,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        await needs.leaving.putUp(tx, who, { id: params.id, version: body.version })
        return fileOf(tx, who, params.id, needs)
      }),
  }),
  route({
    ...wire.decideLeavingAgain,
    zh: '有异议的，重新决定并重新公示',
    en: 'Decide again after an objection, and put it up again',
    may: approveAdjustments,
    run: ({ who, params, body: { version, ...wish } }) =>
      who.transaction(needs.db, async (tx) => {
        await needs.leaving.decideAgain(tx, who, { id: params.id, version }, wish)
        return fileOf(tx, who, params.id, needs)
      }),
  }),
]

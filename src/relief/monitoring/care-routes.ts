import { day } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import { proposeAdjustments } from './access.ts'
import type { CareService } from './care-service.ts'
import { fileOf, householdNumbered, type FileNeeds } from './review-file.ts'
import * as wire from './wire.ts'

interface Needs extends FileNeeds {
  readonly db: Db
  readonly care: CareService
}

/** Somebody’s self-care has changed: reported, assessed by the items; approved like every other proposal. */
export const careRoutes = (needs: Needs): Route[] => [
  route({
    ...wire.reportCare,
    zh: '报自理能力有变化，打开评估',
    en: 'Report that self-care has changed: opens an assessment',
    may: proposeAdjustments,
    run: ({ who, body: { household, programme } }) =>
      who.transaction(needs.db, async (tx) => {
        const householdId = await householdNumbered(tx, who, household, needs)
        return { id: await needs.care.report(tx, who, { householdId, programme }) }
      }),
  }),
  route({
    ...wire.proposeCare,
    zh: '填六项评估，提出照料护理定档',
    en: 'Assess the items and propose the level of care',
    may: proposeAdjustments,
    run: ({ who, params, body: { version, assessedOn, ...wish } }) =>
      who.transaction(needs.db, async (tx) => {
        await needs.care.propose(tx, who, { id: params.id, version }, { ...wish, assessedOn: day(assessedOn) })
        return fileOf(tx, who, params.id, needs)
      }),
  }),
]

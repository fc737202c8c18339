import type { Caller } from '#platform/http/contract.ts'
import { purposeOf, route, type Route } from '#platform/http/index.ts'
import { day } from '#platform/clock/index.ts'
import { recordHouseholds } from '#registry/households/index.ts'
import { makeAssessments, readAssessments } from './access.ts'
import type { Eligibility } from './assess/eligibility.ts'
import type { EntitlementService } from './catalogue/service.ts'
import { assessmentToWire } from './assess/wire.ts'
import * as paths from './contract.ts'
import { policyCatalogue } from './packs/catalogue.ts'
import { previewExamples } from './preview/examples.ts'
import { preview, previewsPerMinuteMax } from './preview/preview.ts'
import type { AssessmentService } from './service.ts'
import { changedLines } from './what-if/what-if.ts'

export interface EligibilityRouteNeeds {
  readonly eligibility: Eligibility
  readonly assessments: AssessmentService
  readonly entitlements: EntitlementService
}

export const eligibilityRoutes = ({ eligibility, assessments, entitlements }: EligibilityRouteNeeds): Route[] => [
  route({
    ...paths.previewAssessment,
    zh: '试算，不存',
    en: 'Try a calculation; nothing is kept',
    // Like the questions of the portal: it sees nobody's file and keeps nothing, so it asks nobody to sign in.
    may: 'anyone',
    perMinuteMax: previewsPerMinuteMax,
    examples: previewExamples,
    run: ({ body }) => Promise.resolve(preview(eligibility, body)),
  }),
  route({
    ...paths.readAssessment,
    zh: '一次测算',
    en: 'One assessment',
    may: readAssessments,
    run: ({ who, params }) => {
      // One sum tells of a family as much as its file does: it is opened for a reason, and the reason is written down.
      purposeOf(who)
      return assessments.read(who, params.id)
    },
  }),
  route({
    ...paths.replayAssessment,
    zh: '照当时的规则重算一次测算',
    en: 'Compute an assessment again by the law of its day',
    may: readAssessments,
    run: async ({ who, params }) => {
      purposeOf(who)
      const { isSame, fingerprint, differences } = await assessments.replay(who, params.id)
      return { isSame, fingerprint, differences: [...differences] }
    },
  }),
  route({
    ...paths.listAssessments,
    zh: '一家的测算',
    en: 'Assessments of a household',
    may: readAssessments,
    run: async ({ who, params }) => [...(await assessments.list(who, params.id))],
  }),
  route({
    ...paths.supposeFacts,
    zh: '假如一个情况不同，哪几行会变',
    en: 'Which lines change if a fact were another',
    may: readAssessments,
    run: async ({ who, params, body }) => {
      purposeOf(who)
      const { before, after, situation } = await assessments.suppose(who, params.id, body.supposed)
      return {
        members: situation.members.map(({ id, name }) => ({ id, name })),
        ...{ before: assessmentToWire(before), after: assessmentToWire(after) },
        changed: changedLines(before, after),
      }
    },
  }),
  route({
    ...paths.assessHousehold,
    zh: '按档案里的情况测算',
    en: 'Assess a household on its file',
    may: makeAssessments,
    run: ({ who, params, body }: { who: Caller; params: { id: string }; body: AssessBody }) =>
      assessments.assessHousehold(who, { householdId: params.id, ...body }),
  }),
  route({
    ...paths.matchHousehold,
    zh: '一家可享的政策',
    en: 'What a household may ask for',
    may: readAssessments,
    run: ({ who, params, body }) => {
      purposeOf(who)
      return entitlements.match(who, { householdId: params.id, answers: body.answers })
    },
  }),
  route({
    ...paths.keepStatedFacts,
    zh: '把某项政策另问的情况存进档案',
    en: 'Keep what a policy asks for in the file',
    may: recordHouseholds,
    run: ({ who, params, body: { from, ...said } }) => {
      purposeOf(who)
      return entitlements.keep(who, { householdId: params.id, ...said, from: day(from) })
    },
  }),
  route({
    ...paths.listPolicies,
    zh: '各项政策和标准',
    en: 'Programmes and standards',
    may: 'anyone',
    run: () => Promise.resolve(policyCatalogue(eligibility)),
  }),
]

type AssessBody = Omit<Parameters<AssessmentService['assessHousehold']>[1], 'householdId'>

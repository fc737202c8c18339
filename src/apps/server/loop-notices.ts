import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Cases } from '#relief/casework/index.ts'
import {
  createHomeSurveys,
  homeSurveyConsumers,
  homeSurveyRoutes,
  investigatorRoles,
  loadForms,
  surveyGates,
} from '#relief/home-survey/index.ts'
import {
  boardRoutes,
  createEndingNotices,
  createPublicNotices,
  loadNoticeRules,
  noticeFollower,
  noticeGates,
  publicationFollower,
  publicNoticeConsumers,
  publicNoticeJobs,
  publicNoticeRoutes,
} from '#relief/public-notice/index.ts'
import type { AidOn } from './aid-on.ts'
import type { LoopNeeds } from './loop.ts'

interface Late {
  readonly cases: () => Cases
  /** What the programme is called in that place. */
  readonly programmeName: (programme: string, region: string) => { readonly zh: string; readonly en: string }
  readonly aidOn: AidOn
}

/** The survey at home, the notice in the village, the result published: routes, jobs, and their say in a case. */
export function noticeParts(needs: LoopNeeds, late: Late) {
  const directory = () => needs.regions.directory()
  const shared = { ...needs, ...late, directory }
  const surveyNeeds = {
    ...{ ...shared, formFor: loadForms(needs.policyFolder) },
    colleagues: (tx: Tx, who: Caller, place: PlaceId) => colleaguesAt(needs, tx, who, place),
  }
  const noticeNeeds = {
    ...{ ...shared, rules: loadNoticeRules(needs.policyFolder), hotline: needs.site.hotline, site: () => needs.site },
  }
  const notices = createPublicNotices(noticeNeeds)
  const surveys = createHomeSurveys(surveyNeeds)
  /** The newest survey as it is printed; null before there is one. */
  const printedSurvey = async (tx: Tx, who: Caller, caseId: string) => {
    const newest = (await surveys.ofCase(tx, who.tenant, caseId)).at(-1)
    if (newest === undefined) return null
    const { survey, lines } = await surveys.linesOf(tx, who, newest.id)
    return { finishedOn: survey.finishedOn, investigators: survey.investigators, lines }
  }
  return {
    notices,
    surveys,
    endings: createEndingNotices(noticeNeeds),
    printedSurvey,
    gates: [...surveyGates(surveyNeeds), ...noticeGates(noticeNeeds)],
    followers: [noticeFollower(noticeNeeds), publicationFollower(noticeNeeds)],
    parts: [
      { routes: homeSurveyRoutes(surveyNeeds), consumers: homeSurveyConsumers },
      {
        routes: [...publicNoticeRoutes(noticeNeeds), ...boardRoutes({ ...noticeNeeds, notices })],
        jobs: publicNoticeJobs(noticeNeeds),
        consumers: publicNoticeConsumers,
      },
    ],
  }
}

/** Officers in service whose role goes along to a home and reaches this place: the village, its town or the county. */
async function colleaguesAt({ officers, regions, clock }: LoopNeeds, tx: Tx, who: Caller, place: PlaceId) {
  const directory = regions.directory()
  const code = directory.ofPlace(place)?.code
  const above = new Set<number>(code === undefined ? [place] : directory.ancestors(code).map(({ placeId }) => placeId))
  const today = clock.today()
  const reaches = ({ role, place: held }: { readonly role: string; readonly place: number | null }): boolean =>
    investigatorRoles.includes(role) && (held === null || above.has(held))
  return (await officers.list(who, tx))
    .filter(({ until, roles }) => (until === null || until > today) && roles.some(reaches))
    .map(({ id, name, post }) => ({ id, name, post }))
}

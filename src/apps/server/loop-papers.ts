import type { Cases } from '#relief/casework/index.ts'
import {
  createPapers,
  createPrinter,
  createTemplates,
  letterFollower,
  letterGate,
  loadRemedies,
  paperConsumers,
  paperJobs,
  paperRoutes,
  type PaperNeeds,
  type PaperSources,
} from '#relief/papers/index.ts'
import type { Remedies } from '#relief/papers/index.ts'
import { receiptSecrets, type Intake } from '#relief/intake/index.ts'
import type { MeansChecks } from '#relief/means-check/contract.ts'
import type { HomeSurveys } from '#relief/home-survey/contract.ts'
import type { PublicNotices } from '#relief/public-notice/contract.ts'
import { progressRoutes, type ProgressSources } from '#relief/progress/index.ts'
import type { Route } from '#platform/http/contract.ts'
import { daysBetween } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import type { Words } from '#design/console/language.tsx'
import type { Payouts } from '#finance/payouts/contract.ts'
import type { LoopNeeds } from './loop.ts'

interface Late {
  readonly cases: () => Cases
  /** What a procedure calls a programme. */
  readonly programmeTitle: (programme: string) => string
  /** What papers asks of modules it does not import: the notice, the survey, the family's own words. */
  readonly sources: () => PaperSources
}

/** Letters and paper forms: written with the decision, printed, signed and scanned back. */
export function paperParts(needs: LoopNeeds, late: Late) {
  const remedies = loadRemedies(needs.policyFolder)
  const letters = {
    ...{ remedies, hotline: needs.site.hotline, programmeTitle: late.programmeTitle },
    officeName: async (tenant: TenantId) => (await needs.organisations.get(needs.owner, tenant)).name,
    printer: createPrinter({ officeFonts: needs.fontsFolder ?? null }),
  }
  const paperNeeds: PaperNeeds = { ...needs, ...late, ...letters, directory: () => needs.regions.directory() }
  const papers = createPapers(paperNeeds)
  const templates = createTemplates(paperNeeds)
  return {
    papers,
    remedies,
    /** What other modules need to write letters of their own. */
    letters,
    gates: [letterGate(paperNeeds)],
    followers: [letterFollower(paperNeeds)],
    parts: [
      {
        routes: paperRoutes({ ...needs, papers, templates, remedies }),
        consumers: paperConsumers,
        jobs: paperJobs(needs),
      },
    ],
  }
}

/** The newest survey of a case that is finished, as its form prints it. */
export const newestSurvey =
  (surveys: HomeSurveys): NonNullable<PaperSources['survey']> =>
  async (tx, who, caseId) => {
    const newest = (await surveys.ofCase(tx, who.tenant, caseId)).findLast(({ state }) => state === 'finished')
    if (newest === undefined) return null
    const { survey, lines } = await surveys.linesOf(tx, who, newest.id)
    return { finishedOn: survey.finishedOn, investigators: survey.investigators, lines }
  }

/** The newest notice of a case, as the sheet for town and county tells of it. */
export const noticeRan =
  (notices: PublicNotices): NonNullable<PaperSources['noticeRan']> =>
  async (tx, who, caseId) => {
    const found = await notices.noticeOf(tx, who.tenant, caseId)
    return found === null
      ? null
      : { state: found.state, since: found.putUpOn, until: found.lastDay, round: found.round }
  }

/** The newest means check of a case, in numbers. */
export const checkRan =
  (checks: MeansChecks): NonNullable<PaperSources['checkRan']> =>
  (tx, who, caseId) =>
    checks.latestOf(tx, who, caseId)

interface FamilyPageNeeds {
  readonly papers: ReturnType<typeof createPapers>
  readonly remedies: Remedies
  readonly cases: Cases
  readonly tenants: () => Promise<readonly TenantId[]>
  readonly checkReceipt: Intake['checkReceipt']
  readonly notices: PublicNotices
  readonly programmeWords: (programme: string) => Words
  readonly asked: NonNullable<ProgressSources['asked']>
  /** Left out as long as nothing pays. */
  readonly payments?: Payouts['paymentsOf']
  readonly moneyBack?: Payouts['moneyBackOf']
}

/** The family looks by receipt number and code: whose turn, which day, the notice, the letter, what was paid and what goes back. */
export function familyPagePart(needs: LoopNeeds, parts: FamilyPageNeeds): { readonly routes: readonly Route[] } {
  const { cases, notices, payments, moneyBack, checkReceipt, tenants, asked } = parts
  const directory = () => needs.regions.directory()
  const secrets = receiptSecrets({ db: needs.db, clock: needs.clock, tenants, checkReceipt })
  return {
    routes: progressRoutes({
      ...{ ...needs, ...parts },
      placeLabel: ({ placeId }) =>
        directory().label(given(directory().ofPlace(placeId), 'the handling place of a case').code, 'town'),
      sources: () => ({
        ...{ secrets, cases, asked, ...(payments === undefined ? {} : { payments }) },
        ...(moneyBack === undefined ? {} : { moneyBack }),
        notice: async (tx, one) => {
          const found = await notices.noticeOf(tx, one.tenant, one.id)
          if (found === null || found.state === 'not-shown') return null
          const day = daysBetween(found.putUpOn, needs.clock.today())
          return {
            ...{ upOn: found.putUpOn, downOn: found.lastDay, isUp: found.isOpen, lines: [] },
            dayOf: found.isOpen ? Math.max(1, day) : null,
          }
        },
      }),
    }),
  }
}

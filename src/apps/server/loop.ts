import type { Audit } from '#platform/audit/index.ts'
import type { Check } from '#platform/checks/index.ts'
import type { Calendar, Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, Installation, TenantId, Tx } from '#platform/db/index.ts'
import type { Consumer } from '#platform/events/index.ts'
import type { Permission, Route } from '#platform/http/contract.ts'
import type { Logger } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import type { Documents } from '#registry/documents/index.ts'
import type { FileSectionSource, Households, StandingAidSource } from '#registry/households/contract.ts'
import { roleNames, type Officers } from '#registry/officers/index.ts'
import type { Organisations } from '#registry/organisations/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import type { TimelineSource } from '#registry/timeline/index.ts'
import type { AssessmentService, Eligibility } from '#relief/eligibility/index.ts'
import {
  createLeads,
  discoveryChecks,
  discoveryConsumers,
  discoveryJobs,
  discoveryPermissions,
  leadFollower,
  leadRoutes,
  leadRulesIn,
} from '#relief/discovery/index.ts'
import {
  caseChecks,
  caseConsumers,
  caseJobs,
  casePermissions,
  caseRoutes,
  caseSection,
  caseTimeline,
  createCases,
  createProcedureLibrary,
  isStatusOver,
  loadProcedures,
  standingStatuses,
  standingStatusSource,
  type CaseFollower,
  type CaseGate,
  type ClocksBeside,
} from '#relief/casework/index.ts'
import { campaignPermissions } from '#finance/campaigns/index.ts'
import { fileDeskPermissions, payoutPermissions } from '#finance/payouts/index.ts'
import { reconciliationChecks, reconciliationPermissions } from '#finance/reconciliation/index.ts'
import { paperChecks, paperPermissions, type PaperSources } from '#relief/papers/index.ts'
import { meansCheckChecks, meansCheckPermissions, type Authorisations } from '#relief/means-check/index.ts'
import {
  createIntake,
  intakeConsumers,
  intakeFollower,
  intakePermissions,
  intakeRoutes,
  paperFiled,
  paperLibraryIn,
  papersGate,
  type IntakeNeeds,
  standingAuthorisations,
} from '#relief/intake/index.ts'
import { createAidOn } from './aid-on.ts'
import { askedOfFamily } from './loop-asked.ts'
import { bankPart } from './loop-bank.ts'
import { campaignPart } from './loop-campaigns.ts'
import { meansCheckPart } from './loop-means-check.ts'
import { homeSurveyPermissions } from '#relief/home-survey/index.ts'
import { publicNoticePermissions } from '#relief/public-notice/index.ts'
import {
  loadSamplingRules,
  samplingChecks,
  samplingConsumers,
  samplingFollower,
  samplingGates,
  samplingPermissions,
  samplingRoutes,
} from '#relief/sampling/index.ts'
import { loadRules } from '#relief/monitoring/index.ts'
import { monitoringPart } from './loop-monitoring.ts'
import { noticeParts } from './loop-notices.ts'
import { grantFollower, moneyChecks, payoutPart } from './loop-payouts.ts'
import { monitoringChecks, monitoringPermissions } from '#relief/monitoring/index.ts'
import type { Site } from '#design/portal/site.ts'
import { checkRan, familyPagePart, newestSurvey, noticeRan, paperParts } from './loop-papers.ts'

/** What the loop at the desk stands on. */
export interface LoopNeeds {
  readonly db: Db
  /** Reference tables (places, offices) are read with it. */
  readonly owner: Db
  readonly clock: Clock
  readonly calendar: Calendar
  readonly vault: Vault
  readonly audit: Audit
  readonly log: Logger
  readonly installation: Installation
  readonly regions: Regions
  readonly organisations: Organisations
  /** Who serves here: investigators are chosen among them. */
  readonly officers: Pick<Officers, 'list'>
  readonly households: Households
  readonly documents: Documents
  readonly eligibility: Eligibility
  readonly assessments: AssessmentService
  readonly tenants: () => Promise<readonly TenantId[]>
  /** Region code of the office a caller belongs to. */
  readonly regionOf: (who: { readonly tenant: TenantId }) => Promise<string>
  /** Folder of the policy packs, with their procedures. */
  readonly policyFolder: string
  readonly site: Site
  /** Folder with typefaces of the office's own, for rare characters in names; need not exist. */
  readonly fontsFolder?: string | undefined
  /** A long piece of work that goes on after its answer; waited for when the server closes. */
  readonly goOn: (name: string, work: (isStopping: () => boolean) => Promise<unknown>) => void
}

/** What one module of the loop brings into the house. */
export interface Part {
  readonly routes?: readonly Route[]
  readonly jobs?: readonly Job[]
  readonly consumers?: readonly Consumer[]
  readonly sections?: readonly FileSectionSource[]
  readonly timelines?: readonly TimelineSource[]
  readonly standing?: readonly StandingAidSource[]
}

/** From the lead to the payment: the modules in the order in which a family meets them. */
export function composeLoop(needs: LoopNeeds) {
  // What the other modules have to say before and after a move: each adds its own below, a case asks at every move.
  const gates: CaseGate[] = []
  const followers: CaseFollower[] = []
  const procedures = createProcedureLibrary(
    loadProcedures(needs.policyFolder, roleNames),
    needs.eligibility.placesAbove,
  )
  const clocks: ClocksBeside[] = []
  const caseNeeds = {
    ...{ ...needs, procedures, gates: () => gates, followers: () => followers },
    clocksBeside: () => clocks,
  }
  const cases = createCases(caseNeeds)
  const discoveryNeeds = {
    ...needs,
    rulesAt: leadRulesIn(needs.policyFolder),
    coverageOf: (tx: Tx, { tenant }: { readonly tenant: TenantId }) =>
      needs.organisations.coverageOf(tx, tenant, needs.clock.today()),
  }
  const leads = createLeads(discoveryNeeds)
  // What papers asks of modules it does not import; each is put in where its module is made.
  const paperSources: { -readonly [Name in keyof PaperSources]: PaperSources[Name] } = {}
  const programmeWords = (programme: string) =>
    procedures.all.find((one) => one.programme === programme)?.words ?? { zh: programme, en: programme }
  const programmeTitle = (programme: string): string => programmeWords(programme).zh
  const paper = paperParts(needs, {
    cases: () => cases,
    programmeTitle,
    sources: () => paperSources,
  })
  gates.push(...paper.gates)
  followers.push(...paper.followers)
  // Who has signed is the window's knowledge: looked up at the moment of every request.
  const authorisations: Authorisations = {
    standing: (tx, who, question) => standingAuthorisations(tx, who, question, intakeNeeds),
  }
  const meansCheck = meansCheckPart(needs, { cases: () => cases, authorisations })
  gates.push(meansCheck.gate)
  clocks.push(meansCheck.checks.clocksOf)
  const intakeNeeds: IntakeNeeds = {
    ...{ ...needs, cases, leads, papers: paperLibraryIn(needs.policyFolder) },
    officeOf: async (_tx, { tenant }) => (await needs.organisations.get(needs.owner, tenant)).name,
  }
  const intake = createIntake(intakeNeeds)
  gates.push(papersGate(intakeNeeds))
  followers.push(leadFollower(discoveryNeeds), intakeFollower(intakeNeeds))
  paperSources.filed = paperFiled(intakeNeeds)
  paperSources.statement = intake.statedOf
  const bank = bankPart(needs)
  const { payouts } = bank.desk.house
  const statuses = standingStatuses(procedures)
  const watching = loadRules(needs.policyFolder)
  const endsAlso = (programme: string) => watching.find(programme, needs.clock.today())?.ending?.endsAlso ?? []
  followers.push(grantFollower(cases, payouts, endsAlso))
  const notice = noticeParts(needs, {
    cases: () => cases,
    programmeName: (programme, region) =>
      procedures.pick({ region, programme, on: needs.clock.today() })?.words ?? { zh: programme, en: programme },
    aidOn: createAidOn({ payouts, isStatusOver: isStatusOver(procedures) }),
  })
  gates.push(...notice.gates)
  followers.push(...notice.followers)
  const samplingNeeds = {
    ...{ ...needs, cases: () => cases, directory: () => needs.regions.directory() },
    rules: loadSamplingRules(needs.policyFolder),
  }
  gates.push(...samplingGates(samplingNeeds))
  followers.push(samplingFollower(samplingNeeds))
  paperSources.notice = notice.notices.sheetOf
  paperSources.survey = newestSurvey(notice.surveys)
  paperSources.surveyRule = notice.surveys.ruleOf
  paperSources.noticeRan = noticeRan(notice.notices)
  paperSources.checkRan = checkRan(meansCheck.checks)
  const familyPage = familyPagePart(needs, {
    ...{ ...paper, cases, tenants: needs.tenants, checkReceipt: intake.checkReceipt, notices: notice.notices },
    programmeWords,
    asked: askedOfFamily({ cases, intake, meansChecks: meansCheck.checks }),
    ...{ payments: payouts.paymentsOf, moneyBack: payouts.moneyBackOf },
  })
  const parts: readonly Part[] = [
    ...notice.parts,
    { routes: samplingRoutes(samplingNeeds), consumers: samplingConsumers },
    { routes: intakeRoutes({ db: needs.db, intake }), consumers: intakeConsumers },
    meansCheck.part,
    {
      routes: leadRoutes({ db: needs.db, leads }),
      jobs: discoveryJobs(discoveryNeeds),
      consumers: discoveryConsumers,
    },
    {
      routes: caseRoutes({ ...caseNeeds, cases }),
      jobs: caseJobs(needs),
      consumers: caseConsumers,
      sections: [caseSection({ procedures })],
      timelines: [caseTimeline(needs)],
      standing: [standingStatusSource(procedures)],
    },
    ...paper.parts,
    familyPage,
    bank.part,
    payoutPart(needs, bank.desk),
    campaignPart(needs, bank.desk),
    monitoringPart(needs, { payouts, statuses, endings: notice.endings }, paper.letters),
  ]
  const all = <Name extends keyof Part>(name: Name) =>
    parts.flatMap((part) => [...(part[name] ?? [])]) as NonNullable<Part[Name]>[number][]
  return {
    routes: all('routes'),
    jobs: all('jobs'),
    consumers: all('consumers'),
    sections: all('sections'),
    timelines: all('timelines'),
    standing: all('standing'),
    ...{ leads, intake, statuses, bank: bank.desk },
    meansChecks: meansCheck.checks,
    close: async (): Promise<void> => {
      await Promise.all([meansCheck.close(), paper.letters.printer.close()])
    },
  }
}

export const loopPermissions: readonly Permission[] = [
  ...meansCheckPermissions,
  ...discoveryPermissions,
  ...intakePermissions,
  ...casePermissions,
  ...payoutPermissions,
  ...fileDeskPermissions,
  ...campaignPermissions,
  ...reconciliationPermissions,
  ...homeSurveyPermissions,
  ...publicNoticePermissions,
  ...samplingPermissions,
  ...paperPermissions,
  ...monitoringPermissions,
]

/** What must always be true of the loop. */
export const loopChecks: readonly Check[] = [
  ...meansCheckChecks,
  ...discoveryChecks,
  ...caseChecks,
  ...paperChecks,
  ...reconciliationChecks,
  ...monitoringChecks,
  ...samplingChecks,
  ...moneyChecks,
]

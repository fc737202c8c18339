import { programmeWords, type Payouts } from '#finance/payouts/index.ts'
import {
  createCareService,
  createLeavingService,
  createMonitoring,
  loadCareChanges,
  loadRules,
  monitoringConsumers,
  monitoringJobs,
  monitoringRoutes,
  reviewSection,
  reviewTimeline,
  type LetterNeeds,
} from '#relief/monitoring/index.ts'
import { classInWords } from '#relief/eligibility/index.ts'
import type { StandingStatuses } from '#relief/casework/index.ts'
import type { EndingNotices } from '#relief/public-notice/index.ts'
import type { LoopNeeds, Part } from './loop.ts'

interface Watched {
  readonly payouts: Payouts
  readonly statuses: StandingStatuses
  readonly endings: EndingNotices
}

/** Everybody who is paid, or has a status, is looked at again: the monthly run, its tasks, what the household file shows of them. */
export function monitoringPart(
  needs: LoopNeeds,
  { payouts, statuses, endings }: Watched,
  letters: Omit<LetterNeeds, 'households' | 'audit'>,
): Part {
  const rules = loadRules(needs.policyFolder)
  const careChanges = loadCareChanges(needs.policyFolder)
  const monitoringNeeds = { ...needs, payouts, statuses, endings, rules, careChanges }
  return {
    routes: monitoringRoutes({
      ...monitoringNeeds,
      monitoring: createMonitoring(monitoringNeeds),
      leaving: createLeavingService(monitoringNeeds),
      care: createCareService(monitoringNeeds),
      directory: () => needs.regions.directory(),
      levelWords: (level) => classInWords(level, needs.eligibility.library.packs),
      run: monitoringNeeds,
      letters: { ...needs, ...letters, programmeTitle: titleIn(letters) },
    }),
    jobs: monitoringJobs(monitoringNeeds),
    consumers: monitoringConsumers,
    sections: [reviewSection(needs)],
    timelines: [reviewTimeline(needs)],
  }
}

/** As the procedure of the programme calls it; what has none is called as it is paid. */
const titleIn =
  ({ programmeTitle }: Pick<LetterNeeds, 'programmeTitle'>) =>
  (programme: string): string => {
    const said = programmeTitle(programme)
    return said === programme ? programmeWords(programme).zh : said
  }

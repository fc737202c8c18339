import type { Payouts } from '#finance/payouts/index.ts'
import {
  createLeavingService,
  createMonitoring,
  loadRules,
  monitoringConsumers,
  monitoringJobs,
  monitoringRoutes,
  reviewSection,
  reviewTimeline,
  type LetterNeeds,
} from '#relief/monitoring/index.ts'
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
  const monitoringNeeds = { ...needs, payouts, statuses, endings, rules: loadRules(needs.policyFolder) }
  return {
    routes: monitoringRoutes({
      ...monitoringNeeds,
      monitoring: createMonitoring(monitoringNeeds),
      leaving: createLeavingService(monitoringNeeds),
      directory: () => needs.regions.directory(),
      run: monitoringNeeds,
      letters: { ...needs, ...letters },
    }),
    jobs: monitoringJobs(monitoringNeeds),
    consumers: monitoringConsumers,
    sections: [reviewSection(needs)],
    timelines: [reviewTimeline(needs)],
  }
}

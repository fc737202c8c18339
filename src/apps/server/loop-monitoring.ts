import type { Month } from '#platform/clock/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Payouts } from '#finance/payouts/index.ts'
import {
  createMonitoring,
  loadRules,
  monitoringConsumers,
  monitoringJobs,
  monitoringRoutes,
  reviewSection,
  reviewTimeline,
  runMonth,
} from '#relief/monitoring/index.ts'
import type { LoopNeeds, Part } from './loop.ts'

/** Everybody who is paid is looked at again: the monthly run, its tasks, what the household file shows of them. */
export function monitoringPart(needs: LoopNeeds, payouts: Payouts) {
  const monitoringNeeds = { ...needs, payouts, rules: loadRules(needs.policyFolder) }
  const part: Part = {
    routes: monitoringRoutes({
      ...monitoringNeeds,
      monitoring: createMonitoring(monitoringNeeds),
      directory: () => needs.regions.directory(),
      run: monitoringNeeds,
    }),
    jobs: monitoringJobs(monitoringNeeds),
    consumers: monitoringConsumers,
    sections: [reviewSection],
    timelines: [reviewTimeline],
  }
  return {
    part,
    /** One look at everybody of a bureau, now: for the demonstration. */
    run: (who: Caller, month: Month, isStopping: () => boolean) =>
      runMonth(monitoringNeeds, who, { programme: 'dibao', month, isStopping }),
  }
}

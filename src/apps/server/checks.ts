import { runChecks, type Check } from '#platform/checks/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import type { Logger } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { officerChecks } from '#registry/officers/index.ts'
import { eligibilityChecks } from '#relief/eligibility/index.ts'
import { loopChecks } from './loop.ts'

/** What must always be true, module by module: asked every night and by `zhulian verify`. */
export const standingChecks: readonly Check[] = [...officerChecks, ...eligibilityChecks, ...loopChecks]

/** Asks them before the desks open. A check that does not hold is an error in the log, with its name and no person. */
export const checksJob = (needs: {
  readonly db: Db
  readonly clock: Clock
  readonly tenants: () => Promise<readonly TenantId[]>
  readonly log: Logger
}): Job => ({
  name: 'checks.ask-all',
  at: '04:00',
  run: async () => {
    const question = { tenants: await needs.tenants(), today: needs.clock.today() }
    for (const { name: check, holds, offenders } of await runChecks(needs.db, standingChecks, question))
      if (!holds) needs.log.error({ check, offenders: offenders.length }, 'a standing check does not hold')
  },
})

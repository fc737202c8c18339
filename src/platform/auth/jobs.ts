import type { Clock } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { Job } from '#platform/jobs/contract.ts'
import { windowMilliseconds } from './attempts.ts'
import { forgetOldAttempts } from './auth-store.ts'
import type { SessionKeeper } from './sessions.ts'

/** `clock` is the machine's own, as for sessions and counters. */
export const authJobs = (needs: {
  readonly db: Db
  readonly clock: Clock
  readonly sessions: SessionKeeper
}): Job[] => [
  {
    name: 'auth.clear-ended-sessions',
    at: '03:10',
    run: async () => {
      await needs.sessions.clear()
      await forgetOldAttempts(needs.db, new Date(needs.clock.now().getTime() - windowMilliseconds))
    },
  },
]

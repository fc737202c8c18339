import type { Clock } from '#platform/clock/index.ts'
import { inScope } from '#platform/db/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import type { Job } from '#platform/jobs/contract.ts'
import { clearKeysBefore } from './command-key-store.ts'

/** Money, stock, hours and claims keep their key for ever on the entry itself; here half a year is enough. */
const keyDaysMax = 180
const aDay = 86_400_000

export const keyJobs = (needs: {
  readonly db: Db
  readonly clock: Clock
  readonly tenants: () => Promise<readonly TenantId[]>
}): Job[] => [
  {
    name: 'http.clear-command-keys',
    at: '03:20',
    run: async () => {
      const before = new Date(needs.clock.now().getTime() - keyDaysMax * aDay)
      for (const tenant of await needs.tenants())
        await inScope(needs.db, { tenants: [tenant], places: 'all' }, (tx) => clearKeysBefore(tx, tenant, before))
    },
  },
]

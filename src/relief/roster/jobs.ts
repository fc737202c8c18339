import type { TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/contract.ts'
import { outliving } from './run/commit.ts'
import { forgetFiles, runsToForget, saveRun, stalledRuns } from './run/run-store.ts'
import { goThrough, type RosterNeeds } from './service.ts'

/** A batch takes a second; a run that has not moved for this long has lost its process. */
const stalledAfterMs = 120_000

export const rosterJobs = (needs: RosterNeeds & { readonly tenants: () => Promise<readonly TenantId[]> }): Job[] => [
  {
    name: 'roster.go-on',
    at: 'every 5 minutes',
    run: async () => {
      const { db, clock } = needs
      for (const tenant of await needs.tenants()) {
        const system = systemCaller('roster.go-on', tenant)
        const before = new Date(clock.now().getTime() - stalledAfterMs)
        const stalled = await system.transaction(db, (tx) => stalledRuns(tx, tenant, before))
        // Under the name of who began it, and no further than they reach.
        for (const { id, created_by: by, created_by_name: name, places } of stalled)
          await goThrough(outliving({ ...system, id: by, name, places: places ?? 'all' }), { id }, needs)
      }
    },
  },
  {
    // What was promised on the page: a trial is deleted at midnight.
    name: 'roster.forget-files',
    at: '00:00',
    run: async () => {
      const { db, clock } = needs
      for (const tenant of await needs.tenants()) {
        const system = systemCaller('roster.forget-files', tenant)
        await system.transaction(db, async (tx) => {
          const at = clock.now()
          for (const { id, state } of await runsToForget(tx, tenant, at)) {
            await forgetFiles(tx, tenant, id)
            await saveRun(
              tx,
              tenant,
              id,
              state === 'read' ? { at, state: 'discarded', report: Buffer.alloc(0) } : { at },
            )
          }
        })
      }
    },
  },
]

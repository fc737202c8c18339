import type { PlaceId, TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/contract.ts'
import { reportsToGoOn } from './check/request-store.ts'
import { runCheck, type RunNeeds } from './check/run-check.ts'

export const meansCheckJobs = (needs: RunNeeds & { readonly tenants: () => Promise<readonly TenantId[]> }): Job[] => [
  {
    // A silent source is asked again by its plan; a check whose process died is taken up where it was.
    name: 'means-check.go-on',
    at: 'every 1 minutes',
    run: async () => {
      const { db, clock } = needs
      for (const tenant of await needs.tenants()) {
        const system = systemCaller('means-check.go-on', tenant)
        const open = await system.transaction(db, (tx) => reportsToGoOn(tx, tenant, clock.now()))
        // Under the name of who asked, and no further than the place of the report.
        for (const { id, askedBy, askedByName, placeId } of open)
          await runCheck({ ...system, id: askedBy, name: askedByName, places: [placeId as PlaceId] }, id, needs)
      }
    },
  },
]

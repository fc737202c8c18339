import type { TenantId } from '#platform/db/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { sealCaseWords, type SealNeeds } from './seal-words.ts'

interface JobNeeds extends SealNeeds {
  readonly tenants: () => Promise<readonly TenantId[]>
}

/** Nothing is written in clear any more, so an office that was found sealed stays so. */
export function caseJobs(needs: JobNeeds): readonly Job[] {
  const sealed = new Set<TenantId>()
  return [
    {
      name: 'casework.seal-words',
      at: 'every 5 minutes',
      run: async () => {
        for (const tenant of await needs.tenants()) {
          if (sealed.has(tenant)) continue
          await sealCaseWords(needs, tenant)
          sealed.add(tenant)
        }
      },
    },
  ]
}

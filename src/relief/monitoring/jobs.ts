import { monthOf } from '#platform/clock/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { readRuns } from './review-view.ts'
import { runMonth, type RunNeeds } from './run.ts'
import { sealWords } from './seal-words.ts'

interface JobNeeds extends RunNeeds {
  readonly tenants: () => Promise<readonly TenantId[]>
}

export const monitoringJobs = (needs: JobNeeds): readonly Job[] => [sealing(needs), looking(needs)]

/** Nothing is written in clear any more, so an office that was found sealed stays so. */
function sealing(needs: JobNeeds): Job {
  const sealed = new Set<TenantId>()
  return {
    name: 'monitoring.seal-words',
    at: 'every 5 minutes',
    run: async () => {
      for (const tenant of await needs.tenants()) {
        if (sealed.has(tenant)) continue
        await sealWords(needs, tenant)
        sealed.add(tenant)
      }
    },
  }
}

/** Looks at everybody who is paid, once a month, on the first night the server is up. */
const looking = (needs: JobNeeds): Job => ({
  name: 'monitoring.look-at-everybody',
  at: '02:40',
  run: async () => {
    const month = monthOf(needs.clock.today())
    for (const tenant of await needs.tenants()) {
      const who = { ...systemCaller('monitoring', tenant), name: '每月复核' }
      const runs = await who.transaction(needs.db, (tx) => readRuns(tx, tenant))
      for (const programme of needs.rules.programmes) {
        const isDone = runs.some((run) => run.programme === programme && run.month === month && run.endedAt !== null)
        if (!isDone) await runMonth(needs, who, { programme, month })
      }
    }
  },
})

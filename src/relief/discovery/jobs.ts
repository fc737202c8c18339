import { v7 } from 'uuid'
import type { TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { leadsToEscalate, markEscalated } from './lead-store.ts'
import type { DiscoveryNeeds } from './needs.ts'
import { insertStep } from './source-store.ts'

/** Before the desks open, so that the town head finds in the morning what nobody answered yesterday. */
export const discoveryJobs = (
  needs: Pick<DiscoveryNeeds, 'db' | 'clock' | 'audit'> & { readonly tenants: () => Promise<readonly TenantId[]> },
): Job[] => [
  {
    name: 'discovery.escalate-overdue',
    at: '06:30',
    run: async () => {
      for (const tenant of await needs.tenants()) await escalateOverdue(tenant, needs)
    },
  },
]

/** A lead is escalated once, however often this runs. @returns how many were escalated now */
export async function escalateOverdue(
  tenant: TenantId,
  { db, clock, audit }: Pick<DiscoveryNeeds, 'db' | 'clock' | 'audit'>,
): Promise<number> {
  const system = systemCaller('discovery.escalate-overdue', tenant)
  return system.transaction(db, async (tx) => {
    const today = clock.today()
    const late = await leadsToEscalate(tx, tenant, today)
    for (const lead of late) {
      await markEscalated(tx, lead, today)
      await insertStep(tx, {
        ...{ id: v7(), lead, kind: 'escalated', at: clock.now(), by: system, note: null },
        codes: { to: 'town-head' },
      })
      await audit.record(tx, system, {
        action: 'discovery.escalated',
        about: { kind: 'lead', id: lead.id },
        after: { dueOn: lead.dueOn, escalatedOn: today },
      })
    }
    return late.length
  })
}

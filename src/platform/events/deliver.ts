import { inScope, type Db, type DbLog, type TenantId } from '#platform/db/index.ts'
import type { Job } from '#platform/jobs/contract.ts'
import type { Consumer } from './contract.ts'
import { postponeDelivery, saveConsumed, saveConsumers, takeDelivery } from './event-store.ts'

interface Needs {
  readonly db: Db
  readonly log: DbLog
}

/** A consumer that fails is asked again later and later, up to an hour; its later versions wait, other things go on. */
const secondsUntilNextTry = (tries: number): number => Math.min(5 * 2 ** tries, 3600)

/** Tells the program's consumers to the database; call it at start-up, before the first announcement. */
export const settleConsumers = (db: Db, consumers: readonly Consumer[]): Promise<void> => saveConsumers(db, consumers)

/**
 * Delivers what one tenant has waiting, at least once, the versions of one thing in order. Several processes may do it at
 * the same time. Returns how many events were reacted to.
 */
export async function deliverEvents(needs: Needs, tenant: TenantId, consumers: readonly Consumer[]): Promise<number> {
  let delivered = 0
  for (const consumer of consumers) {
    for (let outcome = await deliverNext(needs, tenant, consumer); outcome !== 'none due';) {
      if (outcome === 'reacted') delivered++
      outcome = await deliverNext(needs, tenant, consumer)
    }
  }
  return delivered
}

type Outcome = 'reacted' | 'postponed' | 'none due'

/** A failed reaction is undone whole; its event is postponed, and is no longer among those that are due. */
async function deliverNext({ db, log }: Needs, tenant: TenantId, consumer: Consumer): Promise<Outcome> {
  const scope = { tenants: [tenant], places: 'all' as const }
  const taken: { event: { id: string; tries: number; kind: string } | null } = { event: null }
  try {
    return await inScope(db, scope, async (tx) => {
      const event = await takeDelivery(tx, tenant, consumer.name)
      taken.event = event
      if (!event) return 'none due'
      if (!event.isConsumed) await consumer.react(tx, event)
      await saveConsumed(tx, tenant, consumer.name, event.id)
      return 'reacted'
    })
  } catch (error) {
    if (!taken.event) throw error
    const { id: eventId, tries, kind } = taken.event
    const trouble = error instanceof Error ? error.name : 'unknown'
    log('events.reaction-failed', { consumer: consumer.name, kind, eventId, tries: tries + 1, trouble })
    const seconds = secondsUntilNextTry(tries)
    await inScope(db, scope, (tx) =>
      postponeDelivery(tx, tenant, { consumer: consumer.name, eventId, seconds, trouble }),
    )
    return 'postponed'
  }
}

/** A reaction is seen on the next page a person opens; sooner is the business of the transaction itself. */
export const eventJobs = (
  needs: Needs & { tenants: () => Promise<readonly TenantId[]>; consumers: readonly Consumer[] },
): Job[] => [
  {
    name: 'events.deliver',
    at: 'every 1 minutes',
    run: async () => {
      for (const tenant of await needs.tenants()) await deliverEvents(needs, tenant, needs.consumers)
    },
  },
]

import type { Clock } from '#platform/clock/index.ts'
import { inScope, type Db, type TenantId } from '#platform/db/index.ts'
import type { Job } from '#platform/jobs/contract.ts'
import { addBatch, findUnsealed, lockHead } from './audit-store.ts'
import { chainAfter, chainStart, hashOf, rootOf } from './seal.ts'

/** Entries of one batch. A thousand are hashed in a few milliseconds, so the head of the chain is never held for long. */
const batchEntriesMax = 1000

/** Seals what waits, batch after batch. Returns how many entries were sealed. Safe to run twice, also at once. */
export async function sealAudit(db: Db, tenant: TenantId, clock: Clock): Promise<number> {
  for (let sealed = 0; ;) {
    const count = await sealBatch(db, tenant, clock)
    sealed += count
    if (count < batchEntriesMax) return sealed
  }
}

const sealBatch = (db: Db, tenant: TenantId, clock: Clock): Promise<number> =>
  inScope(db, { tenants: [tenant], places: 'all' }, async (tx) => {
    const head = await lockHead(tx, tenant, chainStart)
    const entries = await findUnsealed(tx, tenant, batchEntriesMax)
    if (entries.length === 0) return 0
    const sealed = entries.map((entry) => ({ id: entry.id, hash: hashOf(tenant, entry) }))
    const next = { batch: head.batch + 1, entries: entries.length, root: rootOf(sealed.map(({ hash }) => hash)) }
    const chain = chainAfter(head.chain, next)
    await addBatch(tx, tenant, { ...next, chain, sealedAt: clock.now() }, sealed)
    return entries.length
  })

/** The tail stays shorter than a minute, so that a thief of the database has little to rewrite unseen. */
export const auditJobs = (needs: { db: Db; clock: Clock; tenants: () => Promise<readonly TenantId[]> }): Job[] => [
  {
    name: 'audit.seal',
    at: 'every 1 minutes',
    run: async () => {
      for (const tenant of await needs.tenants()) await sealAudit(needs.db, tenant, needs.clock)
    },
  },
]

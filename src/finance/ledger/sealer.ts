import { chainAfter, rootOf } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { inScope, type Db, type TenantId } from '#platform/db/index.ts'
import type { Job } from '#platform/jobs/contract.ts'
import { addBatch, findUnsealed, hashOf, lockHead } from './seal-store.ts'

/** Entries of one batch. One may hold two thousand legs, so fewer than in the audit: the head is held for a moment. */
const batchEntriesMax = 200

/** Seals what waits, batch after batch. Returns how many entries were sealed. Safe to run twice, also at once. */
export async function sealLedger(db: Db, tenant: TenantId, clock: Clock): Promise<number> {
  for (let sealed = 0; ;) {
    const count = await sealBatch(db, tenant, clock)
    sealed += count
    if (count < batchEntriesMax) return sealed
  }
}

const sealBatch = (db: Db, tenant: TenantId, clock: Clock): Promise<number> =>
  inScope(db, { tenants: [tenant], places: 'all' }, async (tx) => {
    const head = await lockHead(tx, tenant)
    const entries = await findUnsealed(tx, tenant, batchEntriesMax)
    if (entries.length === 0) return 0
    const sealed = entries.map((entry) => ({ id: entry.id, hash: hashOf(tenant, entry) }))
    const next = { batch: head.batch + 1, entries: entries.length, root: rootOf(sealed.map(({ hash }) => hash)) }
    const chain = chainAfter(head.chain, next)
    await addBatch(tx, tenant, { ...next, chain, sealedAt: clock.now() }, sealed)
    return entries.length
  })

/** As often as the audit: what is not sealed yet could be rewritten unseen. */
export const ledgerJobs = (needs: {
  readonly db: Db
  readonly clock: Clock
  readonly tenants: () => Promise<readonly TenantId[]>
}): Job[] => [
  {
    name: 'ledger.seal',
    at: 'every 1 minutes',
    run: async () => {
      for (const tenant of await needs.tenants()) await sealLedger(needs.db, tenant, needs.clock)
    },
  },
]

import { chainAfter, rootOf } from '#platform/audit/index.ts'
import { inScope, type Db, type TenantId, type Tx } from '#platform/db/index.ts'
import {
  findBatches,
  findSealed,
  findTail,
  hashOf,
  ledgerStart,
  lockHead,
  type Batch,
  type Head,
} from './seal-store.ts'

/** The first thing that does not fit, in words. */
export interface LedgerFault {
  readonly tenant: TenantId
  readonly batch: number | null
  readonly entry: string | null
  readonly zh: string
  readonly en: string
}

export interface LedgerReport {
  readonly tenant: TenantId
  readonly sealed: number
  /** Entries younger than the last seal: written, but not yet proven. */
  readonly waiting: number
  /** The end of the chain, to be kept elsewhere: hexadecimal. */
  readonly anchor: { readonly batch: number; readonly chain: string }
  readonly fault: LedgerFault | null
}

/**
 * Recomputes a tenant's whole chain from entries and legs. `anchor`: an end of the chain that was kept outside earlier;
 * only with it is a tail found that was cut off together with its seals and the head.
 */
export const verifyLedger = (
  db: Db,
  tenant: TenantId,
  anchor?: { readonly batch: number; readonly chain: string },
): Promise<LedgerReport> =>
  inScope(db, { tenants: [tenant], places: 'all' }, async (tx) => {
    // Holding the head keeps the sealer away while the chain is read.
    const head = await lockHead(tx, tenant)
    const batches = await findBatches(tx, tenant)
    const { waiting, stray } = await findTail(tx, tenant)
    const fault =
      (await faultInBatches(tx, tenant, batches)) ??
      faultAtEnd(tenant, batches, head) ??
      faultAtAnchor(tenant, batches, anchor) ??
      (stray === null ? null : faults.stray(tenant, null, stray))
    const sealed = batches.reduce((sum, { entries }) => sum + entries, 0)
    return { tenant, sealed, waiting, anchor: { batch: head.batch, chain: head.chain.toString('hex') }, fault }
  })

async function faultInBatches(tx: Tx, tenant: TenantId, batches: readonly Batch[]): Promise<LedgerFault | null> {
  let chain = ledgerStart
  for (const [index, batch] of batches.entries()) {
    if (batch.batch !== index + 1) return faults.batchMissing(tenant, index + 1, null)
    const sealed = await findSealed(tx, tenant, batch.batch)
    const missing = sealed.find(({ entry }) => entry === null)
    if (missing) return faults.entryMissing(tenant, batch.batch, missing.entryId)
    const altered = sealed.find(({ entry, hash }) => entry && !hashOf(tenant, entry).equals(hash))
    if (altered) return faults.entryAltered(tenant, batch.batch, altered.entryId)
    if (sealed.length !== batch.entries || !rootOf(sealed.map(({ hash }) => hash)).equals(batch.root))
      return faults.batchAltered(tenant, batch.batch, null)
    chain = chainAfter(chain, batch)
    if (!chain.equals(batch.chain)) return faults.chainBroken(tenant, batch.batch, null)
  }
  return null
}

function faultAtEnd(tenant: TenantId, batches: readonly Batch[], head: Head): LedgerFault | null {
  const last = batches.at(-1)
  const fits = last ? last.batch === head.batch && last.chain.equals(head.chain) : head.batch === 0
  return fits ? null : faults.chainCut(tenant, head.batch, null)
}

function faultAtAnchor(
  tenant: TenantId,
  batches: readonly Batch[],
  anchor?: { batch: number; chain: string },
): LedgerFault | null {
  if (!anchor || anchor.batch === 0) return null
  const there = batches.find(({ batch }) => batch === anchor.batch)
  return there?.chain.toString('hex') === anchor.chain ? null : faults.notTheAnchor(tenant, anchor.batch, null)
}

const says =
  (zh: string, en: string) =>
  (tenant: TenantId, batch: number | null, entry: string | null): LedgerFault => {
    const fill = (text: string): string => text.replace('{batch}', String(batch)).replace('{entry}', String(entry))
    return { tenant, batch, entry, zh: fill(zh), en: fill(en) }
  }

const faults = {
  entryAltered: says('第 {batch} 批的账 {entry} 被改动过', 'entry {entry} of batch {batch} was altered'),
  entryMissing: says('第 {batch} 批的账 {entry} 不见了', 'entry {entry} of batch {batch} is gone'),
  batchAltered: says('第 {batch} 批的封印和账对不上', 'the seal of batch {batch} does not fit its entries'),
  batchMissing: says('第 {batch} 批账不见了', 'batch {batch} is gone'),
  chainBroken: says('第 {batch} 批账接不上前一批', 'batch {batch} does not follow the one before'),
  chainCut: says('链尾（第 {batch} 批）和记录的不一致', 'the end of the chain (batch {batch}) is not the recorded one'),
  notTheAnchor: says('第 {batch} 批和外面保存的锚点不一致', 'batch {batch} is not what the kept anchor says'),
  stray: says('账 {entry} 没有封存，也不在等待封存', 'entry {entry} is neither sealed nor waiting to be'),
}
